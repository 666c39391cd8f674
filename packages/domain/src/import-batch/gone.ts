/** Who is no longer in the whole list of an office since an import: flagged, and still in the register. */
import { z } from 'zod';
import { PageRequest } from '../page.ts';
import type { KeptRow } from './undo.ts';

export type GoneRow = Pick<KeptRow, 'county' | 'personId' | 'name' | 'birthDate' | 'areaPath'>;

export const ListGone = z.strictObject({ batchId: z.uuid(), page: PageRequest });
export type ListGone = z.infer<typeof ListGone>;
