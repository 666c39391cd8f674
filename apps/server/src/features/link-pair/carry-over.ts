/**
 * One of two people of different counties stays: the other county keeps its visits as read-only history, doses and rows of
 * the offices go along. Everything that moved is noted, so that it can go back.
 */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Tx, Writer } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { lockPersons, refoldEntries } from '../../entry/refold-entry.ts';
import { refuse } from '../../errors.ts';
import { takeImportLockIn } from '../../jobs/import/import-lock.ts';

export const Moved = z.object({
  sources: z.array(z.uuid()).default([]),
  doses: z.array(z.uuid()).default([]),
});
export type Moved = z.infer<typeof Moved>;

interface End {
  county: string;
  personId: string;
}

/** A preview was computed on who owns which row; it is approved or discarded before rows change hands. */
const refuseWhileImporting = async (tx: Tx, prefecture: AreaCode): Promise<void> => {
  await takeImportLockIn(tx, prefecture);
  const waiting = await tx.importBatch.count({
    where: { areaCode: prefecture, state: { in: ['linking', 'preview', 'approving'] } },
  });
  if (waiting > 0) refuse({ code: 'import_running' });
};

const lockBoth = async (tx: Tx, from: End, into: End): Promise<{ from: string; into: string }> => {
  for (const { county, personId } of [from, into].toSorted((a, b) => (a.county < b.county ? -1 : 1)))
    await lockPersons(tx, county, [personId]);
  const stateOf = async ({ county, personId }: End): Promise<string> =>
    (await tx.person.findUnique({ where: { county_id: { county, id: personId } }, select: { state: true } }))?.state ??
    '';
  return { from: await stateOf(from), into: await stateOf(into) };
};

const moveRows = (tx: Tx, ids: readonly string[] | null, from: End, to: End): Promise<{ id: string }[]> =>
  tx.sourceRecord.updateManyAndReturn({
    where: { personId: from.personId, ...(ids === null ? {} : { id: { in: [...ids] } }) },
    data: { personId: to.personId, county: to.county },
    select: { id: true },
  });

export const carryOver = async (writer: Writer, prefecture: AreaCode, from: End, into: End): Promise<Moved> => {
  const { tx, at } = writer;
  await refuseWhileImporting(tx, prefecture);
  const states = await lockBoth(tx, from, into);
  if (states.from !== 'active' || states.into !== 'active') return refuse({ code: 'changed_meanwhile' });
  await tx.person.update({
    where: { county_id: { county: from.county, id: from.personId } },
    data: { state: 'gone', rev: { increment: 1 }, updatedAt: at },
    select: { id: true },
  });
  await tx.person.update({
    where: { county_id: { county: into.county, id: into.personId } },
    data: { transferredFrom: { ...from }, rev: { increment: 1 }, updatedAt: at },
    select: { id: true },
  });
  const sources = await moveRows(tx, null, from, into);
  const doses = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO dose (county, id, area_code, person_id, product, given_on, origin, source_id, lot, site, user_id, recorded_at, flags)
    SELECT p.county, gen_random_uuid(), p.area_code, p.id, d.product, d.given_on, d.origin, d.source_id, d.lot, d.site,
      d.user_id, d.recorded_at, d.flags
    FROM dose d JOIN person p ON p.county = ${into.county} AND p.id = ${into.personId}::uuid
    WHERE d.county = ${from.county} AND d.person_id = ${from.personId}::uuid AND d.voided_by IS NULL
      AND NOT EXISTS (SELECT FROM dose k WHERE k.county = p.county AND k.person_id = p.id AND k.product = d.product
        AND k.given_on = d.given_on AND k.voided_by IS NULL)
    RETURNING id::text`;
  await refoldEntries(writer, from.county, from.personId);
  await refoldEntries(writer, into.county, into.personId);
  return { sources: sources.map(({ id }) => id), doses: doses.map(({ id }) => id) };
};

export const takeBack = async (
  writer: Writer,
  prefecture: AreaCode,
  { transferId, from, into, moved }: { transferId: string; from: End; into: End; moved: Moved },
): Promise<Moved> => {
  const { tx, at } = writer;
  await refuseWhileImporting(tx, prefecture);
  const states = await lockBoth(tx, from, into);
  if (states.from !== 'gone') return refuse({ code: 'changed_meanwhile' });
  await tx.person.update({
    where: { county_id: { county: from.county, id: from.personId } },
    data: { state: 'active', rev: { increment: 1 }, updatedAt: at },
    select: { id: true },
  });
  await moveRows(tx, moved.sources, into, from);
  await tx.dose.updateMany({
    where: { county: into.county, id: { in: moved.doses }, voidedBy: null },
    data: { voidedBy: transferId },
  });
  await refoldEntries(writer, from.county, from.personId);
  await refoldEntries(writer, into.county, into.personId);
  return { sources: [], doses: [] };
};
