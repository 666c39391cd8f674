/** Sends a file in pieces. What was sent before, today or yesterday, is not sent again; a cut is waited out a while. */
import type { DomainError } from '@qiaomen/domain/error';
import { pieceBytes } from '@qiaomen/domain/import-batch/upload';
import { api, failureOf, type Failure } from '../../api/client.ts';
import { hashFile } from './hash-file.ts';

export type Sent = { ok: true; batchId: string } | { ok: false; failure: Failure };
export type Phase = 'hashing' | 'sending' | 'finishing';
export type Report = (phase: Phase, sent: number, resumed: boolean) => void;

interface Answer {
  received?: number;
  error?: { data?: { domain?: DomainError } };
}

const readAnswer = (text: string): Answer => {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
};

type Piece = { ok: true; received: number } | { ok: false; failure: Failure };

const pieceOf = (status: number, text: string): Piece => {
  const { received, error } = readAnswer(text);
  if (status === 200 && received !== undefined) return { ok: true, received };
  const domain = error?.data?.domain;
  if (domain?.code === 'upload_offset') return { ok: true, received: domain.received };
  if (domain !== undefined) return { ok: false, failure: { kind: 'refused', error: domain } };
  return { ok: false, failure: { kind: 'trouble', status } };
};

/** XMLHttpRequest, because `fetch` does not tell how much has gone out. */
const sendPiece = (uploadId: string, offset: number, piece: Blob, onSent: (bytes: number) => void): Promise<Piece> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/imports/uploads/${uploadId}/${offset}`);
    request.setRequestHeader('x-qiaomen', '1');
    request.upload.addEventListener('progress', (event) => onSent(event.loaded));
    request.addEventListener('load', () => resolve(pieceOf(request.status, request.responseText)));
    const lost = (): void => resolve({ ok: false, failure: { kind: 'network' } });
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    request.send(piece);
  });

const waits = [1000, 2000, 4000, 8000];
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Without an answer it is asked again, four times; a refusal is an answer. */
const persist = async <T extends { ok: true } | { ok: false; failure: Failure }>(act: () => Promise<T>): Promise<T> => {
  for (const wait of waits) {
    const result = await act();
    if (result.ok || result.failure.kind !== 'network') return result;
    await pause(wait);
  }
  return act();
};

const asked = async <T>(call: Promise<T>): Promise<{ ok: true; value: T } | { ok: false; failure: Failure }> => {
  try {
    return { ok: true, value: await call };
  } catch (cause) {
    return { ok: false, failure: failureOf(cause) };
  }
};

const sendPieces = async (uploadId: string, file: File, received: number, report: Report): Promise<Piece> => {
  const resumed = received > 0;
  let done = received;
  while (done < file.size) {
    const offset = done;
    report('sending', offset, resumed);
    const piece = await persist(() =>
      sendPiece(uploadId, offset, file.slice(offset, offset + pieceBytes), (bytes) =>
        report('sending', offset + bytes, resumed),
      ),
    );
    if (!piece.ok) return piece;
    done = piece.received;
  }
  return { ok: true, received: done };
};

/** The answer to the end may be lost; then the file is there, and the server knows it by its hash. */
const finish = async (uploadId: string, begin: { fileName: string; bytes: number; sha256: string }): Promise<Sent> => {
  const first = await asked(api.import.finishUpload.mutate({ uploadId }));
  if (first.ok) return { ok: true, batchId: first.value.batchId };
  if (first.failure.kind === 'refused') return first;
  await pause(waits[1] ?? 0);
  const again = await asked(api.import.beginUpload.mutate(begin));
  if (again.ok) {
    const last = await asked(api.import.finishUpload.mutate({ uploadId: again.value.uploadId }));
    return last.ok ? { ok: true, batchId: last.value.batchId } : last;
  }
  const { failure } = again;
  if (failure.kind === 'refused' && failure.error.code === 'file_seen_before')
    return { ok: true, batchId: failure.error.batchId };
  return first;
};

export const sendFile = async (file: File, report: Report): Promise<Sent> => {
  report('hashing', 0, false);
  const begin = { fileName: file.name, bytes: file.size, sha256: await hashFile(file) };
  const begun = await persist(() => asked(api.import.beginUpload.mutate(begin)));
  if (!begun.ok) return begun;
  const { uploadId, received } = begun.value;
  const sent = await sendPieces(uploadId, file, received, report);
  if (!sent.ok) return sent;
  report('finishing', file.size, false);
  return finish(uploadId, begin);
};
