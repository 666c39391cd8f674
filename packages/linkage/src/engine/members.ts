/** What clustering has to know of the records and pairs, by column: two million objects would cost more than the work. */
export interface Members {
  count: number;
  /** 1 for a record of the register: two of these are two persons, unless they carry the same valid number */
  isRegister: Uint8Array;
  /** which valid identity number it carries, or -1 */
  number: Int32Array;
  /** which person of the register it belongs to since an earlier run, or -1 */
  person: Int32Array;
}

/** Pairs, heaviest first; pairs of one weight by their records. */
export interface Edges {
  count: number;
  l: Int32Array;
  r: Int32Array;
  weight: Float64Array;
  /** 1 for a pair that is never linked without a person */
  needsPerson: Uint8Array;
}

export interface Decision {
  l: number;
  r: number;
  same: boolean;
}

/** One number for a pair of records: strings would cost most of the time. Exact up to 67 million records. */
export const pairKey = (l: number, r: number): number => (l < r ? l * 2 ** 26 + r : r * 2 ** 26 + l);
