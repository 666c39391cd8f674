/** What the rules need to know about a person, read under the person's lock. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { DoseStatus, EntryState } from '@qiaomen/domain/register/entry-state';
import type { PersonFacts } from '@qiaomen/domain/sync/store';
import type { Tx } from '@qiaomen/prisma/scoped';
import { loadEvents, personState } from '../entry/load-events.ts';

export const findPersonFacts = async (
  tx: Tx,
  county: string,
  personId: string,
  campaignId: string | null,
  at: string,
): Promise<PersonFacts | null> => {
  const locked = await tx.$queryRaw<{ areaCode: string; state: string; mergedInto: string | null }[]>`
    SELECT area_code AS "areaCode", state, merged_into::text AS "mergedInto" FROM person
    WHERE county = ${county} AND id = ${personId}::uuid FOR UPDATE`;
  const [person] = locked;
  if (person === undefined) return null;
  // a statement of its own: it sees what was committed while the lock was waited for
  const events = (await loadEvents(tx, county, [personId])).get(personId);
  const standing = await findStanding(tx, county, personId, campaignId, at);
  return {
    personId,
    areaCode: AreaCode.parse(person.areaCode),
    state: personState(person.state),
    mergedInto: person.mergedInto,
    ...standing,
    visits: [...(events?.visits ?? [])],
    doses: [...(events?.doses ?? [])],
    care: [...(events?.care ?? [])],
    birthDate: events?.person.birthDate ?? null,
  };
};

interface Standing {
  state: string;
  doseStatus: string;
  asked: boolean;
  ownerIds: string[];
  pastPlaces: { areaCode: string; until: string }[];
}

/** Owners by name at that instant (an owner by area is known from the duty of that day), and how the entry stands. */
const findStanding = async (
  tx: Tx,
  county: string,
  personId: string,
  campaignId: string | null,
  at: string,
): Promise<Pick<PersonFacts, 'ownerIds' | 'entryState' | 'doseStatus' | 'pastPlaces'>> => {
  const rows = await tx.$queryRaw<Standing[]>`
    SELECT e.state, e.dose_status AS "doseStatus", CASE WHEN ${campaignId}::uuid IS NULL THEN c.state = 'open' ELSE c.id = ${campaignId}::uuid END AS asked,
      ARRAY(SELECT o.user_id::text FROM entry_owner o WHERE o.county = e.county AND o.entry_id = e.id
        AND o.valid_from <= ${new Date(at)} AND (o.valid_to IS NULL OR o.valid_to > ${new Date(at)})) AS "ownerIds",
      (SELECT coalesce(json_agg(json_build_object('areaCode', p.area_code, 'until', p.until)), '[]') FROM past_place p
        WHERE p.county = e.county AND p.person_id = e.person_id) AS "pastPlaces"
    FROM register_entry e JOIN campaign c ON c.id = e.campaign_id
    WHERE e.county = ${county} AND e.person_id = ${personId}::uuid ORDER BY c.opens_on DESC, c.id`;
  const asked = rows.find((row) => row.asked);
  return {
    ownerIds: [...new Set(rows.flatMap((row) => row.ownerIds))],
    entryState: asked === undefined ? null : EntryState.parse(asked.state),
    pastPlaces: (rows[0]?.pastPlaces ?? []).map(({ areaCode, until }) => ({
      areaCode: AreaCode.parse(areaCode),
      until,
    })),
    doseStatus: asked === undefined ? 'none' : DoseStatus.parse(asked.doseStatus),
  };
};
