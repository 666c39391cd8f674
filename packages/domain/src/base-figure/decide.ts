/** Requests about base figures: what may be counted, published, stopped and thrown away. */
import type { Campaign } from '../campaign/query.ts';
import { ok, refused, type Result } from '../error.ts';
import type { CountBase, SnapshotState } from './query.ts';
import type { BaseRule } from './standing.ts';

interface Standing {
  state: SnapshotState;
  number: number | null;
}

const atWork: readonly SnapshotState[] = ['counting', 'publishing'];

/** One count at a time in a campaign; a closed campaign keeps the base figure it ended with. */
export const decideCountBase = (
  request: CountBase,
  campaign: Pick<Campaign, 'state' | 'targetRule' | 'referenceDate'> | null,
  others: readonly Standing[],
): Result<{ rule: BaseRule }> => {
  if (campaign === null) return refused({ code: 'not_found' });
  if (campaign.state === 'closed') return refused({ code: 'changed_meanwhile' });
  if (others.some(({ state }) => atWork.includes(state))) return refused({ code: 'base_count_running' });
  const { excludeReportedDeaths, excludeNoResidence } = request;
  const { targetRule, referenceDate } = campaign;
  return ok({ rule: { minAge: targetRule.minAge, referenceDate, excludeReportedDeaths, excludeNoResidence } });
};

/** A draft gets the next number. An earlier base figure keeps its own when it is put in force again. */
export const decidePublishBase = (
  snapshot: Standing | null,
  others: readonly Standing[],
): Result<{ number: number }> => {
  if (snapshot === null) return refused({ code: 'not_found' });
  if (others.some(({ state }) => atWork.includes(state))) return refused({ code: 'base_count_running' });
  if (snapshot.state === 'superseded' && snapshot.number !== null) return ok({ number: snapshot.number });
  if (snapshot.state !== 'draft') return refused({ code: 'changed_meanwhile' });
  return ok({ number: Math.max(0, ...others.map(({ number }) => number ?? 0)) + 1 });
};

/** Publishing is short and runs to its end; only counting can be stopped. */
export const decideCancelBase = (snapshot: Standing | null): Result<{ state: 'cancelled' }> => {
  if (snapshot === null) return refused({ code: 'not_found' });
  return snapshot.state === 'counting' ? ok({ state: 'cancelled' }) : refused({ code: 'changed_meanwhile' });
};

/** What was published once is never thrown away: figures were named after it. */
export const decideDiscardBase = (snapshot: Standing | null): Result<{ state: 'discarded' }> => {
  if (snapshot === null) return refused({ code: 'not_found' });
  return snapshot.state === 'draft' ? ok({ state: 'discarded' }) : refused({ code: 'changed_meanwhile' });
};
