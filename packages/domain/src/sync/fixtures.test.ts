import { describe, expect, test } from 'vitest';
import type { CommandType } from '../command.ts';
import homeVisitRequest1 from '../care/fixtures/homeVisit.request.v1.json' with { type: 'json' };
import assessmentRecord1 from '../care/fixtures/assessment.record.v1.json' with { type: 'json' };
import screeningRecord1 from '../care/fixtures/screening.record.v1.json' with { type: 'json' };
import homeVisitApprove1 from '../care/fixtures/homeVisit.approve.v1.json' with { type: 'json' };
import consentRecord1 from '../care/fixtures/consent.record.v1.json' with { type: 'json' };
import doseRecord1 from '../care/fixtures/dose.record.v1.json' with { type: 'json' };
import observationEnd1 from '../care/fixtures/observation.end.v1.json' with { type: 'json' };
import followUpRecord1 from '../care/fixtures/followUp.record.v1.json' with { type: 'json' };
import aefiReport1 from '../care/fixtures/aefi.report.v1.json' with { type: 'json' };
import closeRequest1 from '../care/fixtures/close.request.v1.json' with { type: 'json' };
import closeAgree1 from '../care/fixtures/close.agree.v1.json' with { type: 'json' };
import consultAnswer1 from '../care/fixtures/consult.answer.v1.json' with { type: 'json' };
import careVoid1 from '../care/fixtures/care.void.v1.json' with { type: 'json' };
import doseCorrect1 from '../dose/fixtures/dose.correct.v1.json' with { type: 'json' };
import personPropose1 from '../person/fixtures/person.propose.v1.json' with { type: 'json' };
import phoneReveal1 from '../person/fixtures/phone.reveal.v1.json' with { type: 'json' };
import visitRecord1 from '../visit/fixtures/visit.record.v1.json' with { type: 'json' };
import contactCorrect1 from '../person/fixtures/contact.correct.v1.json' with { type: 'json' };
import landmarkNote1 from '../person/fixtures/landmark.note.v1.json' with { type: 'json' };
import visitReschedule1 from '../visit/fixtures/visit.reschedule.v1.json' with { type: 'json' };
import visitVoid1 from '../visit/fixtures/visit.void.v1.json' with { type: 'json' };
import { readItem } from './read-item.ts';
import { commandShapes, upcast, type CommandShape } from './upcast.ts';

/** Every shape a tablet ever sent, by version from 1. Shapes are only ever added. */
const recorded: Record<CommandType, unknown[]> = {
  'visit.record': [visitRecord1],
  'visit.void': [visitVoid1],
  'visit.reschedule': [visitReschedule1],
  'landmark.note': [landmarkNote1],
  'contact.correct': [contactCorrect1],
  'person.propose': [personPropose1],
  'phone.reveal': [phoneReveal1],
  'dose.correct': [doseCorrect1],
  'homeVisit.request': [homeVisitRequest1],
  'assessment.record': [assessmentRecord1],
  'screening.record': [screeningRecord1],
  'homeVisit.approve': [homeVisitApprove1],
  'consent.record': [consentRecord1],
  'dose.record': [doseRecord1],
  'observation.end': [observationEnd1],
  'followUp.record': [followUpRecord1],
  'aefi.report': [aefiReport1],
  'close.request': [closeRequest1],
  'close.agree': [closeAgree1],
  'consult.answer': [consultAnswer1],
  'care.void': [careVoid1],
};

describe('every command shape ever shipped is still read', () => {
  test.each(Object.entries(recorded))('%s', (type, versions) => {
    for (const [at, fixture] of versions.entries()) {
      expect(readItem(fixture)).toMatchObject({ kind: 'command', command: { type }, envelope: { type, v: at + 1 } });
    }
  });

  test.each(Object.entries(commandShapes))(
    '%s has a recorded fixture of each version up to the present',
    (type, shape) => {
      expect(Object.entries(recorded).find(([key]) => key === type)?.[1]).toHaveLength(shape.current);
    },
  );

  test('a visit may carry answers to questions of the register', () => {
    const { payload } = visitRecord1;
    const answers = [{ questionId: '3c0a2f7b-61c5-4f0e-9a52-0f8b6e1d4c33', answer: 'same' }];
    expect(readItem({ ...visitRecord1, payload: { ...payload, answers } })).toMatchObject({ command: { answers } });
    const unknown = [{ ...answers[0], answer: 'perhaps' }];
    expect(readItem({ ...visitRecord1, payload: { ...payload, answers: unknown } }).kind).toBe('unreadable');
  });

  test('a payload may repeat its type, not contradict it', () => {
    const { payload } = visitRecord1;
    expect(readItem({ ...visitRecord1, payload: { ...payload, type: 'visit.record' } }).kind).toBe('command');
    expect(readItem({ ...visitRecord1, payload: { ...payload, type: 'visit.void' } }).kind).toBe('unreadable');
  });

  test.each([
    ['a field too many', { ...visitRecord1, payload: { ...visitRecord1.payload, extra: 1 } }, 'unreadable'],
    ['an unknown type', { ...visitRecord1, type: 'visit.paint' }, 'unreadable'],
    ['a version of the future', { ...visitRecord1, v: 2 }, 'unreadable'],
    ['no county', { ...visitRecord1, county: '2224' }, 'no_envelope'],
    ['nothing at all', undefined, 'no_envelope'],
    ['a list', [1, 2], 'no_envelope'],
  ])('%s is kept as it came', (_what, item, kind) => {
    expect(readItem(item)).toMatchObject({ kind, body: JSON.stringify(item ?? null) });
  });

  test('of an unreadable command the id is still found, so that it can be answered', () => {
    expect(readItem({ id: visitRecord1.id, county: '222401' })).toMatchObject({
      id: visitRecord1.id,
      county: '222401',
    });
    expect(readItem({ id: 'x', county: 7 })).toMatchObject({ id: null, county: null });
  });
});

describe('an old shape is brought to the present one', () => {
  const shape: CommandShape = {
    current: 3,
    upcasters: {
      1: ({ reason, ...rest }) => ({ ...rest, reasons: [reason] }),
      2: (payload) => ({ ...payload, note: '' }),
    },
  };
  const shapes = { 'visit.record': shape };

  test('step by step, from wherever it stands', () => {
    expect(upcast('visit.record', 1, { reason: 'T1' }, shapes)).toEqual({
      ok: true,
      payload: { reasons: ['T1'], note: '' },
    });
    expect(upcast('visit.record', 2, { reasons: [] }, shapes)).toEqual({
      ok: true,
      payload: { reasons: [], note: '' },
    });
    expect(upcast('visit.record', 3, { note: 'x' }, shapes)).toEqual({ ok: true, payload: { note: 'x' } });
  });

  test('and is never guessed at', () => {
    expect(upcast('visit.record', 4, {}, shapes)).toEqual({ ok: false, fault: 'version_unknown' });
    expect(upcast('visit.record', 0, {}, shapes)).toEqual({ ok: false, fault: 'version_unknown' });
    expect(upcast('toString', 1, {}, shapes)).toEqual({ ok: false, fault: 'type_unknown' });
    expect(upcast('visit.record', 1, [], shapes)).toEqual({ ok: false, fault: 'not_an_object' });
  });
});
