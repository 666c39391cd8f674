/** The newest published version of every name at every place. Rules are nobody's secret: they have no fence. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { RuleBody } from '@qiaomen/domain/rule-version/body';
import type { PublishedRules } from '@qiaomen/domain/rule-version/clinic-rules';
import type { BulkWriter, Tx } from '@qiaomen/prisma/scoped';

export interface PublishedVersion extends PublishedRules {
  place: AreaCode;
  name: string;
  version: number;
}

const newest = `SELECT DISTINCT ON (place, name) id::text, place, name, version
  FROM rule_version WHERE state = 'published' ORDER BY place, name, version DESC`;

// what was published is never changed: it is read once, and the same table stays the same object
const known = new Map<string, PublishedVersion>();

interface Line {
  id: string;
  place: string;
  name: string;
  version: number;
}

const withBodies = async (
  lines: readonly Line[],
  read: (ids: string[]) => Promise<{ id: string; body: unknown }[]>,
): Promise<PublishedVersion[]> => {
  const missing = lines.filter(({ id }) => !known.has(id));
  const bodies = missing.length === 0 ? [] : await read(missing.map(({ id }) => id));
  for (const { id, body } of bodies) {
    const line = missing.find((one) => one.id === id);
    if (line === undefined) continue;
    const { place, name, version } = line;
    known.set(id, { place: AreaCode.parse(place), name, version, body: RuleBody.parse(body) });
  }
  return lines.flatMap(({ id }) => known.get(id) ?? []);
};

export const publishedRules = async (tx: Tx): Promise<PublishedVersion[]> => {
  const lines = await tx.ruleVersion.findMany({
    where: { state: 'published' },
    distinct: ['place', 'name'],
    orderBy: [{ place: 'asc' }, { name: 'asc' }, { version: 'desc' }],
    select: { id: true, place: true, name: true, version: true },
  });
  return withBodies(lines, (ids) =>
    tx.ruleVersion.findMany({ where: { id: { in: ids } }, select: { id: true, body: true } }),
  );
};

/** The same for a bulk write. */
export const publishedRulesIn = async (b: BulkWriter): Promise<PublishedVersion[]> =>
  withBodies(await b.query<Line>(newest), (ids) =>
    b.query('SELECT id::text, body FROM rule_version WHERE id = ANY($1::uuid[])', [ids]),
  );
