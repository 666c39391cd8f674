import { describe, expect, test } from 'vitest';
import { barthel } from '../ability/barthel.ts';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { shippedRules } from '../rule-version/clinic-rules.ts';
import { RecordDose, type CareCommand } from './command.ts';
import { decideCare, decideCareVoid, type CareSituation } from './decide.ts';
import type { CareEvent } from './event.ts';
import { careIds, certified, usual } from './testing.ts';

const vaccinator = '0b9f4c1e-7d33-4c41-8f0d-52a1e6c4b7d2';
const certificates = [certified(vaccinator), certified(careIds.doctor, { kind: 'doctor' })];
const nothing: CareSituation = {
  occurredAt: '2026-11-22T01:25:00.000Z',
  userId: vaccinator,
  entryState: 'agreed',
  doseStatus: 'none',
  birthDate: '1940-05-01',
  doses: [],
  care: [],
  certificates,
};
const taken = (command: CareCommand, over: Partial<CareSituation> = {}) => {
  const result = decideCare(command, { ...nothing, ...over });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
/** The events of commands taken one after the other, five minutes apart, up to the act in question. */
const told = (...commands: CareCommand[]): CareEvent[] =>
  commands.map((command, at) => {
    const occurredAt = new Date(Date.parse('2026-11-22T00:30:00.000Z') + at * 300_000).toISOString();
    const { fact } = taken(command, { occurredAt });
    return { id: fact.id, occurredAt, userId: vaccinator, voided: false, facts: fact.facts };
  });
const { request, assessment, approval, screening, consent, dose } = usual;
const ready = told(request, assessment, approval, screening, consent);
const codes = (command: CareCommand, over: Partial<CareSituation> = {}) =>
  taken(command, { care: ready, ...over }).flags.map(({ code }) => code);

describe('a dose given at home', () => {
  test('after request, assessment, yes, screening and consent, by a certified team: nothing is odd', () => {
    expect(codes(dose)).toEqual([]);
  });

  const without = (kind: string): CareEvent[] => ready.filter(({ facts }) => facts.kind !== kind);
  const yesterday = (events: CareEvent[]) =>
    events.map((event) => ({ ...event, occurredAt: '2026-11-21T01:00:00.000Z' }));
  test.each<[string, CareCommand, Partial<CareSituation>, string[]]>([
    ['not screened', dose, { care: without('screening.record') }, ['not_screened']],
    ['screened the day before only', dose, { care: yesterday(ready) }, ['not_screened']],
    ['no consent', dose, { care: without('consent.record') }, ['no_consent']],
    ['no assessment', dose, { care: without('assessment.record') }, ['no_assessment']],
    ['no doctor’s yes', dose, { care: without('homeVisit.approve') }, ['not_approved']],
    ['a doctor’s no', dose, { care: told(request, assessment, { ...approval, approved: false }, screening, consent) }, ['not_approved']],
    ['consent refused', dose, { care: told(request, assessment, approval, screening, { ...consent, decision: 'refused' }) }, ['consent_refused']],
    ['a fever that day', dose, { care: told(request, assessment, approval, { ...screening, answers: { ...screening.answers, fever: 'yes' } }, consent) }, ['deferred']],
    ['an allergy to a component', dose, { care: told(request, assessment, approval, { ...screening, answers: { ...screening.answers, componentAllergy: 'yes' } }, consent) }, ['contraindicated']],
    ['a vaccine of yesterday', { ...dose, expiry: '2026-11-21' }, {}, ['expired_vaccine']],
    ['a vaccine whose last day is today', { ...dose, expiry: '2026-11-22' }, {}, []],
    ['one check left out', { ...dose, checks: { ...dose.checks, site: false } }, {}, ['checks_incomplete']],
    ['nobody with a doctor’s certificate', dose, { certificates: [certified(vaccinator)] }, ['team_incomplete']],
    ['alone', { ...dose, team: [] }, { certificates: [certified(vaccinator), certified(vaccinator, { kind: 'doctor' })] }, ['team_incomplete']],
    ['a certificate that ended yesterday', dose, { certificates: [certified(vaccinator, { validTo: '2026-11-21' }), ...certificates.slice(1)] }, ['certificate_invalid']],
    ['a certificate that ends today', dose, { certificates: [certified(vaccinator, { validTo: '2026-11-22' }), ...certificates.slice(1)] }, []],
    ['training that ran out', dose, { certificates: [certified(vaccinator, { trainedUntil: '2026-11-21' }), ...certificates.slice(1)] }, ['certificate_invalid']],
    ['the second dose after 20 days', dose, { doses: [{ id: 'a', product: 'INACT', givenOn: '2026-11-02' }] }, ['dose_too_early']],
    ['the second dose after 21 days', dose, { doses: [{ id: 'a', product: 'INACT', givenOn: '2026-11-01' }] }, []],
    ['another product in the middle of a course', { ...dose, product: 'SUB_CHO' }, { doses: [{ id: 'a', product: 'INACT', givenOn: '2026-09-01' }] }, ['product_not_allowed']],
    ['a dose told by somebody else the day before', dose, { doses: [{ id: 'a', product: 'INACT', givenOn: '2026-11-21' }] }, ['near_duplicate_dose']],
    ['somebody the register holds for dead', dose, { entryState: 'deceased' }, ['person_closed']],
  ])('%s', (_what, command, over, flags) => {
    expect(codes(command, over)).toEqual(flags);
  }); // prettier-ignore

  test('at a site nobody asks for assessment, doctor’s yes or a team of two', () => {
    expect(codes({ ...dose, place: 'site', team: [] }, { care: told(screening, consent), certificates: [certified(vaccinator)] })).toEqual([]);
  }); // prettier-ignore

  test('with everything wrong it is kept all the same, with every flag', () => {
    const { fact, flags } = taken({ ...dose, expiry: null, team: [], checks: {} }, { certificates: [] });
    expect(fact.facts.kind).toBe('dose.record');
    expect(flags.map(({ code }) => code)).toEqual([
      'not_screened', 'no_consent', 'no_assessment', 'not_approved', 'team_incomplete', 'certificate_invalid', 'checks_incomplete',
    ]); // prettier-ignore
  });

  test('what arrives afterwards but happened before counts; what happened afterwards does not', () => {
    const later = ready.map((event) => ({ ...event, occurredAt: '2026-11-22T05:00:00.000Z' }));
    expect(codes(dose, { care: later })).toContain('not_screened');
  });

  test('the trace code is opaque and at most 64 characters', () => {
    const parse = (traceCode: string) => RecordDose.safeParse({ ...dose, traceCode }).success;
    expect([parse(''), parse('(01)06901234567892(21)A%/7'), parse('x'.repeat(64)), parse('x'.repeat(65)), parse('a\u0000b'), parse('\ud800')]).toEqual([true, true, true, false, false, false]); // prettier-ignore
  });
});

describe('around the dose', () => {
  const given = { doses: [{ id: careIds.dose, product: 'INACT', givenOn: '2026-11-22' } as const] };

  test.each([
    ['2026-11-22T01:59:59.000Z', [{ code: 'watch_too_short', minutes: 29 }]],
    ['2026-11-22T02:00:00.000Z', []],
    ['2026-11-22T01:00:00.000Z', [{ code: 'watch_too_short', minutes: 0 }]],
  ])('watched until %s', (endedAt, flags) => {
    expect(taken({ ...usual.observation, endedAt }, given).flags).toEqual(flags);
  });

  test('a watch, a call or a card about a dose nobody knows is kept and flagged', () => {
    expect(taken(usual.observation).flags).toEqual([{ code: 'dose_unknown' }]);
    expect(taken(usual.followUp).flags).toEqual([{ code: 'dose_unknown' }]);
  });

  test('nobody reached, and no day for the next try', () => {
    expect(taken({ ...usual.followUp, result: 'not_reached' }, given).flags).toEqual([{ code: 'next_date_missing' }]);
  });

  test('words and answers are apart from what the fold reads', () => {
    const { fact } = taken({ ...usual.followUp, note: '说胳膊有点酸' }, given);
    expect(JSON.stringify(fact.facts)).not.toContain('胳膊');
    expect(fact.words).toEqual({ note: '说胳膊有点酸' });
    expect(taken(screening).fact.words).toMatchObject({ answers: { fever: 'no' } });
  });

  test('a form or a question set nobody knows makes nobody eligible', () => {
    expect(taken({ ...assessment, formId: 'gbt42195' })).toMatchObject({ fact: { facts: { class: null, route: null } }, flags: [{ code: 'form_unknown' }] }); // prettier-ignore
    expect(taken({ ...screening, setId: 'SCREEN-9' })).toMatchObject({ fact: { facts: { result: 'DEFER' } }, flags: [{ code: 'form_unknown' }] }); // prettier-ignore
  });

  test('an assessment leads to a class and a route by its items alone', () => {
    expect(taken(assessment).fact.facts).toMatchObject({ total: 25, class: 'severe', route: 'home' });
    expect(taken({ ...assessment, items: { feeding: 7 } }).flags).toEqual([{ code: 'answers_incomplete' }]);
  });

  test('a yes without a doctor’s certificate is kept and flagged', () => {
    expect(codes(approval)).toEqual(['certificate_invalid']);
    expect(codes(approval, { userId: careIds.doctor })).toEqual([]);
  });
});

describe('the second word of a closing', () => {
  const asked = told(usual.close);
  const agree = (over: Partial<CareSituation>) => decideCare(usual.agreement, { ...nothing, care: asked, ...over });

  test('is somebody else’s, given once, about a request there is', () => {
    expect(agree({ userId: careIds.doctor })).toMatchObject({ ok: true });
    expect(agree({})).toMatchObject({ ok: false, error: { code: 'second_word_own' } });
    expect(agree({ care: [] })).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const given = { id: careIds.agreement, occurredAt: nothing.occurredAt, userId: careIds.doctor, voided: false };
    const decided = { ...given, facts: { kind: 'close.agree', closeId: careIds.close, agreed: false } } as const;
    expect(agree({ userId: careIds.doctor, care: [...asked, decided] })).toMatchObject({
      ok: false,
      error: { code: 'already_decided' },
    });
  });

  test('a closing without its evidence is kept and flagged', () => {
    expect(taken({ ...usual.close, evidence: [] }).flags).toEqual([{ code: 'evidence_missing' }]);
  });
});

describe('taking back', () => {
  const command = { type: 'care.void', eventId: careIds.screening, personId: careIds.person, why: '' } as const;

  test('what was recorded by mistake stays readable; a dose has a command of its own', () => {
    expect(decideCareVoid(command, ready)).toMatchObject({ ok: true, value: { fact: { alreadyVoided: false } } });
    expect(decideCareVoid({ ...command, eventId: careIds.close }, ready)).toMatchObject({ ok: false });
    expect(decideCareVoid({ ...command, eventId: careIds.dose }, told(dose))).toMatchObject({ ok: false });
  });
});

describe('rules that were published for a place', () => {
  test('a limit of the county defers, and a form that was loaded is read', () => {
    const rows = shippedRules.thresholds.map((row) => ({ ...row, above: 30 }));
    const form = { ...barthel, id: 'loaded', version: 1 };
    const rules = { ...shippedRules, thresholds: rows, forms: [form] };
    const warm = { ...screening, measures: { temperature: 36.5 } };
    expect(taken(warm)).toMatchObject({ fact: { facts: { result: 'ELIGIBLE' } } });
    expect(taken(warm, { rules })).toMatchObject({ fact: { facts: { result: 'DEFER', isLocal: true, reasons: ['LOCAL-T'] } } });
    const told = { ...assessment, formId: 'loaded', formVersion: 1 };
    expect(taken(told)).toMatchObject({ flags: [{ code: 'form_unknown' }] });
    expect(taken(told, { rules })).toMatchObject({ flags: [] });
  });

  test('a dose is held against the published table', () => {
    const shut = { ...cnCovid19, series: cnCovid19.series.map((row) => ({ ...row, fromAge: 120 })) };
    expect(codes(dose, { care: ready, rules: { ...shippedRules, table: shut } })).toEqual(['dose_extra']);
  });
}); // prettier-ignore

describe('a doubt goes to the expert panel', () => {
  const doubtful = { ...screening, answers: { ...screening.answers, componentAllergy: 'unsure' } } as const;
  const asked = told(doubtful);
  const answer = { type: 'consult.answer', answerId: careIds.agreement, screeningId: careIds.screening, personId: careIds.person, result: 'ELIGIBLE', until: null, why: '' } as const;
  const expert = { userId: careIds.doctor, care: asked };

  test('its word stands in the place of the doubt', () => {
    const { fact } = taken(answer, expert);
    expect(fact.facts).toEqual({ kind: 'consult.answer', screeningId: careIds.screening, result: 'ELIGIBLE', until: null });
    const event = { id: fact.id, occurredAt: nothing.occurredAt, userId: careIds.doctor, voided: false, facts: fact.facts };
    const before = told(request, assessment, approval, doubtful, consent);
    expect(codes(dose, { care: before })).toEqual(['deferred']);
    expect(codes(dose, { care: [...before, event] })).toEqual([]);
    const waits = taken({ ...answer, result: 'DEFER', until: '2026-12-01' }, expert).fact.facts;
    expect(codes(dose, { care: [...before, { ...event, facts: waits }] })).toEqual(['deferred']);
    expect(decideCare(answer, { ...nothing, ...expert, care: [...asked, event] })).toEqual({ ok: false, error: { code: 'already_decided' } });
  });

  test('is given once, by somebody else, about a doubt there was', () => {
    expect(decideCare(answer, { ...nothing, care: asked })).toMatchObject({ error: { code: 'second_word_own' } });
    expect(decideCare(answer, { ...nothing, ...expert, care: told(screening) })).toMatchObject({ error: { code: 'not_found' } });
    expect(decideCare({ ...answer, result: 'DEFER' }, { ...nothing, ...expert })).toMatchObject({ error: { code: 'bad_input', fields: ['until'] } });
  });
}); // prettier-ignore
