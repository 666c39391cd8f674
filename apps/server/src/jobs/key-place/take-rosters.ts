/** Lists the institutions of the rosters and brings their residents to the places they stand for. Run again, it changes nothing. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { findPlace, isStaying } from '@qiaomen/domain/key-place/rosters';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { Tx } from '@qiaomen/prisma/scoped';
import { dateToDay } from '../../entry/entry.ts';
import { newId } from '../../entry/new-id.ts';
import { writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import { readRosters, settleStays, type RosterStay } from './read-rosters.ts';

export const rosterPrefectures = async ({ db }: JobDeps, province: AreaCode): Promise<AreaCode[]> => {
  const found = await db.read({ area: province }, (tx) =>
    tx.importBatch.findMany({ where: { kind: 'nursing_home' }, distinct: ['areaCode'], select: { areaCode: true } }),
  );
  return found.map(({ areaCode }) => AreaCode.parse(areaCode));
};

interface Institution {
  key: string;
  name: string;
  code: string;
  residents: number;
}

const institutionsOf = (stays: readonly RosterStay[], today: string): Institution[] =>
  [...Map.groupBy(stays, ({ key }) => key)].map(([key, rows]) => ({
    key,
    name: rows.find(({ name }) => name !== '')?.name ?? '',
    code: rows.find(({ code }) => code !== '')?.code ?? '',
    residents: new Set(rows.filter((row) => isStaying(row, today)).map(({ personId }) => personId)).size,
  }));

/** Each institution with its place: as a person said, or as code or name say without doubt. */
const noteInstitutions = async (
  tx: Tx,
  area: AreaCode,
  institutions: readonly Institution[],
  at: Date,
): Promise<Map<string, { county: string; placeId: string }>> => {
  const known = await tx.placeInstitution.findMany({ where: { areaCode: area } });
  const places = (await tx.keyPlace.findMany({ select: { county: true, id: true, nameKey: true, code: true } })).map(
    ({ county, id, nameKey, code }) => ({ county, placeId: id, nameKey, codeKey: code }),
  );
  const placeOf = new Map<string, { county: string; placeId: string }>();
  for (const { key, ...said } of institutions) {
    const before = known.find((one) => one.key === key);
    const told = before?.placeId ?? null;
    const found = told === null ? findPlace(said, places) : { county: before?.placeCounty ?? '', placeId: told };
    if (found !== null) placeOf.set(key, found);
    const data = { ...said, placeCounty: found?.county ?? null, placeId: found?.placeId ?? null };
    if (before === undefined)
      await tx.placeInstitution.create({ data: { id: newId(at), areaCode: area, key, ...data }, select: { id: true } });
    else if (before.residents !== data.residents || before.placeId !== data.placeId || before.name !== data.name)
      await tx.placeInstitution.update({ where: { id: before.id }, data, select: { id: true } });
  }
  // what no roster names any more and nobody mapped is nothing to decide
  const gone = known.filter((one) => one.placeId === null && !institutions.some(({ key }) => key === one.key));
  await tx.placeInstitution.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  return placeOf;
};

const day = (text: string | null): Date | null => (text === null ? null : new Date(text));

interface Changes {
  movedIn: number;
  changed: number;
  movedOut: number;
}

const bringStays = async (
  tx: Tx,
  stays: readonly (RosterStay & { county: string; placeId: string })[],
  { today, at }: { today: string; at: Date },
): Promise<Changes> => {
  const changes: Changes = { movedIn: 0, changed: 0, movedOut: 0 };
  const places = await tx.keyPlace.findMany({ select: { county: true, id: true, areaCode: true } });
  const areaOf = new Map(places.map((place) => [place.id, place.areaCode]));
  const stored = await tx.placeStay.findMany({});
  const keyOf = (placeId: string, personId: string): string => `${placeId} ${personId}`;
  const byHand = new Set(stored.filter(({ origin }) => origin === 'hand').map((s) => keyOf(s.placeId, s.personId)));
  const byFile = new Map(
    stored.filter(({ origin }) => origin === 'file').map((s) => [keyOf(s.placeId, s.personId), s]),
  );
  const kept = new Set<string>();
  for (const stay of stays) {
    const key = keyOf(stay.placeId, stay.personId);
    const areaCode = areaOf.get(stay.placeId);
    // what somebody wrote down by hand outlives the files
    if (areaCode === undefined || byHand.has(key) || kept.has(key)) continue;
    kept.add(key);
    const before = byFile.get(key);
    const data = { room: stay.room, fromOn: day(stay.fromOn), toOn: day(stay.toOn) };
    if (before === undefined) {
      const { county, placeId, personCounty, personId } = stay;
      const id = newId(at);
      await tx.placeStay.create({
        data: { county, id, areaCode, placeId, personCounty, personId, origin: 'file', recordedAt: at, ...data },
        select: { id: true },
      });
      changes.movedIn += 1;
    } else if (
      before.room !== stay.room ||
      dateToDay(before.fromOn) !== stay.fromOn ||
      dateToDay(before.toOn) !== stay.toOn
    ) {
      await tx.placeStay.update({
        where: { county_id: { county: before.county, id: before.id } },
        data,
        select: { id: true },
      });
      changes.changed += 1;
    }
  }
  for (const [key, { county, id, fromOn, toOn }] of byFile) {
    if (kept.has(key) || toOn !== null) continue;
    // no roster names them there any more: they left, at the latest today
    const last = dateToDay(fromOn) !== null && (dateToDay(fromOn) ?? '') > today ? fromOn : day(today);
    await tx.placeStay.update({ where: { county_id: { county, id } }, data: { toOn: last }, select: { id: true } });
    changes.movedOut += 1;
  }
  return changes;
};

export const takeRosters = async (deps: JobDeps, prefecture: AreaCode): Promise<void> => {
  const stays = await readRosters(deps, prefecture);
  const today = shanghaiDay(deps.now());
  await deps.db.transact(writeFor(prefecture, null, deps.now()), async ({ tx, at, audit }) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`key_place ${prefecture}`}, 0))::text`;
    const institutions = institutionsOf(stays, today);
    const placeOf = await noteInstitutions(tx, prefecture, institutions, at);
    const matched = settleStays(stays).flatMap((stay) => {
      const place = placeOf.get(stay.key);
      return place === undefined ? [] : [{ ...stay, ...place }];
    });
    const changes = await bringStays(tx, matched, { today, at });
    await audit({
      action: 'keyPlace.takeRosters',
      entity: 'key_place',
      entityId: null,
      detail: { rows: stays.length, institutions: institutions.length, matched: placeOf.size, ...changes },
    });
  });
};
