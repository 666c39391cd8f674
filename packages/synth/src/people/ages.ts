/** Ages in whole years, shaped after the age pyramid of the 2020 census in the north-east. */
import { weightedChoice, type Random } from '../random.ts';

const elderBand = weightedChoice<readonly [number, number]>([
  [[60, 64], 29],
  [[65, 69], 27],
  [[70, 74], 18],
  [[75, 79], 11.5],
  [[80, 84], 8],
  [[85, 89], 4.3],
  [[90, 94], 1.7],
  [[95, 99], 0.42],
  [[100, 104], 0.08],
]);

export const elderAge = (random: Random): number => {
  const [low, high] = elderBand(random);
  return random.between(low, high);
};

export const nursingHomeAge = (random: Random): number =>
  Math.min(104, Math.max(elderAge(random), elderAge(random)) + 4);

export const spouseAge = (random: Random, age: number): number =>
  Math.max(20, Math.min(104, age + random.between(-5, 3)));

export const childAge = (random: Random, parentAge: number): number => Math.max(0, parentAge - random.between(22, 34));

/** The day of birth of somebody of an age today; `yearOnly` people are recorded as born on 1 January. */
export const birthDayFor = (random: Random, age: number, today: number): number =>
  today - Math.floor(age * 365.2425) - 1 - random.below(364);
