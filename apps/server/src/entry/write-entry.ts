/** The only writer of single register entries: the row, its figures and the pointer by which tablets learn of it. */
import { difference } from '@qiaomen/domain/figures/measures';
import { Prisma, sql, type Tx, type Writer } from '@qiaomen/prisma/scoped';
import { dayToDate, type Entry } from './entry.ts';
import { bookMembers, memberChanges, type MemberChange } from './member-figures.ts';

/** Figures are kept per village; an entry that knows its grid counts for the village around it. */
export const villageOf = (areaCode: string): string => areaCode.slice(0, 12);

/**
 * Writes `after` in place of `before` (null: a new entry). `before` must have been read under lock in this transaction:
 * the deltas are its difference to `after`, and a stale one would leave a wrong figure behind.
 */
export const writeEntry = async (writer: Writer, before: Entry | null, after: Entry): Promise<Entry> => {
  const { tx } = writer;
  const written = { ...after, rev: before === null ? 1 : before.rev + 1 };
  const { id, county, nextDate, lastVisitAt, ...rest } = written;
  const data = {
    ...rest,
    nextDate: dayToDate(nextDate),
    lastVisitAt: lastVisitAt === null ? null : new Date(lastVisitAt),
  };
  if (before === null) await tx.registerEntry.create({ data: { county, id, createdAt: writer.at, ...data } });
  else await tx.registerEntry.update({ where: { county_id: { county, id } }, data, select: { id: true } });
  await writeTraces(tx, deltasOf(before, written), pointersOf(before, written), memberChanges(before, written));
  return written;
};

export interface DeltaRow {
  county: string;
  areaCode: string;
  campaignId: string;
  ownerId: string | null;
  measure: string;
  amount: number;
}

/** What changes in the figures: under the old village and owner it leaves, under the new ones it arrives. */
export const deltasOf = (before: Entry | null, after: Entry | null): DeltaRow[] => {
  const samePlace =
    before !== null &&
    after !== null &&
    villageOf(before.areaCode) === villageOf(after.areaCode) &&
    before.ownerId === after.ownerId;
  const parts: [Entry, Map<string, number>][] = [];
  if (samePlace) parts.push([after, difference(before, after)]);
  else {
    if (before !== null) parts.push([before, difference(before, null)]);
    if (after !== null) parts.push([after, difference(null, after)]);
  }
  return parts.flatMap(([at, amounts]) =>
    [...amounts]
      .filter(([, amount]) => amount !== 0)
      .map(([measure, amount]) => ({
        county: at.county,
        areaCode: villageOf(at.areaCode),
        campaignId: at.campaignId,
        ownerId: at.ownerId,
        measure,
        amount,
      })),
  );
};

interface Pointer {
  county: string;
  entityId: string;
  areaCode: string;
  userId: string | null;
}

/** Announced where it is, where it was, and to who owns it by name wherever that is: they may lose it by this change. */
const pointersOf = (before: Entry | null, after: Entry): Pointer[] => {
  const areas = new Set([after.areaCode, ...(before === null ? [] : [before.areaCode])]);
  const owners = new Set([before, after].map((entry) => (entry?.ownerBy === 'person' ? entry.ownerId : null)));
  owners.add(null);
  const common = { county: after.county, entityId: after.id };
  return [...owners].flatMap((userId) =>
    (userId === null ? [...areas] : [after.areaCode]).map((areaCode) => ({ ...common, areaCode, userId })),
  );
};

/** All in one statement: every fact that arrives writes them. */
const writeTraces = async (
  tx: Tx,
  deltas: readonly DeltaRow[],
  pointers: readonly Pointer[],
  members: readonly MemberChange[],
): Promise<void> => {
  const memberFigures = members.length === 0 ? Prisma.empty : sql`, members AS (${bookMembers(members)})`;
  await tx.$executeRaw`
    WITH figures AS (
      INSERT INTO figure_delta (county, area_code, campaign_id, owner_id, measure, amount)
      SELECT county, "areaCode", "campaignId", "ownerId", measure, amount FROM jsonb_to_recordset(${JSON.stringify(deltas)}::jsonb)
        AS d(county text, "areaCode" text, "campaignId" uuid, "ownerId" uuid, measure text, amount int)
    ) ${memberFigures}
    INSERT INTO change (county, area_code, kind, entity_id, user_id)
    SELECT county, "areaCode", 'entry', "entityId", "userId" FROM jsonb_to_recordset(${JSON.stringify(pointers)}::jsonb)
      AS c(county text, "areaCode" text, "entityId" uuid, "userId" uuid)`;
};
