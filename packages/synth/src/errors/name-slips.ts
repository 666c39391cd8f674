/** Model A: what happens to names. */
import type { Random } from '../random.ts';
import { homophones, interpuncts, lookAlikes, respelled, swapOne, traditional, variants } from './glyphs.ts';
import type { Entry, Tally } from './error-model.ts';

export interface NameRates {
  homophone: number;
  lookAlike: number;
  traditional: number;
  variant: number;
  respelled: number;
  interpunct: number;
  suffix: number;
  space: number;
  missing: number;
}

const respell = (random: Random, text: string): string | null => {
  for (const spellings of respelled) {
    const found = spellings.find((spelling) => text.includes(spelling));
    if (found !== undefined)
      return text.replace(found, random.pick(spellings.filter((spelling) => spelling !== found)));
  }
  return null;
};

const toTraditional = (text: string): string =>
  Array.from(text)
    .map((character) => traditional.get(character) ?? character)
    .join('');

const suffixes = ['(户主)', '（户主）', '(大)', '（女）', '(已迁)', '2', '（低保）', '*'];

export const writeName = (random: Random, rates: NameRates, entry: Entry, tally: Tally): string => {
  let text = entry.name.text;
  const change = (mess: string, changed: string | null): void => {
    if (changed === null || changed === text) return;
    text = changed;
    tally(mess);
  };
  if (random.chance(rates.missing)) {
    tally('name_missing');
    return '';
  }
  // a wrong character is one slip or the other, hardly ever two
  const slip = random.next();
  if (slip < rates.homophone) change('name_homophone', swapOne(random, text, homophones));
  else if (slip < rates.homophone + rates.lookAlike) change('name_look_alike', swapOne(random, text, lookAlikes));
  if (random.chance(rates.variant)) change('name_variant', swapOne(random, text, variants));
  const foreign = entry.ethnicity === 'tibetan' || entry.ethnicity === 'uyghur';
  if (foreign && random.chance(rates.respelled)) change('name_respelled', respell(random, text));
  if (text.includes('·') && random.chance(rates.interpunct)) {
    change('name_interpunct', text.replace('·', random.pick(interpuncts)));
  }
  if (random.chance(rates.traditional)) change('name_traditional', toTraditional(text));
  if (Array.from(text).length === 2 && random.chance(rates.space)) {
    change('name_space', Array.from(text).join(random.pick([' ', '　', '  '])));
  }
  if (random.chance(rates.suffix)) change('name_suffix', text + random.pick(suffixes));
  return text;
};
