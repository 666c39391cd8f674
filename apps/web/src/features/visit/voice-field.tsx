import { IconMicrophone, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { longestVoiceMs } from '@qiaomen/domain/voice-note/voice-note';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Voice } from './use-voice.ts';
import classes from './visit-flow.module.css';

interface VoiceFieldProps {
  voice: Voice;
  draftId: string;
  /** id of the one that is kept */
  value: string | null;
  onChange: (id: string | null) => void;
}

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60))}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

const writeInstead = (): void => {
  const note = document.querySelector<HTMLElement>('[data-field="note"]');
  note?.scrollIntoView?.({ block: 'center' });
  note?.focus();
};

/** One voice note: said instead of written, where somebody agrees to it. Whatever goes wrong, the note is there to write in. */
export const VoiceField = ({ voice, draftId, value, onChange }: VoiceFieldProps) => {
  const { say } = useText();
  const { photos } = useField();
  const found = useRef(false);
  useEffect(() => {
    if (found.current) return;
    found.current = true;
    // spoken, and the form was closed or the tablet died before the form knew of it
    if (value === null)
      void photos.ofForm(draftId, 'voice').then((ids) => {
        const last = ids.at(-1);
        if (last !== undefined) onChange(last);
      });
  }, [photos, draftId, value, onChange]);
  if (!voice.isPossible) return null;
  return (
    <section className={classes['voice']}>
      <h2 className={classes['legend']}>
        {say('photo:voice.title')} <small>({say('common:optional')})</small>
      </h2>
      <p className={classes['hint']}>{say('photo:voice.hint', { seconds: longestVoiceMs / 1000 })}</p>
      {voice.trouble === null ? null : (
        <Notice tone="due" urgent>
          <p className={classes['trouble']}>{say(`photo:voice.${voice.trouble}`)}</p>
          <BigButton look="quiet" onClick={writeInstead}>
            {say('photo:voice.write')}
          </BigButton>
        </Notice>
      )}
      {value !== null ? (
        <KeptVoice
          key={value}
          id={value}
          onRemove={() => {
            onChange(null);
            void photos.drop(value);
          }}
        />
      ) : voice.state === 'recording' ? (
        <p className={classes['hint']}>{say('photo:voice.running', { time: clock(voice.seconds) })}</p>
      ) : (
        <BigButton
          look="quiet"
          disabled={voice.state === 'asking'}
          icon={<IconMicrophone aria-hidden="true" />}
          onClick={() => void voice.start()}
        >
          {say(voice.state === 'asking' ? 'photo:voice.asking' : 'photo:voice.start')}
        </BigButton>
      )}
    </section>
  );
};

/** In the place of the save: nothing is saved in the middle of a sentence. */
export const StopVoice = ({ voice }: { voice: Voice }) => {
  const { say } = useText();
  return (
    <BigButton wide icon={<IconPlayerStop aria-hidden="true" />} onClick={voice.stop}>
      {say('photo:voice.stop', { time: clock(voice.seconds) })}
    </BigButton>
  );
};

const KeptVoice = ({ id, onRemove }: { id: string; onRemove: () => void }) => {
  const { say, plain } = useText();
  const { photos } = useField();
  const [sound, setSound] = useState<string | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void photos.open(id).then((bytes) => {
      if (gone || bytes === undefined) return;
      made = URL.createObjectURL(new Blob([bytes], { type: 'audio/webm' }));
      setSound(made);
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [photos, id]);
  return (
    <div className={classes['kept']}>
      {sound === null ? null : (
        // it is what somebody said at a door: there are no subtitles
        <audio
          ref={player}
          src={sound}
          aria-label={plain('photo:voice.title')}
          onLoadedMetadata={({ currentTarget }) => setSeconds(currentTarget.duration)}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
        />
      )}
      <BigButton
        look="quiet"
        icon={isPlaying ? <IconPlayerStop aria-hidden="true" /> : <IconPlayerPlay aria-hidden="true" />}
        onClick={() => void (isPlaying ? player.current?.pause() : player.current?.play())}
      >
        {say('photo:voice.kept', { time: clock(seconds) })}
      </BigButton>
      <BigButton look="plain" icon={<IconTrash aria-hidden="true" />} onClick={onRemove}>
        {say('photo:voice.remove')}
      </BigButton>
    </div>
  );
};
