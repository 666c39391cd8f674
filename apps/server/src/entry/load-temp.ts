/** PostgreSQL refuses COPY into a fenced table: bulk rows go through a temporary one, then INSERT or UPDATE from it. */
import type { BulkWriter, CopyValue } from '@qiaomen/prisma/scoped';

const analysedFrom = 500;

/** Column types are words of ours, never input. A table of the same name from an earlier chunk is replaced. `joined`: not only inserted from. */
export const loadTemp = async (
  b: BulkWriter,
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly CopyValue[])[],
  { joined = true }: { joined?: boolean } = {},
): Promise<void> => {
  await b.query(`DROP TABLE IF EXISTS pg_temp.${name}`);
  await b.stage(name, { columns });
  if (rows.length > 0) await b.copy(name, Object.keys(columns), rows);
  // nobody else collects statistics of a temporary table, and a join without them reads the whole register
  if (joined && rows.length >= analysedFrom) await b.query(`ANALYZE pg_temp.${name}`);
};
