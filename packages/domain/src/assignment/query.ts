import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import type { Role } from '../account/role.ts';
import { PageRequest } from '../page.ts';

/** Gives an area to a worker (every entry in it without a personal owner) or takes it away (`userId: null`). */
export const AssignArea = z.strictObject({
  campaignId: z.uuid(),
  areaCode: AreaCode,
  userId: z.uuid().nullable(),
});
export type AssignArea = z.infer<typeof AssignArea>;

/** Gives single persons to a worker; `userId: null` returns them to whoever has their area. */
export const AssignPersons = z.strictObject({
  campaignId: z.uuid(),
  entries: z
    .array(z.strictObject({ county: z.string().regex(/^\d{6}$/), entryId: z.uuid() }))
    .min(1)
    .max(500),
  userId: z.uuid().nullable(),
});
export type AssignPersons = z.infer<typeof AssignPersons>;

export interface AssignResult {
  changed: number;
}

export const ListWorkers = z.strictObject({ areaCode: AreaCode, page: PageRequest });
export type ListWorkers = z.infer<typeof ListWorkers>;

export interface WorkerRow {
  userId: string;
  name: string;
  role: Role;
  duties: { areaCode: AreaCode; nameZh: string }[];
  /** open entries owned now */
  open: number;
  lastContactAt: string | null;
  unsent: number;
}
