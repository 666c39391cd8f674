/** What a field worker's tablet holds: reach `assigned` as a condition on `register_entry e`. */
import type { Reader } from '@qiaomen/domain/sync/store';
import { sql, type Prisma } from '@qiaomen/prisma/scoped';
import { withinRanges } from '../entry/ranges-condition.ts';

/**
 * Own entries wherever they are, and in the duty areas those that were not given to somebody else by name.
 * A merged entry stands for nobody; the person goes on under another one.
 */
export const inReach = ({ userId, ranges }: Reader): Prisma.Sql => sql`e.state <> 'merged'
  AND (e.owner_id = ${userId}::uuid
    OR ((e.owner_by IS NULL OR e.owner_by = 'area') AND ${withinRanges(sql`e.area_code`, ranges)}))
  AND EXISTS (SELECT 1 FROM campaign c WHERE c.id = e.campaign_id AND c.state = 'open')`;
