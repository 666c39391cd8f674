/** The doses a person really got: history up to the opening of the campaign, and a few in its first twenty days. */
import { ageOnDay, dayOf } from '../day.ts';
import { weightedChoice, type Random } from '../random.ts';
import type { Person } from '../people/person.ts';

export type Product = 'INACT' | 'AD5_IM' | 'AD5_INH' | 'SUB_CHO';

export interface Dose {
  product: Product;
  day: number;
}

/** The campaigns this is modelled on opened on 1 December 2022; the history moves along with the day the demo plays on. */
const modelOpening = dayOf(2022, 12, 1);
const modelStart = dayOf(2021, 3, 24);
const inhaledFrom = dayOf(2022, 10, 25);
const boosterFrom = dayOf(2021, 10, 15);
export const campaignAgeInDays = 20;

type Reach = 'none' | 'partial' | 'primary' | 'boosted';
// shares among people of an age; the national figures of December 2022 show the same gap between 60 to 79 and 80+
const reachAt = {
  younger: weightedChoice<Reach>([['none', 6], ['partial', 3], ['primary', 20], ['boosted', 71]]),
  elder: weightedChoice<Reach>([['none', 10], ['partial', 4], ['primary', 22], ['boosted', 64]]),
  oldest: weightedChoice<Reach>([['none', 23], ['partial', 12], ['primary', 30], ['boosted', 35]]),
}; // prettier-ignore

const primaryProduct = weightedChoice<Product>([['INACT', 85], ['SUB_CHO', 9], ['AD5_IM', 6]]); // prettier-ignore
const boosterProduct = weightedChoice<Product>([['INACT', 62], ['SUB_CHO', 20], ['AD5_IM', 8], ['AD5_INH', 10]]); // prettier-ignore
const dosesNeeded: Record<Product, number> = { INACT: 2, SUB_CHO: 3, AD5_IM: 1, AD5_INH: 1 };

const primaryGap = (random: Random, product: Product): number => {
  // one in a hundred came too early, one in twelve very late
  if (random.chance(0.01)) return random.between(12, 19);
  if (random.chance(0.08)) return random.between(90, 200);
  return product === 'SUB_CHO' ? random.between(28, 50) : random.between(21, 45);
};

const historyOf = (random: Random, reach: Reach, age: number): Dose[] => {
  const doses: Dose[] = [];
  const product = primaryProduct(random);
  const needed = reach === 'partial' ? Math.max(1, dosesNeeded[product] - 1) : dosesNeeded[product];
  if (reach === 'partial' && product === 'AD5_IM') return [];
  // the oldest were invited later
  const from = modelStart + (age >= 80 ? 150 : 20);
  let day = from + Math.floor(random.next() * random.next() * 330);
  for (let dose = 0; dose < needed; dose += 1) {
    if (dose > 0) day += primaryGap(random, product);
    if (day < modelOpening) doses.push({ product, day });
  }
  if (reach !== 'boosted' || doses.length < dosesNeeded[product]) return doses;
  const booster = Math.max(boosterFrom, day + random.between(182, 300));
  if (booster >= modelOpening) return doses;
  const wanted = boosterProduct(random);
  doses.push({ product: wanted === 'AD5_INH' && booster < inhaledFrom ? 'INACT' : wanted, day: booster });
  return doses;
};

/** True doses in order of time; `today` and the result count days since 1970-01-01. */
export const courseOf = (random: Random, person: Person, today: number): Dose[] => {
  const opening = today - campaignAgeInDays;
  const age = ageOnDay(person.birthDay, today);
  const reach = reachAt[age >= 80 ? 'oldest' : age >= 60 ? 'elder' : 'younger'](random);
  const history = reach === 'none' ? [] : historyOf(random, reach, age);
  const doses = history.map(({ product, day }) => ({ product, day: day + opening - modelOpening }));
  const last = doses.at(-1);
  const due = last === undefined || opening - last.day > 90;
  if (due && random.chance(reach === 'none' || reach === 'partial' ? 0.1 : 0.03)) {
    const product =
      last === undefined ? primaryProduct(random) : reach === 'partial' ? last.product : boosterProduct(random);
    doses.push({ product, day: opening + random.below(campaignAgeInDays) });
  }
  const end = person.deathDay ?? today;
  return doses.filter(({ day }) => day < end);
};
