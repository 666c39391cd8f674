/** A person who is vaccinated at home as it should be, for tests: every command with its usual content. */
import type { CareCommand, CareType } from './command.ts';
import type { Certificate } from './certificate.ts';
import { checkSteps } from './rules.ts';
import { questionSets } from '../screening/questions.ts';

export const careIds = {
  person: '3c0a2f7b-61c5-4f0e-9a52-0f8b6e1d4c33',
  campaign: '5d7a1c90-3e2b-4b8f-8c11-9e0f7a6b5c44',
  doctor: '7c1e5a90-2b3d-4e6f-9a81-c0d2e4f6a8b1',
  request: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2001',
  assessment: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2002',
  screening: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2003',
  approval: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2004',
  consent: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2005',
  dose: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2007',
  observation: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2008',
  followUp: '01930f3e-8a10-7c21-9d3a-5b0c4f6a2009',
  close: '01930f3e-8a10-7c21-9d3a-5b0c4f6a200b',
  agreement: '01930f3e-8a10-7c21-9d3a-5b0c4f6a200c',
} as const;

type Of<Type extends CareType> = Extract<CareCommand, { type: Type }>;
const personId = careIds.person;
const allNo = Object.fromEntries((questionSets[0]?.questions ?? []).map(({ id }) => [id, 'no' as const]));
const barthelItems = {
  feeding: 5, bathing: 0, grooming: 0, dressing: 5, bowel: 5, bladder: 5, toilet: 0, transfer: 5, walking: 0, stairs: 0,
}; // prettier-ignore

export const usual = {
  request: { type: 'homeVisit.request', requestId: careIds.request, personId, campaignId: careIds.campaign, askedBy: 'family', why: '' },
  assessment: { type: 'assessment.record', assessmentId: careIds.assessment, personId, formId: 'barthel', formVersion: 1, items: barthelItems, findings: [], homebound: true },
  approval: { type: 'homeVisit.approve', approvalId: careIds.approval, requestId: careIds.request, personId, approved: true, why: '' },
  screening: { type: 'screening.record', screeningId: careIds.screening, personId, setId: 'SCREEN-1', answers: allNo, measures: {}, recheckOn: null },
  consent: { type: 'consent.record', consentId: careIds.consent, personId, decision: 'given', by: 'elder', carerRelation: null, readAloud: true, signature: 'ab'.repeat(32) },
  dose: {
    type: 'dose.record', doseId: careIds.dose, personId, product: 'INACT', lot: '202611A07', expiry: '2027-05-31', traceCode: '81234567890123456789',
    traceScheme: 'cn_20', site: 'left_arm', route: 'intramuscular', amount: 0.5, place: 'home', team: [careIds.doctor],
    checks: Object.fromEntries(checkSteps.map(({ id }) => [id, true])), screeningId: careIds.screening, consentId: careIds.consent,
  },
  observation: { type: 'observation.end', observationId: careIds.observation, doseId: careIds.dose, personId, startedAt: '2026-11-22T01:30:00.000Z', endedAt: '2026-11-22T02:00:00.000Z', leftEarlyWhy: null, reaction: 'none' },
  followUp: { type: 'followUp.record', followUpId: careIds.followUp, doseId: careIds.dose, personId, slot: '24h', result: 'well', nextTryOn: null, note: '' },
  close: { type: 'close.request', closeId: careIds.close, personId, campaignId: careIds.campaign, code: 'C4', evidence: ['death_source'], text: '' },
  agreement: { type: 'close.agree', agreementId: careIds.agreement, closeId: careIds.close, personId, agreed: true, why: '' },
} as const satisfies {
  request: Of<'homeVisit.request'>; assessment: Of<'assessment.record'>; approval: Of<'homeVisit.approve'>;
  screening: Of<'screening.record'>; consent: Of<'consent.record'>; dose: Of<'dose.record'>; observation: Of<'observation.end'>;
  followUp: Of<'followUp.record'>; close: Of<'close.request'>; agreement: Of<'close.agree'>;
}; // prettier-ignore

export const certified = (userId: string, over: Partial<Certificate> = {}): Certificate => ({
  userId,
  kind: 'vaccinator',
  validFrom: '2024-01-01',
  validTo: '2028-12-31',
  trainedUntil: '2027-06-30',
  ...over,
});
