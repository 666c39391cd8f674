/** What the live nursing-home rosters of a prefecture say: who lives in which institution, from when to when. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { institutionKeys } from '@qiaomen/domain/key-place/rosters';
import type { JobDeps } from '../job.ts';
import { openBody } from '../import/source-body.ts';

export interface RosterStay {
  key: string;
  name: string;
  code: string;
  personCounty: string;
  personId: string;
  room: string;
  fromOn: string | null;
  toOn: string | null;
}

const chunk = 2000;

export const readRosters = async ({ db, keys }: JobDeps, prefecture: AreaCode): Promise<RosterStay[]> => {
  const batches = await db.read({ area: prefecture }, (tx) =>
    tx.importBatch.findMany({ where: { kind: 'nursing_home' }, select: { id: true } }),
  );
  const rows: (Omit<RosterStay, 'key'> & { institution: string | null; institutionCode: string | null })[] = [];
  for (let after: string | null = null; ;) {
    const page: { id: string; personId: string | null; county: string | null; bodyCipher: Uint8Array }[] =
      await db.read({ area: prefecture }, (tx) =>
        tx.sourceRecord.findMany({
          where: {
            batchId: { in: batches.map(({ id }) => id) },
            live: true,
            ...(after === null ? {} : { id: { gt: after } }),
          },
          select: { id: true, personId: true, county: true, bodyCipher: true },
          orderBy: { id: 'asc' },
          take: chunk,
        }),
      );
    for (const { id, personId, county, bodyCipher } of page) {
      if (personId === null || county === null) continue;
      const { institution, institutionCode, room, admittedOn, dischargedOn } = openBody(keys, id, bodyCipher);
      // a day of leaving before the day of coming is no day
      const toOn = dischargedOn !== null && admittedOn !== null && dischargedOn < admittedOn ? null : dischargedOn;
      rows.push({
        institution,
        institutionCode,
        name: institution ?? '',
        code: institutionCode ?? '',
        personCounty: county,
        personId,
        room: room ?? '',
        fromOn: admittedOn,
        toOn,
      });
    }
    if (page.length < chunk) break;
    after = page.at(-1)?.id ?? null;
  }
  const found = institutionKeys(rows);
  return rows.flatMap(({ institution: _name, institutionCode: _code, ...row }, at) => {
    const key = found[at];
    return key === null || key === undefined ? [] : [{ ...row, key }];
  });
};

/**
 * One stay of a person in one institution (the latest the rosters know), and one institution at a time: whoever came
 * somewhere later has left the place before.
 */
export const settleStays = (stays: readonly RosterStay[]): RosterStay[] =>
  [...Map.groupBy(stays, ({ personCounty, personId }) => `${personCounty} ${personId}`).values()].flatMap((own) => {
    const latest = new Map<string, RosterStay>();
    for (const stay of own.toSorted((a, b) => (a.fromOn ?? '').localeCompare(b.fromOn ?? '')))
      latest.set(stay.key, stay);
    const inOrder = [...latest.values()].toSorted((a, b) => (a.fromOn ?? '').localeCompare(b.fromOn ?? ''));
    return inOrder.flatMap((stay, at) => {
      const next = inOrder[at + 1];
      if (next === undefined) return [stay];
      // two undated stays: the rosters contradict each other, and one of them is shown
      if (next.fromOn === null) return [];
      return [{ ...stay, toOn: stay.toOn === null || stay.toOn > next.fromOn ? next.fromOn : stay.toOn }];
    });
  });
