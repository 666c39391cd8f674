/** The detail of an entry as `key: value` pairs. It holds ids, counts and codes only, so it reads the same in every language. */
/** Ids and hashes are told apart by their beginning. */
const shortest = (text: string): string =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{32,}$/.test(text) ? `${text.slice(0, 8)}…` : text;

const plain = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return shortest(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface DetailCode {
  key: string;
  value: string;
}

export const detailCodes = (detail: unknown, prefix = ''): DetailCode[] => {
  if (isRecord(detail))
    return Object.entries(detail).flatMap(([key, value]) =>
      detailCodes(value, prefix === '' ? key : `${prefix}.${key}`),
    );
  if (Array.isArray(detail)) {
    if (detail.length === 0) return [{ key: prefix, value: '[]' }];
    if (detail.some(isRecord)) return detail.flatMap((value, at) => detailCodes(value, `${prefix}[${at}]`));
    return [{ key: prefix, value: detail.map(plain).join(', ') }];
  }
  return detail === null || detail === undefined ? [] : [{ key: prefix, value: plain(detail) }];
};
