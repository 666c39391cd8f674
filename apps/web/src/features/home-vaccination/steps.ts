/** Where the home vaccination of a person stands: each step is done, up next, or later; read from what is recorded. */
import { isCertified, type Certificate } from '@qiaomen/domain/care/certificate';
import { inCareOrder, listOfKind, type CareEvent, type CareEventOf } from '@qiaomen/domain/care/event';
import { careRules } from '@qiaomen/domain/care/rules';
import { dayOf, daysBetween } from '@qiaomen/domain/register/day';
import { findRule } from '@qiaomen/domain/rule';

export const stepIds = ['request', 'assess', 'approve', 'screen', 'consent', 'dose', 'watch', 'after'] as const;
export type StepId = (typeof stepIds)[number];

export interface HomeCare {
  request: CareEventOf<'homeVisit.request'> | null;
  assessment: CareEventOf<'assessment.record'> | null;
  approval: CareEventOf<'homeVisit.approve'> | null;
  /** of today: a screening holds for its own day */
  screening: CareEventOf<'screening.record'> | null;
  consent: CareEventOf<'consent.record'> | null;
  dose: CareEventOf<'dose.record'> | null;
  watch: CareEventOf<'observation.end'> | null;
}

/**
 * What belongs to the round under way: from the newest request, or the newest dose where nobody asked again since.
 * An assessment counts as long as the rule says, whenever it was made.
 */
export const homeCareOf = (care: readonly CareEvent[], now: string): HomeCare => {
  const known = care.filter(({ voided }) => !voided).toSorted(inCareOrder);
  const day = dayOf(now);
  const rule = findRule(careRules, day);
  const last = <Kind extends CareEvent['facts']['kind']>(kind: Kind, from: string): CareEventOf<Kind> | null =>
    listOfKind(known, kind).findLast(({ occurredAt }) => Date.parse(occurredAt) >= Date.parse(from)) ?? null;
  const ever = '1900-01-01T00:00:00Z';
  const request = last('homeVisit.request', ever);
  const from = request?.occurredAt ?? last('dose.record', ever)?.occurredAt ?? ever;
  const assessment = last('assessment.record', ever);
  const dose = last('dose.record', from);
  const today = (event: { occurredAt: string } | null): boolean =>
    event !== null && daysBetween(dayOf(event.occurredAt), day) <= (rule?.screeningDays ?? 0);
  const screening = last('screening.record', from);
  return {
    request,
    assessment:
      assessment !== null && daysBetween(dayOf(assessment.occurredAt), day) <= (rule?.assessmentDays ?? 0)
        ? assessment
        : null,
    approval: last('homeVisit.approve', from),
    screening: dose !== null || today(screening) ? screening : null,
    consent: last('consent.record', from),
    dose,
    watch:
      dose === null
        ? null
        : (listOfKind(known, 'observation.end').find(({ facts }) => facts.doseId === dose.id) ?? null),
  };
};

export const isDone = (
  step: StepId,
  { request, assessment, approval, screening, consent, dose, watch }: HomeCare,
): boolean => {
  switch (step) {
    case 'request':
      return request !== null;
    case 'assess':
      return assessment !== null;
    case 'approve':
      return approval !== null;
    case 'screen':
      return screening !== null;
    case 'consent':
      return consent !== null;
    case 'dose':
      return dose !== null;
    case 'watch':
      return watch !== null;
    case 'after':
      return false;
  }
};

/** The step after the last one done: what was passed over stays open, and is warned of before the needle. */
export const nextStep = (found: HomeCare): StepId => {
  const last = stepIds.findLastIndex((step) => isDone(step, found));
  return stepIds[last + 1] ?? 'after';
};

/** Steps of a worker are the request and the assessment; the bedside belongs to vaccinators. */
export const maySay = (
  step: StepId,
  role: string,
  { certificates, userId, day }: { certificates: readonly Certificate[]; userId: string; day: string },
): boolean => {
  if (step === 'request' || step === 'assess' || step === 'after') return true;
  if (role !== 'vaccinator') return false;
  return step === 'approve' ? isCertified(certificates, userId, 'doctor', day) : true;
};

/** @returns whole seconds until the watch is over; negative afterwards */
export const watchLeft = (startedAt: string, now: string): number => {
  const minutes = findRule(careRules, dayOf(startedAt))?.watchMinutes ?? 0;
  return Math.ceil((Date.parse(startedAt) + minutes * 60_000 - Date.parse(now)) / 1000);
};
