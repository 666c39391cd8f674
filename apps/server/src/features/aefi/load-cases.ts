/** Suspected reactions of an area with what was done about each. There are few: a case is one of many thousand doses. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { deadlinesOf, isReportable, isUrgent } from '@qiaomen/domain/aefi/deadlines';
import { AefiClass } from '@qiaomen/domain/aefi/rules';
import { caseStanding, nextSteps } from '@qiaomen/domain/aefi-desk/decide';
import { DeskStep, type AefiRow, type AefiStepLine, type DoneStep } from '@qiaomen/domain/aefi-desk/query';
import { CareFacts, type FactsOf } from '@qiaomen/domain/care/event';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import { dayOf } from '@qiaomen/domain/register/day';
import { open, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Prisma, Tx } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';

export const stepNote = (id: string): string => `aefi_step.note|${id}`;

interface CaseRow {
  county: string;
  aefiId: string;
  personId: string;
  personName: string;
  areaCode: string;
  userId: string;
  foundAt: Date;
  facts: unknown;
  product: string | null;
  givenOn: Date | null;
  lot: string | null;
}

interface StepRow {
  id: string;
  aefiId: string;
  step: string;
  doneAt: Date;
  class: string | null;
  takesBack: string | null;
  noteCipher: Uint8Array | null;
  userId: string;
}

export const stepsOf = (tx: Tx, counties: readonly string[], aefiIds: readonly string[]): Promise<StepRow[]> =>
  tx.aefiStep.findMany({
    where: { county: { in: [...new Set(counties)] }, aefiId: { in: [...aefiIds] } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });

const takenBack = (rows: readonly StepRow[]): Set<string> => new Set(rows.flatMap(({ takesBack }) => takesBack ?? []));

/** Steps that stand, in the order they were entered. */
export const standingSteps = (rows: readonly StepRow[]): DoneStep[] => {
  const gone = takenBack(rows);
  return rows
    .filter(({ id, step }) => step !== 'taken_back' && !gone.has(id))
    .map(({ id, step, doneAt, class: name }) => ({
      id,
      step: DeskStep.parse(step),
      doneAt: doneAt.toISOString(),
      class: name === null ? null : AefiClass.parse(name),
    }));
};

export const aefiFacts = (facts: unknown): FactsOf<'aefi.report'> => {
  const parsed = CareFacts.parse(facts);
  if (parsed.kind !== 'aefi.report') throw new Error('not a report of a reaction');
  return parsed;
};

const anyReportable = (facts: FactsOf<'aefi.report'>, givenOn: string | null): boolean | null => {
  if (givenOn === null) return null;
  const found = facts.reactions.map((reaction) => isReportable(reaction, givenOn, dayOf(facts.onsetAt)));
  return found.includes(true) ? true : found.includes(false) ? false : null;
};

export const loadCases = async (tx: Tx, keys: FieldKeys, within: Prisma.Sql, now: string): Promise<AefiRow[]> => {
  const cases = await tx.$queryRaw<CaseRow[]>`
    SELECT e.county, e.id::text AS "aefiId", p.id::text AS "personId", p.name AS "personName", e.area_code AS "areaCode",
      e.user_id::text AS "userId", e.occurred_at AS "foundAt", e.facts, d.product, d.given_on AS "givenOn", d.lot
    FROM care_event e JOIN person p ON p.county = e.county AND p.id = e.person_id
    LEFT JOIN dose d ON d.county = e.county AND d.id = (e.facts ->> 'doseId')::uuid
    WHERE e.kind = 'aefi.report' AND e.voided_by IS NULL AND ${within} ORDER BY e.occurred_at, e.id`;
  const steps = await stepsOf(
    tx,
    cases.map(({ county }) => county),
    cases.map(({ aefiId }) => aefiId),
  );
  const byCase = Map.groupBy(steps, ({ aefiId }) => aefiId);
  const names = await userNames(
    tx,
    [...cases, ...steps].map(({ userId }) => userId),
  );
  const pathOf = await areaPaths(
    tx,
    cases.map(({ areaCode }) => areaCode),
  );
  return cases.map((row): AefiRow => {
    const facts = aefiFacts(row.facts);
    const rows = byCase.get(row.aefiId) ?? [];
    const standing = caseStanding(standingSteps(rows));
    const { severity, cluster, majorImpact } = facts;
    const one = { areaCode: row.areaCode, severity, cluster, majorImpact, foundAt: row.foundAt.toISOString(), done: standing.done }; // prettier-ignore
    const due = deadlinesOf(one, now);
    const givenOn = dateToDay(row.givenOn);
    return {
      county: row.county,
      aefiId: row.aefiId,
      personId: row.personId,
      personName: row.personName,
      areaCode: AreaCode.parse(row.areaCode),
      areaPath: pathOf(row.areaCode),
      reporterName: names.get(row.userId) ?? null,
      foundAt: one.foundAt,
      onsetAt: facts.onsetAt,
      severity,
      reactions: facts.reactions,
      hospitalised: facts.hospitalised,
      urgent: isUrgent(one),
      dose: row.product === null || givenOn === null ? null : { product: DoseProduct.parse(row.product), givenOn, lot: row.lot }, // prettier-ignore
      reportable: anyReportable(facts, givenOn),
      state: standing.state,
      class: standing.class,
      due,
      next: nextSteps(standing, due),
      steps: stepLines(rows, keys, names),
    };
  });
};

const stepLines = (rows: readonly StepRow[], keys: FieldKeys, names: ReadonlyMap<string, string>): AefiStepLine[] => {
  const gone = takenBack(rows);
  return rows
    .filter(({ step }) => step !== 'taken_back')
    .map(({ id, step, doneAt, class: name, noteCipher, userId }) => ({
      id,
      step: DeskStep.parse(step),
      doneAt: doneAt.toISOString(),
      class: name === null ? null : AefiClass.parse(name),
      userName: names.get(userId) ?? null,
      note: noteCipher === null ? '' : open(keys, stepNote(id), noteCipher),
      takenBack: gone.has(id),
    }));
};
