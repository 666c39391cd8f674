/**
 * Which parts of two short texts differ. The unit is what a reader sees as one character: a Han character, a Hangul syllable,
 * a Tibetan stack with its vowel, a digit. Texts of the same length are compared place by place, as numbers and dates are;
 * others by their longest common subsequence, so that an insertion marks one character. Where two syllables or stacks stand
 * against each other, the letters within them that differ are named.
 */
export interface Part {
  text: string;
  differs: boolean;
  /** the letters of this syllable or stack that the other one has not */
  letters?: string;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
export const charactersOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

const lengths = (left: readonly string[], right: readonly string[]): number[][] => {
  const table = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const same = left[i] === right[j];
      const row = table[i];
      const below = table[i + 1];
      if (row === undefined || below === undefined) continue;
      row[j] = same ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
};

const joined = (parts: readonly Part[]): Part[] => {
  const runs: Part[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.differs === part.differs && last.letters === undefined && part.letters === undefined)
      last.text += part.text;
    else runs.push({ ...part });
  }
  return runs;
};

/** The letters of the Hangul compatibility block, in the order in which syllables are built of them. */
const letters = (offsets: string): string[] =>
  offsets.split(' ').map((offset) => String.fromCodePoint(0x3100 + Number.parseInt(offset, 16)));
const leads = letters('31 32 34 37 38 39 41 42 43 45 46 47 48 49 4a 4b 4c 4d 4e');
const vowels = Array.from({ length: 21 }, (_, at) => String.fromCodePoint(0x314f + at));
const tails = ['', ...letters('31 32 33 34 35 36 37 39 3a 3b 3c 3d 3e 3f 40 41 42 44 45 46 47 48 4a 4b 4c 4d 4e')];
const firstSyllable = 0xac00;

/** The letters of one character: of a Hangul syllable by their place in it, of a Tibetan stack one after the other. */
const lettersOf = (character: string): string[] => {
  const at = (character.codePointAt(0) ?? 0) - firstSyllable;
  if (at >= 0 && at < 11_172) {
    const [lead, vowel, tail] = [Math.floor(at / 588), Math.floor((at % 588) / 28), at % 28];
    return [leads[lead] ?? '', vowels[vowel] ?? '', tails[tail] ?? ''];
  }
  return Array.from(character);
};

const hangulOrStack = /^[\uAC00-\uD7A3]|^[\u0F00-\u0FFF]/u;
const combining = /^\p{M}/u;

/** A vowel sign or subjoined letter standing alone needs a circle to stand on. */
const shown = (letter: string): string => (combining.test(letter) ? `\u25CC${letter}` : letter);

const lettersBeyond = (own: string, other: string | undefined): string | undefined => {
  if (other === undefined || own === other || !hangulOrStack.test(own) || !hangulOrStack.test(other)) return undefined;
  const [ours, theirs] = [lettersOf(own), lettersOf(other)];
  const isHangul = ours.length === 3 && own.length === 1;
  const differing = ours.filter(
    (letter, at) => letter !== '' && (isHangul ? theirs[at] !== letter : !theirs.includes(letter)),
  );
  // nothing in common: the whole character is another one
  if (differing.length === 0 || differing.length === ours.filter((letter) => letter !== '').length) return undefined;
  return differing.map(shown).join(' ');
};

const partOf = (text: string, other: string | undefined): Part => {
  const letters = lettersBeyond(text, other);
  return { text, differs: text !== other, ...(letters === undefined ? {} : { letters }) };
};

const byPlace = (left: readonly string[], right: readonly string[]): { left: Part[]; right: Part[] } => ({
  left: joined(left.map((text, at) => partOf(text, right[at]))),
  right: joined(right.map((text, at) => partOf(text, left[at]))),
});

const byOrder = (left: readonly string[], right: readonly string[]): { left: Part[]; right: Part[] } => {
  const table = lengths(left, right);
  const found: { left: Part[]; right: Part[] } = { left: [], right: [] };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && a === b) {
      found.left.push({ text: a, differs: false });
      found.right.push({ text: a, differs: false });
      i += 1;
      j += 1;
    } else if (b === undefined || (a !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      found.left.push({ text: a ?? '', differs: true });
      i += 1;
    } else {
      found.right.push({ text: b, differs: true });
      j += 1;
    }
  }
  return { left: joined(found.left), right: joined(found.right) };
};

/** Where one side knows nothing there is nothing to compare, and nothing is marked. */
export const markDifferences = (left: string, right: string): { left: Part[]; right: Part[] } => {
  const [ours, theirs] = [charactersOf(left), charactersOf(right)];
  if (ours.length === theirs.length) return byPlace(ours, theirs);
  if (ours.length === 0 || theirs.length === 0)
    return { left: [{ text: left, differs: false }], right: [{ text: right, differs: false }] };
  return byOrder(ours, theirs);
};

/** A masked number whose full forms differ at these places: the mask itself is marked. */
export const markPlaces = (text: string, places: readonly number[]): Part[] =>
  joined(Array.from(text).map((character, at) => ({ text: character, differs: places.includes(at) })));
