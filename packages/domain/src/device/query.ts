/** Tablets as the office sees them: what they last told about themselves, and what they lost. */
import { z } from 'zod';
import type { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import { maxSealedBytes, PhotoPlace } from '../photo/photo.ts';
import { PushSealed } from '../sync/query.ts';
import { AppVersion } from './app-version.ts';

const Count = z.int().min(0).max(2_147_483_647);
const Bytes = z.int().min(0);

/** Told after each exchange: counts and states, nothing about a person. */
export const DeviceReport = z.strictObject({
  /** highest command number given on this tablet */
  made: Count,
  unsent: Count,
  /** pictures whose act may be sent already */
  photos: Count.default(0),
  attention: Count,
  /** entries on the tablet, and how many the server said there are; null before the first list */
  here: Count,
  scope: Count.nullable(),
  /** whether the browser promised to keep the storage */
  persisted: z.boolean().nullable(),
  used: Bytes.nullable(),
  free: Bytes.nullable(),
  appVersion: AppVersion,
});
export type DeviceReport = z.infer<typeof DeviceReport>;

/** Ranges of command numbers, both ends included, ascending. */
export type SeqRanges = (readonly [from: number, to: number])[];

/** A tablet of the same user that came back empty. */
export interface TabletLoss {
  deviceId: string;
  lastContactAt: string;
  /** the last number that arrived */
  arrived: number;
  /** known to have been given and never arrived; what was given after the last contact nobody knows */
  missing: SeqRanges;
  /** false: another tablet of this user looks the same, and only the user knows whether it is this one */
  certain: boolean;
}

export const deviceStates = ['active', 'silent', 'lost', 'revoked'] as const;
export const DeviceState = z.enum(deviceStates);
export type DeviceState = z.infer<typeof DeviceState>;

/** After so many days without a word somebody should ask. */
export const silentAfterDays = 3;

export const ListDevices = z.strictObject({ page: PageRequest, state: DeviceState.nullable() });
export type ListDevices = z.infer<typeof ListDevices>;

export interface DeviceRow {
  deviceId: string;
  userId: string;
  userName: string;
  areaCodes: AreaCode[];
  areaNames: string[];
  label: string;
  state: DeviceState;
  appVersion: string | null;
  createdAt: string;
  lastContactAt: string;
  report: DeviceReport | null;
  /** holes in what arrived, or what is missing since the storage was lost */
  missing: SeqRanges;
  lostAt: string | null;
  revokedAt: string | null;
}

export const DeviceRequest = z.strictObject({ deviceId: z.uuid() });

/**
 * A file of unsent work that only the server can open, handed over by hand. Its first line is this; after it follow
 * `photos` lines, a picture each, so that neither the tablet nor the desk ever holds all of them at once.
 */
export const unsentFileKind = 'qiaomen-unsent';
export const UnsentFile = z.strictObject({
  kind: z.literal(unsentFileKind),
  v: z.literal(1),
  madeAt: z.iso.datetime(),
  userId: z.uuid(),
  photos: z.int().min(0).default(0),
  tablets: z
    .array(z.strictObject({ deviceId: z.uuid(), items: z.array(PushSealed.shape.items.element).max(100_000) }))
    .max(100),
});
export type UnsentFile = z.infer<typeof UnsentFile>;

export const UnsentPhoto = z.strictObject({
  ...PhotoPlace.shape,
  sealed: z.base64().max(Math.ceil(maxSealedBytes / 3) * 4),
});
export type UnsentPhoto = z.infer<typeof UnsentPhoto>;

export const ImportUnsent = z.strictObject({ deviceId: z.uuid(), items: PushSealed.shape.items });
export type ImportUnsent = z.infer<typeof ImportUnsent>;
