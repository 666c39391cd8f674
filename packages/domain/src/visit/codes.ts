/** Outcomes and reasons of a door-knock visit. The codes are stable; their words live in the language catalogues. */
import { z } from 'zod';

/** 01 vaccinated already · 02 agreed · 03 undecided · 04 refused · 05 deferred medically · 06 contraindication claimed ·
 *  07 carer must decide · 08 not home · 09 temporarily away · 10 moved · 11 deceased · 12 wrong address · 13 duplicate ·
 *  14 isolated or unsafe · 15 in an institution · 16 wrong age or not target */
export const visitOutcomes = [
  '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16',
] as const; // prettier-ignore
export const VisitOutcome = z.enum(visitOutcomes);
export type VisitOutcome = z.infer<typeof VisitOutcome>;

/** T thoughts and feelings · S social · M motivation · P practical · X other (BeSD domains) */
export const visitReasons = [
  'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'S1', 'S2', 'S3', 'S4', 'M1', 'M2', 'M3',
  'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'X1', 'X2', 'X9',
] as const; // prettier-ignore
export const VisitReason = z.enum(visitReasons);
export type VisitReason = z.infer<typeof VisitReason>;

/** Outcomes for which the form asks why (and a refusal is counted by its main reason). */
export const outcomesWithReason: readonly VisitOutcome[] = ['03', '04', '05', '06', '07'];

/** Said of the wrong person these do harm: the form names the person once more before it saves. */
export const outcomesToConfirm: readonly VisitOutcome[] = ['04', '06', '11'];
