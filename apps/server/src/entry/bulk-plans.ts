/** What the planner must know of a bulk write, which no server-wide setting and no background worker can tell it. */
import type { BulkWriter } from '@qiaomen/prisma/scoped';

/** The default memory of a step sorts and hashes a few thousand rows; one import at a time has more of them. */
export const workInMemory = async (b: BulkWriter): Promise<void> => {
  await b.query(`SET LOCAL work_mem = '64MB'`);
};

const analysedFrom = 1000;

/** Statistics of what this transaction wrote, or of what was committed moments ago, when that was much. */
export const analyse = async (
  b: BulkWriter,
  part: 'persons' | 'entries' | 'sources' | 'notes',
  written = analysedFrom,
): Promise<void> => {
  if (written >= analysedFrom) await b.query('SELECT link.analyse($1)', [part]);
};
