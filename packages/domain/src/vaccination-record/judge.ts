/** What the schedule makes of the doses on record, and what became of reactions after them. */
import { inCareOrder, listOfKind, type CareEvent } from '../care/event.ts';
import { forecast } from '../forecast/forecast.ts';
import type { DoseVerdict } from '../forecast/history.ts';
import type { RuleTable } from '../forecast/rule-table.ts';
import type { RecordedAefi, RecordedVaccination, VaccinationRecord } from './query.ts';

type Judged = Pick<VaccinationRecord, 'doses' | 'next' | 'standing'>;
export type UnjudgedDose = Omit<RecordedVaccination, 'verdict' | 'number'>;

const standingOf = (
  next: VaccinationRecord['next'],
  care: readonly CareEvent[],
  asOf: string,
): VaccinationRecord['standing'] => {
  if (next === null) return 'complete';
  const screened = listOfKind(care, 'screening.record').toSorted(inCareOrder).at(-1);
  if (screened?.facts.result === 'CONTRAINDICATED') return 'contraindicated';
  if (next.pastDue !== null && next.pastDue < asOf) return 'overdue';
  return next.dueNow ? 'due' : 'not_yet';
};

/** @param care not voided */
export const judgeRecord = (
  doses: readonly UnjudgedDose[],
  care: readonly CareEvent[],
  { birthDate, asOf, table }: { birthDate: string | null; asOf: string; table: RuleTable },
): Judged => {
  const live = doses.filter(({ voided }) => !voided);
  const found = forecast(
    {
      doses: live.map(({ product, givenOn }) => ({ product, date: givenOn })),
      infections: [],
      otherVaccines: [],
      conditions: [],
    },
    { birthDate },
    { table, rulesAsOf: asOf },
    asOf,
  );
  const open = [...found.doses];
  let counted = 0;
  const verdictOf = ({ product, givenOn }: UnjudgedDose): DoseVerdict | null => {
    const at = open.findIndex((one) => one.product === product && one.date === givenOn);
    return at === -1 ? null : (open.splice(at, 1)[0]?.verdict ?? null);
  };
  const judged = doses
    .toSorted((a, b) => (a.givenOn === b.givenOn ? (a.id < b.id ? -1 : 1) : a.givenOn < b.givenOn ? -1 : 1))
    .map((dose): RecordedVaccination => {
      const verdict = dose.voided ? null : verdictOf(dose);
      if (verdict === 'VALID') counted += 1;
      return { ...dose, verdict, number: verdict === 'VALID' ? counted : null };
    });
  return { doses: judged, next: found.next, standing: standingOf(found.next, care, asOf) };
};

/** A reaction goes on until a later call finds the person well; a death is what it is. */
export const reactionsOf = (care: readonly CareEvent[]): RecordedAefi[] => {
  const calls = listOfKind(care, 'followUp.record');
  return listOfKind(care, 'aefi.report')
    .toSorted(inCareOrder)
    .map(({ id, occurredAt, facts }): RecordedAefi => {
      const { doseId, onsetAt, reactions, severity, hospitalised } = facts;
      const isWell = calls.some(
        (call) =>
          call.facts.doseId === doseId &&
          call.facts.result === 'well' &&
          Date.parse(call.occurredAt) > Date.parse(occurredAt),
      );
      const outcome = severity === 'death' ? 'fatal' : isWell ? 'resolved' : 'ongoing';
      return { id, doseId, reportedAt: occurredAt, onsetAt, reactions, severity, hospitalised, outcome };
    });
};
