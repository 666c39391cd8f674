/** Mobile numbers of the block 169, which no operator has been assigned: nobody is ever called by the demo. */
import type { Random } from '../random.ts';

const block = '169';
const size = 100_000_000;
// odd and no multiple of 5, so that stepping by it visits every number of the block once
const step = 61_803_399;

export interface PhoneOffice {
  issue(): string;
}

export const createPhoneOffice = (random: Random): PhoneOffice => {
  let last = random.below(size);
  return {
    issue: () => {
      last = (last + step) % size;
      return block + String(last).padStart(8, '0');
    },
  };
};
