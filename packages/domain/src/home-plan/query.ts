/** Vaccination at home as the supervisor plans it: who waits for what, which rounds there are, which hospital stands behind them. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';

/** What somebody waits for, as the entry's next step says. */
export const waitStages = ['assess', 'approve', 'book_home'] as const;
export const WaitStage = z.enum(waitStages);
export type WaitStage = z.infer<typeof WaitStage>;

export const ListWaiting = z.strictObject({
  campaignId: z.uuid(),
  areaCode: AreaCode.nullable(),
  stage: WaitStage,
  page: PageRequest,
});
export type ListWaiting = z.infer<typeof ListWaiting>;

export interface WaitingRow {
  county: string;
  personId: string;
  name: string;
  age: number | null;
  areaCode: AreaCode;
  areaPath: string[];
  ownerName: string | null;
  dueOn: string | null;
  overdue: boolean;
  /** the last request, and who made it */
  askedAt: string | null;
  askedBy: 'worker' | 'family' | 'self' | null;
  disabled: boolean;
}

export interface WaitingList {
  rows: WaitingRow[];
  total: number;
  counts: Record<WaitStage, number>;
  overdue: Record<WaitStage, number>;
}

export const backupMeans = ['ambulance', 'green_channel', 'on_site'] as const;
export const BackupMeans = z.enum(backupMeans);
export type BackupMeans = z.infer<typeof BackupMeans>;

const Day = z.iso.date().refine((day) => day >= '1900');

export const SaveBackup = z.strictObject({
  id: z.uuidv7(),
  areaCode: AreaCode.refine((code) => code.length >= 6),
  hospital: z.string().trim().min(2).max(200),
  level: z.int().min(1).max(3),
  means: z.array(BackupMeans).min(1).max(3),
  contactName: z.string().trim().min(1).max(100),
  contactPhone: z.string().trim().min(3).max(40),
  distanceKm: z.number().min(0).max(1000),
  minutes: z.int().min(0).max(1440),
  fromOn: Day,
  toOn: Day,
});
export type SaveBackup = z.infer<typeof SaveBackup>;

export const EndBackup = z.strictObject({ county: z.string().regex(/^\d{6}$/), id: z.uuid() });
export type EndBackup = z.infer<typeof EndBackup>;

export const ListBackups = z.strictObject({ ended: z.boolean(), page: PageRequest });
export type ListBackups = z.infer<typeof ListBackups>;

export interface BackupRow extends Omit<SaveBackup, 'id'> {
  county: string;
  id: string;
  areaPath: string[];
  ended: boolean;
}

export const ListRounds = z.strictObject({ campaignId: z.uuid(), onlyUnbacked: z.boolean(), page: PageRequest });
export type ListRounds = z.infer<typeof ListRounds>;

/** A day in a township: whom the plan sends a team to, and who was vaccinated at home there. */
export interface RoundRow {
  day: string;
  areaCode: AreaCode;
  areaPath: string[];
  planned: number;
  given: number;
  backup: Pick<
    BackupRow,
    'id' | 'hospital' | 'level' | 'means' | 'contactName' | 'contactPhone' | 'distanceKm' | 'minutes'
  > | null;
}

export interface RoundList {
  rows: RoundRow[];
  total: number;
  /** today or later, with nobody behind them */
  unbacked: number;
}
