/** Correcting the record of a dose: the old row is voided and stays readable, the right one takes its place. */
import type { FactFlag } from '../sync/query.ts';
import { ok, refused, type Result } from '../error.ts';
import { dayOf, daysBetween } from '../register/day.ts';
import { findRule } from '../rule.ts';
import type { CorrectDose, DoseProduct } from './command.ts';
import { doseRules } from './rules.ts';
import type { GivenDose } from './status.ts';

export interface DoseCorrectionFact {
  voids: string;
  personId: string;
  right: { doseId: string; product: DoseProduct; givenOn: string } | null;
  why: string;
}

export interface DoseSituation {
  now: string;
  /** all doses of the person, voided ones too */
  doses: readonly (GivenDose & { id: string; voided: boolean })[];
}

/** Other live records of the same product so close in time that they are probably the same dose. */
export const nearDuplicatesOf = (
  dose: GivenDose,
  others: readonly (GivenDose & { id: string })[],
  day: string,
): string[] => {
  const withinDays = findRule(doseRules.nearDuplicates, day)?.withinDays ?? 0;
  return others
    .filter(
      (other) => other.product === dose.product && Math.abs(daysBetween(other.givenOn, dose.givenOn)) <= withinDays,
    )
    .map((other) => other.id);
};

export const decideDoseCorrection = (
  command: CorrectDose,
  { now, doses }: DoseSituation,
): Result<{ fact: DoseCorrectionFact; flags: FactFlag[] }> => {
  const wrong = doses.find((dose) => dose.id === command.doseId);
  if (wrong === undefined) return refused({ code: 'not_found' });
  if (wrong.voided) return refused({ code: 'changed_meanwhile' });
  const flags: FactFlag[] = [];
  const { right } = command;
  if (right !== null) {
    const today = dayOf(now);
    if (right.givenOn > today) flags.push({ code: 'in_the_future' });
    const others = doses.filter((dose) => !dose.voided && dose.id !== wrong.id);
    for (const doseId of nearDuplicatesOf(right, others, today)) flags.push({ code: 'near_duplicate_dose', doseId });
  }
  return ok({ fact: { voids: wrong.id, personId: command.personId, right, why: command.why }, flags });
};
