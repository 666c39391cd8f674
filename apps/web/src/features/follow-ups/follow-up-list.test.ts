import { describe, expect, it } from 'vitest';
import type { FieldEntry } from '../../offline/overlay.ts';
import type { OutboxItem } from '../../offline/outbox-item.ts';
import { daysOffered, followUpItems, rowsByDay } from './follow-up-list.ts';

const now = '2026-11-22T04:00:00Z';
const today = '2026-11-22';
const entry = (over: Partial<FieldEntry>): FieldEntry =>
  ({
    entryId: 'e1',
    personId: 'p1',
    areaCode: '222401001001',
    serial: 1,
    state: 'undecided',
    nextAction: 'revisit',
    nextDate: '2026-11-25',
    left: false,
    visits: [
      { id: 'v1', occurredAt: '2026-11-20T02:00:00Z', outcome: '03', reasons: ['T1'], nextDate: null, voided: false },
    ],
    ...over,
  }) as unknown as FieldEntry;
const dose = (occurredAt: string) => ({
  id: 'd1',
  occurredAt,
  userId: 'u',
  voided: false,
  facts: { kind: 'dose.record' },
});
const cared = (over: Partial<FieldEntry> = {}) =>
  entry({
    entryId: 'e2',
    personId: 'p2',
    nextAction: 'follow_up',
    care: [dose('2026-11-20T03:00:00Z')] as unknown as NonNullable<FieldEntry['care']>,
    ...over,
  });

describe('the list of follow-ups', () => {
  it('holds calls after a dose and re-contact dates, overdue first, then day by day', () => {
    const late = entry({ entryId: 'e3', nextDate: '2026-11-10' });
    const items = followUpItems([entry({}), cared(), late], [], now);
    expect(items.map(({ id, dueOn }) => `${id} ${dueOn}`)).toEqual([
      'e3 2026-11-10',
      'e2/d1 2026-11-22',
      'e1 2026-11-25',
    ]);
    expect(rowsByDay(items, today).map((row) => (row.kind === 'day' ? row.day : row.item.id))).toEqual([
      '',
      'e3',
      '2026-11-22',
      'e2/d1',
      '2026-11-25',
      'e1',
    ]);
  });

  it('leaves out who was never visited, is closed or went to another worker', () => {
    const none = [entry({ visits: [] }), entry({ state: 'complete' }), entry({ left: true })];
    expect(followUpItems(none, [], now)).toEqual([]);
  });

  it('counts a call made on this tablet at once, and again when it was taken back', () => {
    const call = { type: 'followUp.record', followUpId: 'f1', personId: 'p2', doseId: 'd1', slot: '48h' } as const;
    const item = (command: object) =>
      ({
        command,
        envelope: { occurredAt: '2026-11-22T03:30:00Z', userId: 'u' },
        row: { state: 'queued' },
      }) as unknown as OutboxItem;
    const reached = item({ ...call, result: 'well', nextTryOn: null });
    expect(followUpItems([cared()], [reached], now)[0]?.dueOn).toBe('2026-11-27');
    const again = item({ ...call, result: 'not_reached', nextTryOn: '2026-11-24' });
    expect(followUpItems([cared()], [again], now)[0]?.dueOn).toBe('2026-11-24');
    const taken = item({ type: 'care.void', eventId: 'f1', personId: 'p2', why: '' });
    expect(followUpItems([cared()], [again, taken], now)[0]?.dueOn).toBe('2026-11-22');
  });
});

describe('days a step may move to', () => {
  const [visit] = followUpItems([entry({})], [], now);
  const [call] = followUpItems([cared()], [], now);

  it('lie within the rule, and the day that holds already is not offered', () => {
    if (visit === undefined) throw new Error('no item');
    expect(daysOffered(visit, today)).toEqual(['2026-11-23', '2026-11-24', '2026-11-26', '2026-11-29']);
  });

  it('of a call end before the next call asks the same', () => {
    if (call === undefined) throw new Error('no item');
    expect(call.task?.slot).toBe('48h');
    expect(daysOffered(call, today)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  });

  it('of a refusal start when the person may be asked again', () => {
    const visits = entry({}).visits.map((one) => ({ ...one, outcome: '04' as const }));
    const [refused] = followUpItems([entry({ visits, nextDate: '2026-12-20' })], [], now);
    if (refused === undefined) throw new Error('no item');
    expect(daysOffered(refused, today).every((day) => day > '2026-12-20')).toBe(true);
  });
});
