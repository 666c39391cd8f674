/** The events of a person, with those of everyone merged into them: what the fold of an entry reads. */
import { TargetRule } from '@qiaomen/domain/campaign/query';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import { personStates, type PersonState } from '@qiaomen/domain/person/person-state';
import type { EntryEvents, FoldedCampaign } from '@qiaomen/domain/register/fold-entry';
import { VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import { sql, type Prisma, type Tx } from '@qiaomen/prisma/scoped';
import { toCareEvent } from './care-events.ts';
import { dateToDay } from './entry.ts';

export const personState = (text: string): PersonState => {
  const state = personStates.find((known) => known === text);
  if (state === undefined) throw new Error('person of unknown state');
  return state;
};

export const loadCampaign = async (tx: Tx, campaignId: string): Promise<FoldedCampaign | undefined> => {
  const row = await tx.campaign.findUnique({
    where: { id: campaignId },
    select: { referenceDate: true, opensOn: true, deadline: true, targetRule: true, rulesAsOf: true },
  });
  if (row === null) return undefined;
  return {
    referenceDate: row.referenceDate.toISOString().slice(0, 10),
    opensOn: row.opensOn.toISOString().slice(0, 10),
    deadline: row.deadline.toISOString().slice(0, 10),
    targetRule: TargetRule.parse(row.targetRule),
    rulesAsOf: dateToDay(row.rulesAsOf),
  };
};

/** Everything but the campaign, for many persons at once. */
export type PersonEvents = Omit<EntryEvents, 'campaign'>;

interface EventsRow {
  id: string;
  state: string;
  birthDate: Date | null;
  deceased: boolean;
  movedOn: Date | null;
  goneFrom: string[];
  visits: {
    id: string;
    at: string;
    outcome: string;
    reasons: string[];
    nextDate: string | null;
    byPhone: boolean;
    voided: boolean;
  }[];
  doses: { id: string; product: string; givenOn: string; voided: boolean }[];
  care: { id: string; occurredAt: string; userId: string; voided: boolean; facts: unknown }[];
}

/**
 * The given persons and everyone merged into them, by the person they now are. Who was merged has nothing left: all of
 * it belongs to the person merged into.
 */
const same = (county: string, personIds: readonly string[]): Prisma.Sql => sql`same AS (
  SELECT id, id AS living FROM person WHERE county = ${county} AND id = ANY(${[...personIds]}::uuid[]) AND merged_into IS NULL
  UNION
  SELECT p.id, same.living FROM person p JOIN same ON p.merged_into = same.id WHERE p.county = ${county}
)`;

export const idsMergedInto = async (tx: Tx, county: string, personId: string): Promise<string[]> => {
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`WITH RECURSIVE ${same(county, [personId])} SELECT id::text FROM same`;
  return [...new Set([personId, ...rows.map((row) => row.id)])];
};

/** One statement: it is asked twice for every fact that arrives. By arrays of ids, for a join would read all visits of the county. */
export const loadEvents = async (
  tx: Tx,
  county: string,
  personIds: readonly string[],
): Promise<Map<string, PersonEvents>> => {
  const rows = await tx.$queryRaw<EventsRow[]>`
    WITH RECURSIVE ${same(county, personIds)}
    SELECT p.id::text, p.state, p.birth_date AS "birthDate", p.deceased, p.moved_on AS "movedOn", p.gone_from AS "goneFrom",
      coalesce((
        SELECT json_agg(json_build_object('id', e.id, 'at', e.occurred_at, 'outcome', e.outcome, 'reasons', e.reasons,
          'nextDate', coalesce(e.moved_to, e.next_date), 'byPhone', e.by_phone, 'voided', e.voided_by IS NOT NULL))
        FROM visit e WHERE e.county = ${county} AND e.person_id = ANY(ARRAY(SELECT id FROM same WHERE living = p.id))
      ), '[]') AS visits,
      coalesce((
        SELECT json_agg(json_build_object('id', e.id, 'product', e.product, 'givenOn', e.given_on,
          'voided', e.voided_by IS NOT NULL))
        FROM dose e WHERE e.county = ${county} AND e.person_id = ANY(ARRAY(SELECT id FROM same WHERE living = p.id))
      ), '[]') AS doses,
      coalesce((
        SELECT json_agg(json_build_object('id', e.id, 'occurredAt', e.occurred_at, 'userId', e.user_id, 'facts', e.facts,
          'voided', e.voided_by IS NOT NULL))
        FROM care_event e WHERE e.county = ${county} AND e.person_id = ANY(ARRAY(SELECT id FROM same WHERE living = p.id))
      ), '[]') AS care
    FROM person p
    WHERE p.county = ${county} AND p.id = ANY(${[...personIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, toEvents(row)]));
};

const toEvents = (row: EventsRow): PersonEvents => ({
  person: {
    state: personState(row.state),
    birthDate: dateToDay(row.birthDate),
    deceased: row.deceased,
    movedOn: dateToDay(row.movedOn),
    goneFromRegister: row.goneFrom.includes('population'),
  },
  visits: row.visits.map((visit) => ({
    id: visit.id,
    occurredAt: new Date(visit.at).toISOString(),
    outcome: VisitOutcome.parse(visit.outcome),
    reasons: visit.reasons.map((reason) => VisitReason.parse(reason)),
    nextDate: visit.nextDate,
    byPhone: visit.byPhone,
    voided: visit.voided,
  })),
  doses: row.doses.map((dose) => ({
    id: dose.id,
    product: DoseProduct.parse(dose.product),
    givenOn: dose.givenOn,
    voided: dose.voided,
  })),
  care: row.care.map(toCareEvent),
  decisions: [],
});
