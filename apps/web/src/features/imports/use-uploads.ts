/** Files on their way, one after the other: the server looks at each before the next one comes. */
import { useCallback, useRef, useState } from 'react';
import { newId } from '../../offline/new-id.ts';
import { sendFile, type Sent } from './send-file.ts';

export interface Upload {
  id: string;
  name: string;
  sent: number;
  total: number;
  result: Sent | null;
}

export const useUploads = (onSent: () => void) => {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const change = useCallback(
    (id: string, part: Partial<Upload>): void =>
      setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...part } : upload))),
    [],
  );

  const add = useCallback(
    (files: readonly File[]): void => {
      for (const file of files) {
        const id = newId();
        setUploads((before) => [...before, { id, name: file.name, sent: 0, total: file.size, result: null }]);
        queue.current = queue.current.then(async () => {
          const result = await sendFile(file, (sent, total) => change(id, { sent, total }));
          change(id, { result });
          onSent();
        });
      }
    },
    [change, onSent],
  );

  const dismiss = (id: string): void => setUploads((before) => before.filter((upload) => upload.id !== id));
  return { uploads, add, dismiss };
};
