/**
 * Which row each field of a person comes from, as `person.field_sources` keeps it. Most people come from one row or two, so
 * a row is named once, with its fields by the reason they won; field by field they would be the larger half of a person.
 */
import type { Json } from '@qiaomen/prisma/scoped';

const rowsKey = '';

interface Said {
  kind: string;
  sourceId: string;
  on: string;
  why: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSaid = (source: unknown): source is Said => {
  if (!isObject(source)) return false;
  const { kind, sourceId, on, why, ...rest } = source;
  const isText = [kind, sourceId, on, why].every((value) => typeof value === 'string');
  return isText && why !== 'chosen' && Object.keys(rest).length === 0;
};

/** What a person chose stays under its field. */
export const packSources = (sources: Readonly<Record<string, unknown>>): Record<string, Json> => {
  const packed: Record<string, Json> = {};
  const rows = new Map<string, Record<string, string>>();
  for (const [field, source] of Object.entries(sources)) {
    if (!isSaid(source)) {
      packed[field] = source as Json;
      continue;
    }
    const { kind, sourceId, on, why } = source;
    const key = `${kind} ${sourceId} ${on}`;
    const row = rows.get(key) ?? { kind, sourceId, on };
    row[why] = row[why] === undefined ? field : `${row[why]} ${field}`;
    rows.set(key, row);
  }
  return rows.size === 0 ? packed : { ...packed, [rowsKey]: [...rows.values()] };
};

/** Reads what was kept field by field as well. */
export const unpackSources = (stored: unknown): Record<string, unknown> => {
  if (!isObject(stored)) return {};
  const { [rowsKey]: rows, ...sources } = stored;
  for (const row of Array.isArray(rows) ? rows : []) {
    if (!isObject(row)) continue;
    const { kind, sourceId, on, ...reasons } = row;
    for (const [why, fields] of Object.entries(reasons))
      for (const field of typeof fields === 'string' ? fields.split(' ') : [])
        sources[field] = { kind, sourceId, why, on };
  }
  return sources;
};
