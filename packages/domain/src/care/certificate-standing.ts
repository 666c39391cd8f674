/** Whether a member of staff may vaccinate today, and for how long still. */
import { addDays } from '../register/day.ts';
import { findRule, type RuleRow } from '../rule.ts';
import type { Certificate } from './certificate.ts';

export interface CertificateRule extends RuleRow {
  /** so many days before its end a certificate is shown as ending soon */
  warnDays: number;
}

export const certificateRules: readonly CertificateRule[] = [
  { id: 'CERT-WARN', warnDays: 60, source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null },
];

export const certificateStates = ['none', 'expired', 'untrained', 'not_yet', 'ending', 'valid'] as const;
export type CertificateState = (typeof certificateStates)[number];

/** The last day on which it allows anything: its own end or that of the training, whichever comes first. */
export const lastDayOf = ({ validTo, trainedUntil }: Pick<Certificate, 'validTo' | 'trainedUntil'>): string =>
  validTo < trainedUntil ? validTo : trainedUntil;

export const certificateState = (one: Omit<Certificate, 'userId'>, day: string): CertificateState => {
  if (one.validTo < day) return 'expired';
  if (one.trainedUntil < day) return 'untrained';
  if (day < one.validFrom) return 'not_yet';
  const rule = findRule(certificateRules, day);
  return lastDayOf(one) <= addDays(day, rule?.warnDays ?? 0) ? 'ending' : 'valid';
};

/** The best of what somebody has; withdrawn ones are not passed in. */
export const staffState = (certificates: readonly Omit<Certificate, 'userId'>[], day: string): CertificateState => {
  const found = certificates.map((one) => certificateStates.indexOf(certificateState(one, day)));
  return certificateStates[Math.max(0, ...found)] ?? 'none';
};
