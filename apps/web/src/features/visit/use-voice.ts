/** What is said at the door, recorded by the browser: at most a minute, kept sealed as soon as it ends. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { plainVoice } from '@qiaomen/domain/voice-note/plain-voice';
import { longestVoiceMs, voiceBitRate, voiceType } from '@qiaomen/domain/voice-note/voice-note';
import { isSpaceShort } from '../../field/is-space-short.ts';
import { useField } from '../../offline/field-context.tsx';

export type VoiceTrouble = 'denied' | 'missing' | 'noSpace' | 'failed';
const recorded = `${voiceType};codecs=opus`;

export interface Voice {
  /** whether this browser can record at all */
  isPossible: boolean;
  state: 'idle' | 'asking' | 'recording';
  /** of this recording, or of the one just kept */
  seconds: number;
  trouble: VoiceTrouble | null;
  start: () => Promise<void>;
  stop: () => void;
}

const troubleOf = (cause: unknown): VoiceTrouble =>
  cause instanceof DOMException && (cause.name === 'NotAllowedError' || cause.name === 'SecurityError')
    ? 'denied'
    : cause instanceof DOMException && (cause.name === 'NotFoundError' || cause.name === 'NotReadableError')
      ? 'missing'
      : 'failed';

const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' &&
  MediaRecorder.isTypeSupported(recorded) &&
  navigator.mediaDevices?.getUserMedia !== undefined;

/** @param onKept with the id on this tablet; not called once the form is closed: the form finds it when it opens again */
export const useVoice = (draftId: string, onKept: (id: string) => void): Voice => {
  const { photos } = useField();
  const [state, setState] = useState<Voice['state']>('idle');
  const [seconds, setSeconds] = useState(0);
  const [trouble, setTrouble] = useState<VoiceTrouble | null>(null);
  const recorder = useRef<MediaRecorder | null>(null);
  const isOpen = useRef(true);
  const kept = useRef(onKept);
  useEffect(() => {
    kept.current = onKept;
  }, [onKept]);

  const stop = useCallback((): void => {
    if (recorder.current?.state === 'recording') recorder.current.stop();
  }, []);

  const keep = useCallback(
    async (parts: readonly Blob[]): Promise<void> => {
      try {
        const plain = plainVoice(new Uint8Array(await new Blob([...parts]).arrayBuffer()));
        const id = plain === null ? null : await photos.add(draftId, plain, new Date(), 'voice');
        if (!isOpen.current) return;
        if (id === null) setTrouble('failed');
        else kept.current(id);
      } catch {
        if (isOpen.current) setTrouble('failed');
      }
      if (isOpen.current) setState('idle');
    },
    [photos, draftId],
  );

  const start = useCallback(async (): Promise<void> => {
    setTrouble(null);
    if (!canRecord()) return setTrouble('missing');
    if (await isSpaceShort()) return setTrouble('noSpace');
    setState('asking');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
      const release = () => stream.getTracks().forEach((track) => track.stop());
      if (!isOpen.current) return release();
      const made = new MediaRecorder(stream, { mimeType: recorded, audioBitsPerSecond: voiceBitRate });
      const parts: Blob[] = [];
      made.ondataavailable = ({ data }) => void parts.push(data);
      made.onstop = () => {
        release();
        void keep(parts);
      };
      recorder.current = made;
      made.start();
      setSeconds(0);
      setState('recording');
    } catch (cause) {
      setTrouble(troubleOf(cause));
      setState('idle');
    }
  }, [keep]);

  useEffect(() => {
    if (state !== 'recording') return undefined;
    const began = performance.now();
    const timer = setInterval(() => {
      const passed = performance.now() - began;
      setSeconds(Math.floor(Math.min(passed, longestVoiceMs) / 1000));
      if (passed >= longestVoiceMs) stop();
    }, 250);
    // whoever turns the screen off has finished speaking
    const hide = () => void (document.visibilityState === 'hidden' && stop());
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [state, stop]);

  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
      stop();
    };
  }, [stop]);

  return { isPossible: photos.isPossible, state, seconds, trouble, start, stop };
};
