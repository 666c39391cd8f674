import { describe, expect, test } from 'vitest';
import { closedStates, openStates } from '../register/entry-state.ts';
import { decideClose, isOpenedBy, type CloseSituation } from './decide.ts';
import { closeCodes, closeRules, type CloseCode, type EvidenceKind } from './rules.ts';

const close = (code: CloseCode, evidence: EvidenceKind[], more: Partial<CloseSituation> = {}) =>
  decideClose(
    { code, evidence, askedBy: 'worker' },
    { day: '2022-12-20', isClosed: false, dosesComplete: false, agreedBy: null, accepted: false, ...more },
  );

describe('closing an entry', () => {
  test.each([
    ['C2', ['outside_record'], 'complete_elsewhere'],
    ['C3', ['doctor', 'certificate'], 'contraindicated'],
    ['C4', ['death_source'], 'deceased'],
    ['C6', ['reason_text'], 'not_target'],
    ['C7', ['merged_into'], 'merged'],
  ] as const)('%s needs its evidence and a second person', (code, evidence, state) => {
    expect(close(code, [])).toEqual({ ok: false, error: { code: 'evidence_missing', evidence } });
    expect(close(code, [...evidence])).toEqual({ ok: 'pending', waitsFor: 'second_person', ruleId: code });
    expect(close(code, [...evidence], { agreedBy: 'worker' })).toEqual({
      ok: false,
      error: { code: 'second_person_is_first' },
    });
    expect(close(code, [...evidence], { agreedBy: 'supervisor' })).toEqual({ ok: true, state, ruleId: code });
  });

  test('a contraindication without the certificate is a claim', () => {
    expect(close('C3', ['doctor'], { agreedBy: 'supervisor' })).toMatchObject({
      error: { code: 'evidence_missing', evidence: ['certificate'] },
    });
  });

  test('complete is what the doses say, not what somebody says', () => {
    expect(close('C1', ['doses_complete'])).toMatchObject({ ok: false });
    expect(close('C1', [], { dosesComplete: true })).toEqual({ ok: true, state: 'complete', ruleId: 'C1' });
  });

  test('moved is closed when the receiving area took the person over', () => {
    expect(close('C5', ['receiving_area'])).toEqual({ ok: 'pending', waitsFor: 'acceptance', ruleId: 'C5' });
    expect(close('C5', ['receiving_area'], { accepted: true })).toMatchObject({ ok: true, state: 'moved' });
  });

  test('what is closed is not closed again', () => {
    expect(close('C1', [], { dosesComplete: true, isClosed: true })).toEqual({
      ok: false,
      error: { code: 'already_closed' },
    });
  });

  test('a code without a rule closes nothing', () => {
    const situation = { day: '2022-12-20', isClosed: false, dosesComplete: true, agreedBy: null, accepted: false };
    expect(decideClose({ code: 'C1', evidence: [], askedBy: 'worker' }, situation, [])).toEqual({
      ok: false,
      error: { code: 'no_rule' },
    });
  });

  test('no rule closes an entry that is refused, deferred, away or unreachable; every closed state has one rule', () => {
    const states = closeRules.map(({ state }) => state);
    for (const state of openStates) expect(states).not.toContain(state);
    expect(states.toSorted()).toEqual([...closedStates].toSorted());
    expect(closeRules.map(({ code }) => code)).toEqual([...closeCodes]);
  });
});

test.each([
  ['C1', 'dose_voided', true],
  ['C1', 'met_alive', false],
  ['C2', 'dose_voided', true],
  ['C3', 'certificate_withdrawn', true],
  ['C4', 'met_alive', true],
  ['C4', 'came_back', false],
  ['C5', 'came_back', true],
  ['C5', 'met_alive', true],
  ['C6', 'birth_date_corrected', true],
  ['C7', 'split', true],
  ['C7', 'dose_voided', false],
] as const)('%s is opened again by %s: %s', (code, fact, opened) => {
  expect(isOpenedBy(code, fact)).toBe(opened);
});
