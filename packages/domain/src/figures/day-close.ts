/** The daily close: the figures of a day are those of its end and stay what was published. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import { addDays, shanghaiDay } from '../register/day.ts';

/** The last day that has ended in Shanghai. */
export const lastEndedDay = (now: Date): string => addDays(shanghaiDay(now), -1);

const hour = 3_600_000;

/** Closed so long after its end that work of the next day may be in it: said wherever the number is shown. */
export const isLateClose = (day: string, closedAt: Date): boolean =>
  closedAt.getTime() - Date.parse(`${addDays(day, 1)}T00:00:00+08:00`) > hour;

/** Figures that are kept of a day. Due days and states are no published figures. */
export const closedMeasures = [
  'registered', 'visited', 'agreed', 'refused', 'vaccinated', 'complete', 'withoutOwner', 'doorFound', 'open', 'doses',
] as const; // prettier-ignore

export const ListDayCloses = z.strictObject({ campaignId: z.uuid(), areaCode: AreaCode, page: PageRequest });
export type ListDayCloses = z.infer<typeof ListDayCloses>;

export interface DayCloseRow {
  day: string;
  closedAt: string;
  late: boolean;
  /** of the base figure in force at that day's end */
  baseNumber: number | null;
  baseAll: number | null;
  baseVaccinated: number | null;
  registered: number;
  visited: number;
  vaccinated: number;
  complete: number;
  /** another unit than persons */
  doses: number;
}
