/** Files on their way, one after the other: the server looks at each before the next one comes. */
import { useCallback, useRef, useState } from 'react';
import { newId } from '../../offline/new-id.ts';
import { sendFile, type Phase, type Sent } from './send-file.ts';

export interface Upload {
  id: string;
  name: string;
  sent: number;
  total: number;
  phase: Phase | 'waiting';
  /** the server had a part of it from before */
  resumed: boolean;
  result: Sent | null;
}

export const useUploads = (onSent: () => void) => {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const files = useRef(new Map<string, File>());

  const change = useCallback(
    (id: string, part: Partial<Upload>): void =>
      setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...part } : upload))),
    [],
  );

  const send = useCallback(
    (id: string, file: File): void => {
      queue.current = queue.current.then(async () => {
        const result = await sendFile(file, (phase, sent, resumed) =>
          change(id, { phase, sent, ...(phase === 'sending' ? { resumed } : {}) }),
        ).catch((): Sent => ({ ok: false, failure: { kind: 'network' } }));
        change(id, { result });
        onSent();
      });
    },
    [change, onSent],
  );

  const add = useCallback(
    (chosen: readonly File[]): void => {
      for (const file of chosen) {
        const id = newId();
        files.current.set(id, file);
        const { name, size } = file;
        const upload = { id, name, sent: 0, total: size, phase: 'waiting', resumed: false, result: null } as const;
        setUploads((before) => [...before, upload]);
        send(id, file);
      }
    },
    [send],
  );

  const retry = (id: string): void => {
    const file = files.current.get(id);
    if (file === undefined) return;
    change(id, { result: null, phase: 'waiting' });
    send(id, file);
  };

  const dismiss = (id: string): void => {
    files.current.delete(id);
    setUploads((before) => before.filter((upload) => upload.id !== id));
  };
  return { uploads, add, retry, dismiss };
};
