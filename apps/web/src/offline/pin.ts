/** The six digits that open the tablet. */
export const pinLength = 6;
export const pinTries = 10;

export const isPin = (text: string): boolean => /^\d{6}$/.test(text);

/** Those that are tried first: one digit over and over, steps up or down, pairs, three and three. */
export const isWeakPin = (pin: string): boolean => {
  const steps = new Set(Array.from(pin.slice(1), (digit, index) => Number(digit) - Number(pin[index])));
  const [step] = steps;
  const even = steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
  return even || pin === pin.slice(0, 2).repeat(3) || pin === pin.slice(0, 3).repeat(2);
};
