/** draft → submitted → approved or returned; a decided version stays as it is and the next one begins. */
import { ok, refused, type Result } from '../error.ts';
import { planSections, type PlanBase, type PlanBody, type PlanSection, type PlanState } from './query.ts';

interface Version {
  id: string;
  version: number;
  /** how often it was changed */
  rev: number;
  state: PlanState;
  authorId: string;
}

/**
 * Saving goes on with the draft, or begins the next version after a decision. What waits for a word is not changed, and
 * neither is what somebody else has changed since the writer read it.
 */
export const decideSavePlan = (
  newest: Version | null,
  base: PlanBase | null,
): Result<{ act: 'create'; version: number } | { act: 'update'; id: string }> => {
  if (newest?.id !== base?.planId || newest?.rev !== base?.rev) return refused({ code: 'changed_meanwhile' });
  if (newest === null) return ok({ act: 'create', version: 1 });
  if (newest.state === 'draft') return ok({ act: 'update', id: newest.id });
  if (newest.state === 'submitted') return refused({ code: 'changed_meanwhile' });
  return ok({ act: 'create', version: newest.version + 1 });
};

export const emptySections = (body: PlanBody): PlanSection[] =>
  planSections.filter((section) => body[section].text === '');

/** What is submitted is what its submitter has read. */
export const decideSubmitPlan = (plan: Version | null, body: PlanBody, rev: number): Result<{ state: 'submitted' }> => {
  if (plan === null) return refused({ code: 'not_found' });
  if (plan.state !== 'draft' || plan.rev !== rev) return refused({ code: 'changed_meanwhile' });
  const missing = emptySections(body);
  return missing.length > 0 ? refused({ code: 'bad_input', fields: missing }) : ok({ state: 'submitted' });
};

/** Nobody approves what they wrote, whoever wrote on it last. A plan is returned with a reason. */
export const decideOnPlan = (
  plan: Version | null,
  decision: { actorId: string; hasWritten: boolean; approve: boolean; note: string },
): Result<{ state: 'approved' | 'returned' }> => {
  if (plan === null) return refused({ code: 'not_found' });
  if (plan.state !== 'submitted') return refused({ code: 'changed_meanwhile' });
  if (decision.hasWritten || plan.authorId === decision.actorId) return refused({ code: 'plan_own_approval' });
  if (!decision.approve && decision.note === '') return refused({ code: 'bad_input', fields: ['note'] });
  return ok({ state: decision.approve ? 'approved' : 'returned' });
};
