/** Search over the opened list: name in any script, initials, last four of phone and ID, village. Nothing is indexed on disk. */
import type { FieldEntry } from './overlay.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const keyOf = (entry: FieldEntry): string =>
  fold(
    [
      entry.name,
      entry.nameInitials,
      entry.phone?.slice(-4) ?? '',
      entry.idLast4 ?? '',
      entry.areaPath.join(' '),
      entry.address ?? '',
    ].join('\n'),
  );

export interface Searchable {
  entry: FieldEntry;
  key: string;
}

export const searchableOf = (entries: readonly FieldEntry[]): Searchable[] =>
  entries.map((entry) => ({ entry, key: keyOf(entry) }));

/** Every word must be found; people whose name or initials begin with the text come first. */
export const search = (list: readonly Searchable[], text: string): FieldEntry[] => {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return list.map(({ entry }) => entry);
  const first = words[0] ?? '';
  const found = list.filter(({ key }) => words.every((word) => key.includes(word)));
  const begins = ({ entry }: Searchable): boolean =>
    fold(entry.name).startsWith(first) || entry.nameInitials.startsWith(first);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].map(({ entry }) => entry);
};

/** The order of a walk: place by place, then by number. */
export const byPlace = (a: FieldEntry, b: FieldEntry): number =>
  a.areaCode < b.areaCode
    ? -1
    : a.areaCode > b.areaCode
      ? 1
      : (a.address ?? '') < (b.address ?? '')
        ? -1
        : (a.address ?? '') > (b.address ?? '')
          ? 1
          : a.serial - b.serial;

export const byDueThenPlace = (a: FieldEntry, b: FieldEntry): number => {
  const dueA = a.nextDate ?? '9999';
  const dueB = b.nextDate ?? '9999';
  return dueA < dueB ? -1 : dueA > dueB ? 1 : byPlace(a, b);
};
