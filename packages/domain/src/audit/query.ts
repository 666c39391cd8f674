import { z } from 'zod';
import { PageRequest } from '../page.ts';

export const ListAudit = z.strictObject({
  page: PageRequest,
  actorId: z.uuid().nullable(),
  /** an exact action, such as `person.reveal`; null for all */
  action: z.string().trim().max(64).nullable(),
  /** days in Asia/Shanghai, both included */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
});
export type ListAudit = z.infer<typeof ListAudit>;

/** One line of the trail. `detail` holds ids, counts and codes, never values of a person. */
export interface AuditRow {
  county: string;
  chain: number;
  seq: string;
  at: string;
  actorId: string | null;
  actorName: string | null;
  action: string;
  entity: string;
  entityId: string | null;
  detail: unknown;
}
