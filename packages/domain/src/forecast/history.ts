/** What is known of a person when a schedule is worked out. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export interface RecordedDose {
  date: string;
  product: string;
}

export interface History {
  doses: readonly RecordedDose[];
  infections: readonly string[];
  otherVaccines: readonly { kind: string; date: string }[];
  conditions: readonly string[];
}

export interface Facts {
  /** without it no rule about age can hold */
  birthDate: string | null;
}

export const doseVerdicts = ['VALID', 'NOT_COUNTED', 'EXTRA'] as const;
export type DoseVerdict = (typeof doseVerdicts)[number];

export interface JudgedDose {
  date: string;
  product: string;
  verdict: DoseVerdict;
  /** rules, the one that decided first; one of `recordFaults` says what is wrong with the record itself */
  reasons: string[];
}

export interface NextDose {
  series: string;
  /** number inside its series */
  dose: number;
  /** the best products, or all that are allowed where none is preferred */
  products: string[];
  earliest: string;
  recommended: string;
  /** the last day in time; null where the schedule sets none */
  pastDue: string | null;
  dueNow: boolean;
  rules: string[];
}
