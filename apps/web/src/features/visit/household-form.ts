/** Several people at one door: a form for each, one draft for all. */
import { z } from 'zod';
import { dayOf } from '@qiaomen/domain/register/day';
import type { RecordVisit } from '@qiaomen/domain/visit/command';
import type { VisitOutcome } from '@qiaomen/domain/visit/codes';
import type { FieldEntry } from '../../offline/overlay.ts';
import { emptyVisit, missing, ruleStep, toCommand, VisitForm } from './visit-form.ts';

/** The id is given when the outcome is chosen: saved twice after a crash, it is still one visit. */
const MemberForm = VisitForm.extend({ visitId: z.string() });
export type MemberForm = z.infer<typeof MemberForm>;

export const HouseholdForm = z.object({ forms: z.record(z.string(), MemberForm), name: z.string() });
export type HouseholdForm = z.infer<typeof HouseholdForm>;

export const emptyHousehold = (name: string): HouseholdForm => ({ forms: {}, name });

/** What the first tap at a door most often is; everything else is one tap further. */
export const quickOutcomes: readonly VisitOutcome[] = ['02', '03', '04', '08', '09'];

export const choose = (form: MemberForm | undefined, name: string, outcome: VisitOutcome, id: string): MemberForm => ({
  ...(form ?? { ...emptyVisit(name), visitId: id }),
  outcome,
  chosenDate: null,
  reasons: [],
});

export interface ReadyVisit {
  entry: FieldEntry;
  command: RecordVisit;
}

/** The visits that lack nothing, in the order of the cards; who has no outcome was not asked about. */
export const readyVisits = (members: readonly FieldEntry[], { forms }: HouseholdForm, at: string): ReadyVisit[] =>
  members.flatMap((entry) => {
    const form = forms[entry.personId];
    if (form === undefined || form.outcome === null) return [];
    const step = ruleStep(entry, form.outcome, at);
    if (missing(form, step) !== null) return [];
    return [{ entry, command: toCommand(form, form.outcome, step, entry, form.visitId, dayOf(at)) }];
  });

/** Begun and not finished: the save waits for these. */
export const unfinished = (members: readonly FieldEntry[], { forms }: HouseholdForm, at: string): FieldEntry[] =>
  members.filter((entry) => {
    const form = forms[entry.personId];
    if (form === undefined || form.outcome === null) return false;
    return missing(form, ruleStep(entry, form.outcome, at)) !== null;
  });
