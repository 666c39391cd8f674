/** draft → published by a second person, or discarded. A published version is never changed: the next one replaces it. */
import { ok, refused, type Result } from '../error.ts';
import { faultsOfBody, type RuleBody } from './body.ts';
import type { RuleVersionState } from './query.ts';

interface Version {
  id: string;
  version: number;
  state: RuleVersionState;
  authorId: string;
  body: RuleBody;
  /** a schedule is published with its effect before one's eyes */
  isCounted: boolean;
}

export const decideSaveVersion = (
  body: RuleBody,
  newest: Pick<Version, 'id' | 'version' | 'state'> | null,
  baseVersion: number,
): Result<{ act: 'create'; version: number } | { act: 'update'; id: string }> => {
  // a fault is told by the id of its row; a long number in it is no id of a rule and may be that of a person
  const faults = faultsOfBody(body).map((fault) => fault.replaceAll(/\d{6,}/g, '…'));
  if (faults.length > 0) return refused({ code: 'bad_input', fields: faults.slice(0, 20) });
  if (newest?.state === 'draft') return ok({ act: 'update', id: newest.id });
  const last = newest?.version ?? 0;
  // somebody published meanwhile: what was looked at is not what holds
  if (last !== baseVersion) return refused({ code: 'changed_meanwhile' });
  return ok({ act: 'create', version: last + 1 });
};

export const decidePublishVersion = (
  version: Version | null,
  by: { actorId: string; hasWritten: boolean },
): Result<{ state: 'published' }> => {
  if (version === null) return refused({ code: 'not_found' });
  if (version.state !== 'draft') return refused({ code: 'changed_meanwhile' });
  if (version.authorId === by.actorId || by.hasWritten) return refused({ code: 'rules_own_publication' });
  if (version.body.kind === 'schedule' && !version.isCounted) return refused({ code: 'rules_not_counted' });
  return ok({ state: 'published' });
};

export const decideDiscardVersion = (version: Pick<Version, 'state'> | null): Result<{ state: 'discarded' }> => {
  if (version === null) return refused({ code: 'not_found' });
  return version.state === 'draft' ? ok({ state: 'discarded' }) : refused({ code: 'changed_meanwhile' });
};
