/** Invented people as two English files with truth, for the general linkage. Nothing of them exists. */

/** Mulberry32: the same seed gives the same people. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const fields = ['given', 'surname', 'street', 'suburb', 'postcode', 'born', 'number'] as const;
export type Row = Record<(typeof fields)[number], string>;

export interface PeopleFiles {
  /** as the first office wrote them */
  originals: Row[];
  /** as the second one did; `personOf[i]` is the position of its person among the originals, or -1 */
  copies: Row[];
  personOf: number[];
}

const syllables = 'ba be bi ca co da de do fa fi ga ge ha he ja jo ka ke la le li lo ma me mi na ne ni no pa pe ra re ri ro sa se si ta te ti to va vi wa we ya zo'.split(' '); // prettier-ignore
const endings = ['n', 's', 'r', 'ld', 'th', 'ck', '', 'y'];

export const makePeople = (count: number, seed: number, errorModel: 'a' | 'b'): PeopleFiles => {
  const random = randomFrom(seed);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const word = (parts: number): string =>
    `${Array.from({ length: parts }, () => syllables[upTo(syllables.length)]).join('')}${endings[upTo(endings.length)]}`;
  const stock = (size: number, parts: number): string[] => Array.from({ length: size }, () => word(parts));
  const [givens, surnames, streets, suburbs] = [stock(150, 2), stock(600, 2), stock(900, 3), stock(120, 3)];
  // the first words of a stock are common, the last ones rare
  const from = (words: readonly string[]): string => words[Math.floor(random() ** 2 * words.length)] ?? '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const places = suburbs.map((suburb) => ({ suburb, postcode: String(2000 + upTo(6000)) }));
  const makeOne = (): Row => {
    const place = places[upTo(places.length)] ?? { suburb: '', postcode: '' };
    return {
      given: from(givens),
      surname: from(surnames),
      street: `${1 + upTo(120)} ${from(streets)} street`,
      ...place,
      born: `${1920 + upTo(80)}${two(1 + upTo(12))}${two(1 + upTo(28))}`,
      number: String(1_000_000 + upTo(9_000_000)),
    };
  };
  const slip = (text: string): string => {
    if (text.length < 2) return text;
    const at = upTo(text.length - 1);
    const letter = /\d/.test(text[at] ?? '') ? String(upTo(10)) : String.fromCharCode(97 + upTo(26));
    const [before, own, next, after] = [text.slice(0, at), text[at] ?? '', text[at + 1] ?? '', text.slice(at + 2)];
    return [`${before}${next}${own}${after}`, `${before}${letter}${next}${after}`, `${before}${own}${after}`, `${before}${own}${letter}${next}${after}`][upTo(4)] ?? text; // prettier-ignore
  };
  const messA = (row: Row): Row => {
    const copy = { ...row };
    for (let slips = upTo(4); slips > 0; slips -= 1) {
      const field = fields[upTo(fields.length)] ?? 'given';
      copy[field] = random() < 0.12 ? '' : slip(copy[field]);
    }
    return random() < 0.04 ? { ...copy, given: copy.surname, surname: copy.given } : copy;
  };
  const messB = (row: Row): Row => ({
    ...row,
    given: random() < 0.08 ? row.given.slice(0, 1) : row.given.replace('k', random() < 0.5 ? 'c' : 'k'),
    surname: random() < 0.04 ? from(surnames) : row.surname,
    ...(random() < 0.12 ? { ...places[upTo(places.length)], street: `${1 + upTo(120)} ${from(streets)} street` } : {}),
    born: random() < 0.06 ? `${row.born.slice(0, 4)}${row.born.slice(6)}${row.born.slice(4, 6)}` : row.born,
    number: random() < 0.2 ? '' : random() < 0.06 ? slip(row.number) : row.number,
  });
  const originals = Array.from({ length: count }, makeOne);
  const order = originals.map((_, index) => index).filter(() => random() < 0.8);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = upTo(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const mess = errorModel === 'a' ? messA : messB;
  const known = order.map((index) => mess(originals[index] ?? makeOne()));
  const strangers = Array.from({ length: Math.round(count * 0.2) }, () => mess(makeOne()));
  return {
    originals,
    copies: [...known, ...strangers],
    personOf: [...order, ...strangers.map(() => -1)],
  };
};

/** A CSV text with blanks after the commas, as FEBRL's files have. */
export const toCsv = (rows: readonly Row[]): string =>
  `${[fields.join(', '), ...rows.map((row) => fields.map((field) => row[field]).join(', '))].join('\n')}\n`;

export const peopleSpec = {
  files: { '*': { columns: { born: { column: 'born', format: 'YYYYMMDD' } } } },
  comparisons: [
    { field: 'given', type: 'name', frequency: true, swappedWith: 'surname' },
    { field: 'surname', type: 'name', frequency: true, swappedWith: 'given' },
    { field: 'street', type: 'text', frequency: true },
    { field: 'suburb', type: 'text', frequency: true },
    { field: 'postcode', type: 'digits', frequency: true },
    { field: 'born', type: 'date' },
    { field: 'number', type: 'digits' },
  ],
  blocking: [
    ['number'],
    ['born'],
    ['given', 'surname'],
    ['surname', 'postcode'],
    ['given', 'suburb'],
    ['street', 'suburb'],
    ['surname:sound', 'born:year'],
  ],
};
