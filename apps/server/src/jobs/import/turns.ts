import type { BulkWriter } from '@qiaomen/prisma/scoped';

/** How often anything was published, undone or redone: what was computed on another state of the store is stale. */
export const countTurns = async (b: BulkWriter): Promise<number> => {
  const [row] = await b.query<{ turns: string }>('SELECT coalesce(sum(turns), 0)::text AS turns FROM link.link_run');
  return Number(row?.turns ?? 0);
};
