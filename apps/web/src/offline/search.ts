/** Search over the opened list: name in any script, initials, last four of phone and ID, village. Nothing is indexed on disk. */
import type { FieldEntry } from './overlay.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

// the first consonants of Hangul syllables, as a Korean keyboard types them
const choseong = String.fromCharCode(
  0x3131,
  0x3132,
  0x3134,
  0x3137,
  0x3138,
  0x3139,
  0x3141,
  0x3142,
  0x3143,
  0x3145,
  0x3146,
  0x3147,
  0x3148,
  0x3149,
  0x314a,
  0x314b,
  0x314c,
  0x314d,
  0x314e,
);
const hangulStart = 0xac00;
const hangulEnd = 0xd7a3;
const perConsonant = 588;

/** 김순자 → ㄱㅅㅈ; nothing for a name without Hangul. */
const consonantsOf = (name: string): string => {
  let found = '';
  for (const letter of name.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < hangulStart || code > hangulEnd) continue;
    found += choseong[Math.floor((code - hangulStart) / perConsonant)] ?? '';
  }
  return found;
};

const jamo = /^[\u3131-\u314e]+$/;

const keyOf = (entry: FieldEntry): string =>
  fold(
    [
      entry.name,
      entry.nameInitials,
      entry.phone?.slice(-4) ?? '',
      entry.idLast4 ?? '',
      entry.areaPath.join(' '),
      entry.address ?? '',
      entry.landmark ?? '',
    ].join('\n'),
  );

export interface Searchable {
  entry: FieldEntry;
  key: string;
  name: string;
  consonants: string;
}

// folding five thousand entries takes a slow tablet longer than searching them
const folded = new WeakMap<FieldEntry, Searchable>();
const toSearchable = (entry: FieldEntry): Searchable => {
  const known = folded.get(entry);
  if (known !== undefined) return known;
  const { name } = entry;
  const made = { entry, key: keyOf(entry), name: fold(name), consonants: consonantsOf(name) };
  folded.set(entry, made);
  return made;
};

const foldedLists = new WeakMap<readonly FieldEntry[], Searchable[]>();
export const searchableOf = (entries: readonly FieldEntry[]): Searchable[] => {
  const made = foldedLists.get(entries) ?? entries.map(toSearchable);
  foldedLists.set(entries, made);
  return made;
};

/** Every word must be found; people whose name or initials begin with the text come first. */
export const search = (list: readonly Searchable[], text: string): FieldEntry[] => {
  // folding would turn the consonants of a keyboard into those inside syllables
  const words = text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (jamo.test(word) ? word : fold(word)));
  if (words.length === 0) return list.map(({ entry }) => entry);
  const first = words[0] ?? '';
  const found = list.filter(({ key, consonants }) =>
    words.every((word) => (jamo.test(word) ? consonants.includes(word) : key.includes(word))),
  );
  const begins = ({ entry, name, consonants }: Searchable): boolean =>
    name.startsWith(first) || entry.nameInitials.startsWith(first) || consonants.startsWith(first);
  const [beginning, others]: [FieldEntry[], FieldEntry[]] = [[], []];
  for (const one of found) (begins(one) ? beginning : others).push(one.entry);
  return [...beginning, ...others];
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
