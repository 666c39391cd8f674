import { describe, expect, test } from 'vitest';
import { events, person } from './entry-events.ts';
import { foldEntry, type FoldedDose, type FoldedVisit } from './fold-entry.ts';

let made = 0;
const visit = (occurredAt: string, outcome: FoldedVisit['outcome'], over: Partial<FoldedVisit> = {}): FoldedVisit => ({
  id: `v${String((made += 1)).padStart(4, '0')}`,
  occurredAt,
  outcome,
  reasons: [],
  nextDate: null,
  voided: false,
  ...over,
});
const dose = (product: FoldedDose['product'], givenOn: string, voided = false): FoldedDose => ({
  id: `d${String((made += 1))}`,
  product,
  givenOn,
  voided,
});

describe('before anybody knocked', () => {
  test.each([
    ['1942-03-05', '2026-11-16'],
    ['1960-03-05', '2026-12-02'],
    [null, '2026-12-02'],
    ['1966-11-20', '2026-12-20'],
  ])('who was born %s is to be visited by %s', (birthDate, nextDate) => {
    const fold = foldEntry(events({ person: { ...person, birthDate } }));
    expect(fold).toEqual({
      state: 'to_visit',
      doseStatus: 'none',
      doseCount: 0,
      nextAction: 'visit',
      nextDate,
      visitCount: 0,
      lastVisitAt: null,
      refusalReason: null,
    });
  });

  test('a course begun elsewhere is to be finished', () => {
    const fold = foldEntry(events({ doses: [dose('INACT', '2026-11-10')] }));
    expect(fold).toMatchObject({
      state: 'to_visit',
      nextAction: 'next_dose',
      nextDate: '2026-12-01',
      doseStatus: 'partial',
    });
  });

  test('a complete course closes the entry', () => {
    const fold = foldEntry(events({ doses: [dose('INACT', '2022-01-01'), dose('INACT', '2022-02-01')] }));
    expect(fold).toMatchObject({
      state: 'complete',
      nextAction: null,
      nextDate: null,
      doseStatus: 'complete',
      doseCount: 2,
    });
  });

  test('who is dead by a file is verified, not closed', () => {
    const fold = foldEntry(events({ person: { ...person, deceased: true } }));
    expect(fold).toMatchObject({ state: 'exemption_claimed', nextAction: 'verify', nextDate: '2026-11-16' });
  });

  test('who moved away by a list is verified, unless somebody was met here since', () => {
    const moved = { ...person, movedOn: '2026-11-10' };
    expect(foldEntry(events({ person: moved }))).toMatchObject({ state: 'exemption_claimed', nextAction: 'verify' });
    const met = (day: string) => foldEntry(events({ person: moved, visits: [visit(`${day}T02:00:00Z`, '03')] })).state;
    expect(met('2026-11-09')).toBe('exemption_claimed');
    expect(met('2026-11-10')).toBe('undecided');
  });

  test('who is no longer in the household register is looked for, not dropped', () => {
    const gone = { ...person, goneFromRegister: true };
    expect(foldEntry(events({ person: gone }))).toMatchObject({ state: 'to_visit', nextAction: 'verify' });
    const visits = [visit('2026-11-20T02:00:00Z', '03')];
    expect(foldEntry(events({ person: gone, visits }))).toMatchObject({ state: 'undecided', nextAction: 'revisit' });
  });

  test('whom only an import that was undone knew stands for nobody', () => {
    expect(foldEntry(events({ person: { ...person, state: 'withdrawn' } })).state).toBe('not_target');
  });
});

describe('after visits', () => {
  test('the last one decides, whatever order they arrive in', () => {
    const first = visit('2026-11-20T02:00:00Z', '04', { reasons: ['T1', 'P1'] });
    const second = visit('2026-11-21T02:00:00Z', '02');
    const fold = foldEntry(events({ visits: [second, first] }));
    expect(fold).toMatchObject({
      state: 'agreed',
      nextAction: 'book',
      visitCount: 2,
      lastVisitAt: '2026-11-21T02:00:00Z',
    });
    expect(fold.refusalReason).toBeNull();
  });

  test('a refusal is counted by its main reason', () => {
    const visits = [visit('2026-11-20T02:00:00Z', '04', { reasons: ['S1', 'T1'] })];
    expect(foldEntry(events({ visits }))).toMatchObject({
      state: 'refused',
      refusalReason: 'S1',
      nextDate: '2026-12-20',
    });
  });

  test('the day agreed at the door goes before the rule’s', () => {
    const visits = [visit('2026-11-20T02:00:00Z', '03', { nextDate: '2026-11-23' })];
    expect(foldEntry(events({ visits })).nextDate).toBe('2026-11-23');
  });

  test('a date that should have been named is filled, so that nobody is forgotten', () => {
    expect(foldEntry(events({ visits: [visit('2026-11-20T02:00:00Z', '09')] }))).toMatchObject({
      state: 'away',
      nextDate: '2026-12-20',
    });
  });

  test('a voided visit leaves no trace', () => {
    const visits = [visit('2026-11-20T02:00:00Z', '04', { voided: true, reasons: ['T1'] })];
    expect(foldEntry(events({ visits }))).toEqual(foldEntry(events()));
  });

  test('three knocks in vain make an entry unreachable', () => {
    const at = ['2026-11-18T02:00:00Z', '2026-11-19T11:00:00Z', '2026-11-21T02:00:00Z'];
    const fold = foldEntry(events({ visits: at.map((instant) => visit(instant, '08')) }));
    expect(fold).toMatchObject({ state: 'unreachable', nextDate: '2026-12-05', visitCount: 3 });
  });

  test('who was seen alive is not dead because a file says so', () => {
    const visits = [visit('2026-11-20T02:00:00Z', '03')];
    expect(foldEntry(events({ visits, person: { ...person, deceased: true } })).state).toBe('undecided');
  });

  test('a first dose after a no means that the person has agreed', () => {
    const visits = [visit('2026-11-10T02:00:00Z', '04', { reasons: ['T1'] })];
    const fold = foldEntry(events({ visits, doses: [dose('INACT', '2026-11-12')] }));
    expect(fold).toMatchObject({
      state: 'agreed',
      nextAction: 'next_dose',
      nextDate: '2026-12-03',
      refusalReason: null,
    });
  });

  test('a no after a first dose is a no', () => {
    const visits = [visit('2026-11-20T02:00:00Z', '04', { reasons: ['T6'] })];
    const fold = foldEntry(events({ visits, doses: [dose('INACT', '2026-11-12')] }));
    expect(fold).toMatchObject({ state: 'refused', doseStatus: 'partial', refusalReason: 'T6' });
  });
});

describe('closing', () => {
  test('whose corrected birth date shows that the campaign never meant them is no target; who comes of age in it stays', () => {
    expect(foldEntry(events({ person: { ...person, birthDate: '1971-03-05' } })).state).toBe('not_target');
    expect(foldEntry(events({ person: { ...person, birthDate: '1967-01-01' } })).state).toBe('to_visit');
  });

  const complete = [dose('AD5_IM', '2022-01-01')];

  test.each([
    ['merged', 'merged'],
    ['declined', 'not_target'],
    ['gone', 'not_target'],
  ] as const)('a person who is %s has an entry that is %s, even with all doses', (state, closed) => {
    expect(foldEntry(events({ person: { ...person, state }, doses: complete })).state).toBe(closed);
  });

  test('the latest decision holds, and one may be taken back', () => {
    const close = { id: 'a', decidedAt: '2026-11-20T02:00:00Z', state: 'deceased' as const };
    const reopen = { id: 'b', decidedAt: '2026-11-21T02:00:00Z', state: null };
    expect(foldEntry(events({ decisions: [close] })).state).toBe('deceased');
    expect(foldEntry(events({ decisions: [reopen, close] })).state).toBe('to_visit');
  });

  test('a voided dose opens the entry again', () => {
    expect(foldEntry(events({ doses: [dose('AD5_IM', '2022-01-01', true)] }))).toMatchObject({
      state: 'to_visit',
      doseStatus: 'none',
    });
  });
});
