import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldEntry, type EntryEvents, type FoldedVisit } from '../register/fold-entry.ts';
import type { CareEvent, CareFacts } from './event.ts';
import { followUpsOf } from './follow-ups.ts';
import { careIds } from './testing.ts';

const base: EntryEvents = {
  campaign: { referenceDate: '2026-11-02', opensOn: '2026-11-02', deadline: '2027-01-01', targetRule: { minAge: 60 } },
  person: { state: 'active', birthDate: '1940-05-01', deceased: false },
  visits: [],
  doses: [],
  decisions: [],
};
let made = 0;
const event = (day: string, facts: CareFacts, over: Partial<CareEvent> = {}): CareEvent => {
  made += 1;
  const at = day.length === 10 ? `${day}T02:00:00.000Z` : day;
  return { id: `e${String(made).padStart(3, '0')}`, occurredAt: at, userId: 'u1', voided: false, facts, ...over };
};
const request = { kind: 'homeVisit.request', askedBy: 'family' } as const;
const assessment = { kind: 'assessment.record', formId: 'barthel', formVersion: 1, total: 25, class: 'severe', route: 'home', homebound: true } as const; // prettier-ignore
const approval = { kind: 'homeVisit.approve', requestId: careIds.request, approved: true } as const;
const screening = { kind: 'screening.record', setId: 'SCREEN-1', result: 'ELIGIBLE', reasons: [], isLocal: false, deferredUntil: null, consult: [], ruleIds: [] } as const; // prettier-ignore
const screened = (over: object): CareFacts => ({ ...screening, reasons: [], consult: [], ruleIds: [], ...over });
const consent = { kind: 'consent.record', decision: 'given', by: 'elder', carerRelation: null, readAloud: true, signature: null } as const; // prettier-ignore
const dose: CareFacts = {
  kind: 'dose.record', product: 'INACT', lot: '', expiry: null, traceCode: '', traceScheme: 'unknown', site: 'left_arm',
  route: 'intramuscular', amount: 0.5, place: 'home', team: [], checks: {}, screeningId: null, consentId: null,
}; // prettier-ignore
const close = (code: 'C2' | 'C3' | 'C4' | 'C5' | 'C7', evidence: string): CareFacts =>
  ({ kind: 'close.request', code, evidence: evidence.split(' ') }) as CareFacts;
const visit = (day: string, outcome: FoldedVisit['outcome']): FoldedVisit => {
  made += 1;
  return { id: `v${made}`, occurredAt: `${day}T03:00:00.000Z`, outcome, reasons: [], nextDate: null, voided: false };
};
const fold = (care: CareEvent[], over: Partial<EntryEvents> = {}) => foldEntry({ ...base, ...over, care });

describe('the way to a dose at home', () => {
  test.each<[string, CareFacts[], string, string, string]>([
    ['asked for', [request], 'agreed', 'assess', '2026-11-17'],
    ['asked for and assessed', [request, assessment], 'agreed', 'approve', '2026-11-14'],
    ['assessed before it was asked for', [assessment, request], 'agreed', 'approve', '2026-11-14'],
    ['assessed and not asked for', [assessment], 'to_visit', 'visit', '2026-11-16'],
    ['approved', [request, assessment, approval], 'agreed', 'book_home', '2026-11-19'],
    ['not approved', [request, assessment, { ...approval, approved: false }], 'agreed', 'book', '2026-11-19'],
    ['approved and deferred', [request, approval, screened({ result: 'DEFER', deferredUntil: '2026-12-01' })], 'deferred', 'recheck', '2026-12-01'],
    ['deferred and later eligible', [request, approval, screened({ result: 'DEFER', deferredUntil: '2026-12-01' }), screened({})], 'agreed', 'book_home', '2026-11-20'],
    ['contraindicated', [request, screened({ result: 'CONTRAINDICATED' })], 'exemption_claimed', 'verify', '2026-11-18'],
    ['consent refused', [request, { ...consent, decision: 'refused' }], 'refused', 'revisit', '2026-12-11'],
  ])('%s', (_what, facts, state, nextAction, nextDate) => {
    const care = facts.map((each, at) => event(`2026-11-${String(10 + at)}`, each));
    const first = care[0];
    // the last of two lies on the 11th, of three on the 12th
    expect(first).toBeDefined();
    expect(fold(care)).toMatchObject({ state, nextAction, nextDate });
  }); // prettier-ignore

  test('a visit afterwards stands above a request before it', () => {
    expect(fold([event('2026-11-10', request)], { visits: [visit('2026-11-11', '04')] }).state).toBe('refused');
    expect(fold([event('2026-11-12', request)], { visits: [visit('2026-11-11', '04')] }).state).toBe('agreed');
  });

  test('what was voided counts for nothing', () => {
    expect(fold([event('2026-11-10', request, { voided: true })])).toEqual(foldEntry(base));
  });
});

describe('after a dose', () => {
  const given = event('2026-11-22', dose);
  const doses = [{ id: given.id, product: 'INACT' as const, givenOn: '2026-11-22', voided: false }];
  const watched = event('2026-11-22T02:40:00.000Z', { kind: 'observation.end', doseId: given.id, startedAt: '', endedAt: '', leftEarly: false, reaction: 'none' }); // prettier-ignore
  const call = (day: string, slot: '24h' | '48h' | '7d' | '28d', result: 'well' | 'not_reached', nextTryOn: string | null = null) =>
    event(day, { kind: 'followUp.record', doseId: given.id, slot, result, nextTryOn }); // prettier-ignore

  test.each<[string, CareEvent[], string, string]>([
    ['nobody has watched', [], 'watch', '2026-11-22'],
    ['watched', [watched], 'follow_up', '2026-11-23'],
    ['not reached at 24 hours', [watched, call('2026-11-23', '24h', 'not_reached', '2026-11-25')], 'follow_up', '2026-11-25'],
    ['well at 24 hours', [watched, call('2026-11-23', '24h', 'well')], 'follow_up', '2026-11-24'],
    ['well at 7 days: the next dose comes before the last call', [watched, call('2026-11-29', '7d', 'well')], 'next_dose', '2026-12-13'],
  ])('%s', (_what, more, nextAction, nextDate) => {
    expect(fold([given, ...more], { doses })).toMatchObject({ state: 'agreed', doseStatus: 'partial', nextAction, nextDate });
  }); // prettier-ignore

  const due = (now: string, ...more: CareEvent[]) =>
    followUpsOf([given, ...more], now).map(({ slot, dueOn, overdue }) => [slot, dueOn, overdue]);
  test.each([
    ['2026-11-22T03:00:00Z', [['24h', '2026-11-23', false]]],
    ['2026-11-23T15:59:59Z', [['24h', '2026-11-23', false]]],
    ['2026-11-23T16:00:00Z', [['24h', '2026-11-23', true]]],
    ['2026-11-24T02:00:00Z', [['48h', '2026-11-24', false]]],
    ['2026-11-29T02:00:00Z', [['7d', '2026-11-29', false]]],
    ['2026-12-20T02:00:00Z', [['28d', '2026-12-20', false]]],
    ['2027-01-18T02:00:00Z', []],
  ])('at %s to be called: %j', (now, tasks) => {
    expect(due(now)).toEqual(tasks);
  });

  test('whoever was well at 28 days is called no more; a voided dose asks for no call', () => {
    expect(due('2026-11-23T03:00:00Z', call('2026-11-23', '28d', 'well'))).toEqual([]);
    expect(followUpsOf([{ ...given, voided: true }], '2026-11-23T03:00:00Z')).toEqual([]);
  });
});

describe('closing', () => {
  const asked = (code: Parameters<typeof close>[0], evidence: string, day = '2026-11-10') =>
    event(day, close(code, evidence));
  const yes = (request_: CareEvent, over: Partial<CareEvent> = {}, agreed = true, day = '2026-11-11') =>
    event(day, { kind: 'close.agree', closeId: request_.id, agreed }, { userId: 'u2', ...over });
  const dead = asked('C4', 'death_source');

  test('needs a second person; until then somebody verifies', () => {
    expect(fold([dead])).toMatchObject({ state: 'exemption_claimed', nextAction: 'verify', nextDate: '2026-11-17' });
    expect(fold([dead, yes(dead)])).toMatchObject({ state: 'deceased', nextAction: null, nextDate: null });
    expect(fold([dead, yes(dead, { userId: 'u1' })]).state).toBe('exemption_claimed');
    expect(fold([dead, yes(dead, {}, false)]).state).toBe('to_visit');
  });

  test('whoever was closed as dead and is met alive is open again', () => {
    expect(fold([dead, yes(dead)], { visits: [visit('2026-11-20', '03')] }).state).toBe('undecided');
    expect(fold([dead, yes(dead)], { visits: [visit('2026-11-20', '08')] }).state).toBe('deceased');
    expect(fold([dead, yes(dead)], { visits: [visit('2026-11-09', '03')] }).state).toBe('deceased');
    expect(fold([dead, yes(dead), event('2026-11-21', screened({}))]).state).toBe('agreed');
  });

  test('without its evidence, by a merge, or by a move nobody accepted, nothing closes', () => {
    for (const request_ of [asked('C3', 'doctor'), asked('C7', 'merged_into'), asked('C5', 'receiving_area')])
      expect(fold([request_, yes(request_)]).state).toBe('exemption_claimed');
    const both = asked('C3', 'doctor certificate');
    expect(fold([both, yes(both)]).state).toBe('contraindicated');
  });

  test('who left the prefecture is closed when the prefecture confirms it, and open again when met', () => {
    const moved = asked('C5', 'receiving_area');
    const accepted = (agreed: boolean) =>
      event('2026-11-11', { kind: 'close.agree', closeId: moved.id, agreed, accepts: agreed }, { userId: 'u2' });
    expect(fold([moved, accepted(true)])).toMatchObject({ state: 'moved', nextAction: null });
    expect(fold([moved, accepted(false)]).state).toBe('to_visit');
    expect(fold([moved, accepted(true)], { visits: [visit('2026-11-20', '03')] }).state).toBe('undecided');
    const nothing = asked('C5', '');
    expect(
      fold([
        nothing,
        event(
          '2026-11-11',
          { kind: 'close.agree', closeId: nothing.id, agreed: true, accepts: true },
          { userId: 'u2' },
        ),
      ]).state,
    ).toBe('exemption_claimed');
  });

  test('a closing of an earlier campaign does not close this one, a death does', () => {
    const before = asked('C3', 'doctor certificate', '2026-05-01');
    expect(fold([before, yes(before, {}, true, '2026-05-02')]).state).not.toBe('contraindicated');
    const death = asked('C4', 'death_source', '2026-05-01');
    expect(fold([death, yes(death, {}, true, '2026-05-02')]).state).toBe('deceased');
  });
});

test('facts that arrive in any order make the same entry', () => {
  const given = event('2026-11-22', dose);
  const dead = event('2026-11-24', close('C4', 'death_source'));
  const facts: CareEvent[] = [
    event('2026-11-10', request), event('2026-11-11', assessment), event('2026-11-11', approval), event('2026-11-22', screened({})),
    event('2026-11-22', consent), given, dead, event('2026-11-24', { kind: 'close.agree', closeId: dead.id, agreed: true }, { userId: 'u2' }),
    event('2026-11-23', { kind: 'followUp.record', doseId: given.id, slot: '24h', result: 'not_reached', nextTryOn: null }),
  ]; // prettier-ignore
  const visits = [visit('2026-11-09', '04'), visit('2026-11-26', '03')];
  const doses = [{ id: given.id, product: 'INACT' as const, givenOn: '2026-11-22', voided: false }];
  fc.assert(
    fc.property(fc.subarray(facts), fc.subarray(visits), fc.boolean(), fc.infiniteStream(fc.nat()), (some, seen, has, dice) => {
      const shuffled = <Row>(rows: readonly Row[]): Row[] =>
        rows.map((row) => ({ row, at: dice.next().value ?? 0 })).toSorted((a, b) => a.at - b.at).map(({ row }) => row);
      const own = has ? doses : [];
      expect(fold(shuffled(some), { visits: shuffled(seen), doses: own })).toEqual(fold(some, { visits: seen, doses: own }));
    }),
    { numRuns: 500 },
  );
}); // prettier-ignore
