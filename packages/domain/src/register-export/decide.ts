/** A copy of the register: who may have one, whose word it takes, how long it lies ready. */
import { ok, refused, type Result } from '../error.ts';
import { keepExportHours, type AskExport, type ExportState } from './query.ts';

export interface StoredExport {
  state: ExportState;
  createdBy: string;
  expiresAt: string | null;
}

/** A reason of fewer characters says nothing. */
const shortestReason = 4;

/** Masked copies are made at once; open ones wait for a second person and must say what they are for. */
export const decideAskExport = ({
  masked,
  reason,
}: Pick<AskExport, 'masked' | 'reason'>): Result<{ state: 'queued' | 'asked' }> => {
  if (masked) return ok({ state: 'queued' });
  if (Array.from(reason).length < shortestReason) return refused({ code: 'bad_input', fields: ['reason'] });
  return ok({ state: 'asked' });
};

/** Nobody gives the word for their own copy. */
export const decideOnExport = (
  stored: StoredExport | null,
  { actorId, approve }: { actorId: string; approve: boolean },
): Result<{ state: 'queued' | 'declined' }> => {
  if (stored === null) return refused({ code: 'not_found' });
  if (stored.createdBy === actorId) return refused({ code: 'export_own_word' });
  if (stored.state !== 'asked') return refused({ code: 'already_decided' });
  return ok({ state: approve ? 'queued' : 'declined' });
};

const open: readonly ExportState[] = ['asked', 'queued', 'running'];

export const decideCancelExport = (stored: StoredExport | null, actorId: string): Result<{ state: 'cancelled' }> => {
  if (stored?.createdBy !== actorId) return refused({ code: 'not_found' });
  return open.includes(stored.state) ? ok({ state: 'cancelled' }) : refused({ code: 'changed_meanwhile' });
};

export const expiryOf = (readyAt: Date): Date => new Date(readyAt.getTime() + keepExportHours * 3_600_000);

/** Whoever asked, and nobody else, until the file is removed. */
export const decideDownload = (stored: StoredExport | null, actorId: string, now: string): Result<null> => {
  if (stored?.createdBy !== actorId) return refused({ code: 'not_found' });
  if (stored.state === 'expired') return refused({ code: 'export_expired' });
  if (stored.state !== 'done') return refused({ code: 'changed_meanwhile' });
  return stored.expiresAt !== null && now >= stored.expiresAt ? refused({ code: 'export_expired' }) : ok(null);
};
