/** How much a weight says, in words. A weight of 3 makes "the same" eight times as likely, one of 8 some 250 times. */
export type Strength = 'strong' | 'some' | 'little' | 'none';

export const strengthOf = (weight: number): Strength => {
  const size = Math.abs(weight);
  return size >= 8 ? 'strong' : size >= 3 ? 'some' : size >= 0.5 ? 'little' : 'none';
};
