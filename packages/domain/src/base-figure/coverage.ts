/** Coverage of a base figure: only its members count, so no share of it can pass 100 %. */
import type { DoseStatus, EntryState } from '../register/entry-state.ts';
import { ineligibleStates } from './standing.ts';

/** What the entry of a member adds beside the frozen number of members. */
export const memberMeasures = ['vaccinated', 'complete', 'out', 'vaccinatedOut', 'completeOut'] as const;
export type MemberMeasure = (typeof memberMeasures)[number];

interface CoveredEntry {
  state: EntryState;
  doseStatus: DoseStatus;
}

/** `…Out`: of those who left the eligible since, so that the eligible are divided by the eligible. */
export const measuresOfMember = ({ state, doseStatus }: CoveredEntry): MemberMeasure[] => {
  const out = ineligibleStates.includes(state);
  const held: Record<MemberMeasure, boolean> = {
    vaccinated: doseStatus !== 'none',
    complete: doseStatus === 'complete',
    out,
    vaccinatedOut: out && doseStatus !== 'none',
    completeOut: out && doseStatus === 'complete',
  };
  return memberMeasures.filter((measure) => held[measure]);
};

/** The signed change a member's entry makes. */
export const memberDifference = (
  before: CoveredEntry | null,
  after: CoveredEntry | null,
): { measure: MemberMeasure; amount: 1 | -1 }[] => {
  const had = before === null ? [] : measuresOfMember(before);
  const has = after === null ? [] : measuresOfMember(after);
  return [
    ...has.filter((measure) => !had.includes(measure)).map((measure) => ({ measure, amount: 1 as const })),
    ...had.filter((measure) => !has.includes(measure)).map((measure) => ({ measure, amount: -1 as const })),
  ];
};

export interface Coverage {
  /** everyone in the base figure */
  all: number;
  /** of all, who is eligible at this moment */
  eligible: number;
  vaccinated: number;
  vaccinatedEligible: number;
  complete: number;
  completeEligible: number;
}

export type MemberSums = Partial<Record<MemberMeasure, number>>;

export const coverageFrom = (all: number, sums: MemberSums): Coverage => {
  const { vaccinated = 0, complete = 0, out = 0, vaccinatedOut = 0, completeOut = 0 } = sums;
  return {
    all,
    eligible: all - out,
    vaccinated,
    vaccinatedEligible: vaccinated - vaccinatedOut,
    complete,
    completeEligible: complete - completeOut,
  };
};

export const addCoverage = (a: Coverage, b: Coverage): Coverage => ({
  all: a.all + b.all,
  eligible: a.eligible + b.eligible,
  vaccinated: a.vaccinated + b.vaccinated,
  vaccinatedEligible: a.vaccinatedEligible + b.vaccinatedEligible,
  complete: a.complete + b.complete,
  completeEligible: a.completeEligible + b.completeEligible,
});

export const noCoverage: Coverage = coverageFrom(0, {});
