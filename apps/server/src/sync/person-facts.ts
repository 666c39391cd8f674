/** What the rules need to know about a person, read under the person's lock. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { EntryState } from '@qiaomen/domain/register/entry-state';
import type { PersonFacts } from '@qiaomen/domain/sync/store';
import type { Tx } from '@qiaomen/prisma/scoped';
import { loadEvents, personState } from '../entry/load-events.ts';
import { lockPersons } from '../entry/refold-entry.ts';

export const findPersonFacts = async (
  tx: Tx,
  county: string,
  personId: string,
  campaignId: string | null,
  at: string,
): Promise<PersonFacts | null> => {
  await lockPersons(tx, county, [personId]);
  const person = await tx.person.findUnique({
    where: { county_id: { county, id: personId } },
    select: { areaCode: true, state: true, mergedInto: true },
  });
  if (person === null) return null;
  const events = (await loadEvents(tx, county, [personId])).get(personId);
  return {
    personId,
    areaCode: AreaCode.parse(person.areaCode),
    state: personState(person.state),
    mergedInto: person.mergedInto,
    ownerIds: await ownersAt(tx, county, personId, at),
    entryState: await findEntryState(tx, county, personId, campaignId),
    visits: [...(events?.visits ?? [])],
    doses: [...(events?.doses ?? [])],
  };
};

/** By name at that instant; an owner by area is known from the duty of that day. */
const ownersAt = async (tx: Tx, county: string, personId: string, at: string): Promise<string[]> => {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT o.user_id::text AS "userId" FROM entry_owner o
    JOIN register_entry e ON e.county = o.county AND e.id = o.entry_id
    WHERE e.county = ${county} AND e.person_id = ${personId}::uuid
      AND o.valid_from <= ${new Date(at)} AND (o.valid_to IS NULL OR o.valid_to > ${new Date(at)})`;
  return rows.map((row) => row.userId);
};

const findEntryState = async (
  tx: Tx,
  county: string,
  personId: string,
  campaignId: string | null,
): Promise<EntryState | null> => {
  const rows = await tx.$queryRaw<{ state: string }[]>`
    SELECT e.state FROM register_entry e JOIN campaign c ON c.id = e.campaign_id
    WHERE e.county = ${county} AND e.person_id = ${personId}::uuid
      AND CASE WHEN ${campaignId}::uuid IS NULL THEN c.state = 'open' ELSE c.id = ${campaignId}::uuid END
    ORDER BY c.opens_on DESC, c.id LIMIT 1`;
  const state = rows[0]?.state;
  return state === undefined ? null : EntryState.parse(state);
};
