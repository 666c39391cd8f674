/** Where the people of the demo work: a county where many elders live, and in it two beats of a size one person can walk. */
import { AreaCode, contains, countyOf, parentOf } from '@qiaomen/domain/area/area-code';
import { ageOn } from '@qiaomen/domain/register/age';
import { proposeMapping } from '@qiaomen/linkage/prefecture/columns';
import { readRow } from '@qiaomen/linkage/prefecture/read-row';
import { openTable } from '@qiaomen/linkage/read/read-table';

export interface Beats {
  county: AreaCode;
  /** one list of areas per community worker */
  workers: AreaCode[][];
  /** the townships both work in: the vaccinator's area */
  townships: AreaCode[];
}

const caseload = 120;
const workerCount = 2;

const eldersByVillage = async (populationFile: string, today: string): Promise<Map<AreaCode, number>> => {
  const table = await openTable(populationFile);
  const context = { today, prefecture: '2224', areaExists: () => true };
  const elders = new Map<AreaCode, number>();
  let mapping: ReturnType<typeof proposeMapping>['mapping'] | undefined;
  for await (const { cells, numeric } of table.rows()) {
    mapping ??= proposeMapping(table.headers, [cells]).mapping;
    const { record } = readRow('population', mapping, cells, numeric, context);
    const village = AreaCode.safeParse(record.areaCode?.slice(0, 12));
    if (!village.success || village.data.length !== 12 || !village.data.startsWith('2224')) continue;
    if (record.birthDate === null || ageOn(record.birthDate, today) < 60) continue;
    elders.set(village.data, (elders.get(village.data) ?? 0) + 1);
  }
  return elders;
};

const sumBy = (elders: ReadonlyMap<AreaCode, number>, of: (code: AreaCode) => AreaCode): [AreaCode, number][] => {
  const sums = new Map<AreaCode, number>();
  for (const [village, count] of elders) sums.set(of(village), (sums.get(of(village)) ?? 0) + count);
  return [...sums].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
};

const townshipOf = (village: AreaCode): AreaCode => parentOf(village) ?? village;

/** A whole township where one person can walk it, else its largest villages until the beat is full. */
const beatOf = (elders: ReadonlyMap<AreaCode, number>, township: AreaCode, total: number): AreaCode[] => {
  if (total <= caseload) return [township];
  const beat: AreaCode[] = [];
  let load = 0;
  for (const [village, count] of sumBy(elders, (code) => code)) {
    if (!contains(township, village) || (beat.length > 0 && load + count > caseload)) continue;
    beat.push(village);
    load += count;
  }
  return beat;
};

export const chooseBeats = async (populationFile: string, today: string): Promise<Beats> => {
  const elders = await eldersByVillage(populationFile, today);
  const county = sumBy(elders, countyOf)[0]?.[0];
  if (county === undefined) throw new Error('nobody of 60 or more in the demo');
  const townships = sumBy(elders, townshipOf)
    .filter(([code]) => contains(county, code))
    .slice(0, workerCount);
  return {
    county,
    workers: townships.map(([township, total]) => beatOf(elders, township, total)),
    townships: townships.map(([township]) => township),
  };
};
