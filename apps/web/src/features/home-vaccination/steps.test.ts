/** Where a home vaccination stands, and who may do what. */
import { describe, expect, it } from 'vitest';
import type { CareEvent, CareFacts } from '@qiaomen/domain/care/event';
import { homeCareOf, maySay, nextStep, watchLeft } from './steps.ts';

const requestId = '01930f3e-8a10-7c21-9d3a-5b0c4f6a2001';
let number = 0;
const event = (occurredAt: string, facts: CareFacts, id?: string): CareEvent => ({
  id: id ?? `01930f3e-8a10-7c21-9d3a-${String((number += 1)).padStart(12, '0')}`,
  occurredAt,
  userId: 'u',
  voided: false,
  facts,
});
const asked = event('2026-11-20T01:00:00Z', { kind: 'homeVisit.request', askedBy: 'family' }, requestId);
const assessed = event('2026-11-20T02:00:00Z', {
  kind: 'assessment.record',
  formId: 'barthel',
  formVersion: 1,
  total: 20,
  class: 'severe',
  route: 'home',
  homebound: true,
});
const approved = event('2026-11-20T03:00:00Z', { kind: 'homeVisit.approve', requestId, approved: true });
const screened = (at: string) =>
  event(at, {
    kind: 'screening.record',
    setId: 'SCREEN-1',
    result: 'ELIGIBLE',
    reasons: [],
    isLocal: false,
    deferredUntil: null,
    consult: [],
    ruleIds: [],
  });
const now = '2026-11-22T03:00:00Z';

describe('the steps of a home vaccination', () => {
  it('follow each other, whoever did them', () => {
    expect(nextStep(homeCareOf([], now))).toBe('request');
    expect(nextStep(homeCareOf([asked], now))).toBe('assess');
    expect(nextStep(homeCareOf([asked, assessed], now))).toBe('approve');
    expect(nextStep(homeCareOf([approved, assessed, asked], now))).toBe('screen');
  });

  it('a screening holds for its own day', () => {
    const before = [asked, assessed, approved];
    expect(nextStep(homeCareOf([...before, screened('2026-11-21T03:00:00Z')], now))).toBe('screen');
    expect(nextStep(homeCareOf([...before, screened('2026-11-22T01:00:00Z')], now))).toBe('consent');
  });

  it('an assessment is good for half a year, and what was voided counts for nothing', () => {
    const old = { ...assessed, occurredAt: '2026-05-20T02:00:00Z' };
    expect(nextStep(homeCareOf([old, asked], now))).toBe('assess');
    expect(nextStep(homeCareOf([{ ...asked, voided: true }], now))).toBe('request');
  });

  it('the bedside belongs to vaccinators, the yes to a certified doctor', () => {
    const doctor = { userId: 'u', kind: 'doctor', validFrom: '2020-01-01', validTo: '2030-01-01', trainedUntil: '2026-12-31' } as const; // prettier-ignore
    const known = { certificates: [doctor], userId: 'u', day: '2026-11-22' };
    expect(maySay('request', 'worker', known)).toBe(true);
    expect(maySay('dose', 'worker', known)).toBe(false);
    expect(maySay('dose', 'vaccinator', known)).toBe(true);
    expect(maySay('approve', 'vaccinator', known)).toBe(true);
    expect(maySay('approve', 'vaccinator', { ...known, day: '2027-01-01' })).toBe(false);
  });

  it('the watch counts from the dose, whatever happened to the app in between', () => {
    expect(watchLeft('2026-11-22T03:00:00Z', '2026-11-22T03:00:00Z')).toBe(1800);
    expect(watchLeft('2026-11-22T03:00:00Z', '2026-11-22T03:29:59.500Z')).toBe(1);
    expect(watchLeft('2026-11-22T03:00:00Z', '2026-11-22T03:30:00Z')).toBe(0);
  });
});
