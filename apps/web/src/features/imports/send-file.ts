/** Sends a file as it is. XMLHttpRequest, because `fetch` does not tell how much has gone out. */
import type { DomainError } from '@qiaomen/domain/error';
import type { Failure } from '../../api/client.ts';

export type Sent = { ok: true; batchId: string } | { ok: false; failure: Failure };

interface Answer {
  batchId?: string;
  error?: { data?: { domain?: DomainError } };
}

const readAnswer = (text: string): Answer => {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
};

const sentOf = (status: number, text: string): Sent => {
  const { batchId, error } = readAnswer(text);
  if (status === 200 && batchId !== undefined) return { ok: true, batchId };
  const domain = error?.data?.domain;
  if (domain !== undefined) return { ok: false, failure: { kind: 'refused', error: domain } };
  return { ok: false, failure: { kind: 'trouble', status } };
};

export const sendFile = (file: File, onProgress: (sent: number, total: number) => void): Promise<Sent> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/imports/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('x-qiaomen', '1');
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded, file.size));
    request.addEventListener('load', () => resolve(sentOf(request.status, request.responseText)));
    const lost = (): void => resolve({ ok: false, failure: { kind: 'network' } });
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    request.send(file);
  });
