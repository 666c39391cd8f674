import { expect, test } from 'vitest';
import { certificateState, lastDayOf, staffState } from './certificate-standing.ts';

const one = { kind: 'vaccinator', validFrom: '2025-01-01', validTo: '2027-12-31', trainedUntil: '2027-06-30' } as const;

test.each([
  ['2024-12-31', 'not_yet'],
  ['2025-01-01', 'valid'],
  ['2027-04-30', 'valid'],
  ['2027-05-01', 'ending'],
  ['2027-06-30', 'ending'],
  ['2027-07-01', 'untrained'],
  ['2027-12-31', 'untrained'],
  ['2028-01-01', 'expired'],
] as const)('on %s it is %s', (day, state) => {
  expect(certificateState(one, day)).toBe(state);
});

test('a certificate allows nothing after its own end or that of the training, whichever comes first', () => {
  expect(lastDayOf(one)).toBe('2027-06-30');
  expect(lastDayOf({ ...one, trainedUntil: '2028-06-30' })).toBe('2027-12-31');
});

test('somebody stands as the best of their certificates says, and as none without any', () => {
  const old = { ...one, validTo: '2026-01-01' };
  expect(staffState([], '2026-11-22')).toBe('none');
  expect(staffState([old], '2026-11-22')).toBe('expired');
  expect(staffState([old, one], '2026-11-22')).toBe('valid');
  expect(staffState([one, { ...one, trainedUntil: '2026-12-01' }], '2026-11-22')).toBe('valid');
});
