/** Voice notes of one act: each fetched once, on purpose, for every time somebody listens is written down. */
import { useEffect, useState } from 'react';
import { useText } from '../language/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './timeline-list.module.css';

interface VoiceListProps {
  /** of the person */
  county: string;
  ids: readonly string[];
}

export const VoiceList = ({ county, ids }: VoiceListProps) => {
  const { say } = useText();
  if (ids.length === 0) return null;
  return (
    <div className={classes['photos']}>
      <span>{say('photo:voice.listenHint')}</span>
      {ids.map((id) => (
        <Voice key={id} address={`/api/photos/${county}/${id}`} />
      ))}
    </div>
  );
};

const Voice = ({ address }: { address: string }) => {
  const { say, plain } = useText();
  const [sound, setSound] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => () => (sound === null ? undefined : URL.revokeObjectURL(sound)), [sound]);
  const listen = async (): Promise<void> => {
    setFailed(false);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error('no voice');
      setSound(URL.createObjectURL(await answer.blob()));
    } catch {
      setFailed(true);
    }
  };
  if (sound !== null)
    // it is what somebody said at a door: there are no subtitles
    return (
      <audio controls autoPlay src={sound} aria-label={plain('photo:voice.title')} onError={() => setFailed(true)} />
    );
  return (
    <>
      <div className={classes['looks']}>
        <button type="button" className={classes['look']} onClick={() => void listen()}>
          {say('photo:voice.listen')}
        </button>
      </div>
      {failed ? <Notice tone="due">{say('photo:voice.notHeard')}</Notice> : null}
    </>
  );
};
