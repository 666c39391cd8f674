/** The events of a person, with those of everyone merged into them: what the fold of an entry reads. */
import { TargetRule } from '@qiaomen/domain/campaign/query';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { EntryEvents, FoldedCampaign, FoldedPerson } from '@qiaomen/domain/register/fold-entry';
import { VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import type { Tx } from '@qiaomen/prisma/scoped';
import { dateToDay } from './entry.ts';

export const personStates = ['active', 'proposed', 'declined', 'merged', 'gone'] as const;
export const personState = (text: string): FoldedPerson['state'] => {
  const state = personStates.find((known) => known === text);
  if (state === undefined) throw new Error('person of unknown state');
  return state;
};

export const loadCampaign = async (tx: Tx, campaignId: string): Promise<FoldedCampaign | undefined> => {
  const row = await tx.campaign.findUnique({
    where: { id: campaignId },
    select: { referenceDate: true, opensOn: true, deadline: true, targetRule: true },
  });
  if (row === null) return undefined;
  return {
    referenceDate: row.referenceDate.toISOString().slice(0, 10),
    opensOn: row.opensOn.toISOString().slice(0, 10),
    deadline: row.deadline.toISOString().slice(0, 10),
    targetRule: TargetRule.parse(row.targetRule),
  };
};

/**
 * Ids of the given persons and of everyone merged into them, by the person they now are. Who was merged has nothing left:
 * all of it belongs to the person merged into.
 */
const loadMerged = async (tx: Tx, county: string, personIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.$queryRaw<{ id: string; living: string }[]>`
    WITH RECURSIVE same AS (
      SELECT id, id AS living FROM person
      WHERE county = ${county} AND id = ANY(${[...personIds]}::uuid[]) AND merged_into IS NULL
      UNION
      SELECT p.id, same.living FROM person p JOIN same ON p.merged_into = same.id WHERE p.county = ${county}
    ) SELECT id::text, living::text FROM same`;
  return new Map(rows.map((row) => [row.id, row.living]));
};

export const idsMergedInto = async (tx: Tx, county: string, personId: string): Promise<string[]> => [
  ...new Set([personId, ...(await loadMerged(tx, county, [personId])).keys()]),
];

/** Everything but the campaign, for many persons at once. */
export type PersonEvents = Omit<EntryEvents, 'campaign'>;

export const loadEvents = async (
  tx: Tx,
  county: string,
  personIds: readonly string[],
): Promise<Map<string, PersonEvents>> => {
  const persons = await tx.person.findMany({
    where: { county, id: { in: [...personIds] } },
    select: { id: true, state: true, birthDate: true, deceased: true },
  });
  const into = await loadMerged(tx, county, personIds);
  const where = { county, personId: { in: [...into.keys()] } };
  const visits = await tx.visit.findMany({
    where,
    select: {
      id: true,
      personId: true,
      occurredAt: true,
      outcome: true,
      reasons: true,
      nextDate: true,
      voidedBy: true,
    },
  });
  const doses = await tx.dose.findMany({
    where,
    select: { id: true, personId: true, product: true, givenOn: true, voidedBy: true },
  });
  const visitsBy = Map.groupBy(visits, (visit) => into.get(visit.personId));
  const dosesBy = Map.groupBy(doses, (dose) => into.get(dose.personId));
  return new Map(
    persons.map((person) => [
      person.id,
      {
        person: {
          state: personState(person.state),
          birthDate: dateToDay(person.birthDate),
          deceased: person.deceased,
        },
        visits: (visitsBy.get(person.id) ?? []).map((visit) => ({
          id: visit.id,
          occurredAt: visit.occurredAt.toISOString(),
          outcome: VisitOutcome.parse(visit.outcome),
          reasons: visit.reasons.map((reason) => VisitReason.parse(reason)),
          nextDate: dateToDay(visit.nextDate),
          voided: visit.voidedBy !== null,
        })),
        doses: (dosesBy.get(person.id) ?? []).map((dose) => ({
          id: dose.id,
          product: DoseProduct.parse(dose.product),
          givenOn: dateToDay(dose.givenOn) ?? '',
          voided: dose.voidedBy !== null,
        })),
        decisions: [],
      },
    ]),
  );
};
