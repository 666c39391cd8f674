import { expect, it } from 'vitest';
import type { FieldEntry } from '../../offline/overlay.ts';
import { emptyVisit, madeAt, ruleStep, toCommand } from './visit-form.ts';

const at = '2026-11-22T02:00:00Z';
const entry = (over: Partial<FieldEntry>): FieldEntry =>
  ({ state: 'to_visit', nextAction: 'visit', nextDate: '2026-11-20', visits: [], ...over }) as FieldEntry;
const told = (outcome: string) => [{ outcome, occurredAt: '2026-11-21T02:00:00Z', voided: false }] as never;

it('proposes what the rule says where nothing stands against it', () => {
  expect(ruleStep(entry({}), '08', at)).toMatchObject({ state: 'to_visit', nextDate: '2026-11-24', needsDate: false });
  expect(ruleStep(entry({}), '09', at)).toMatchObject({ state: 'away', nextDate: null, needsDate: true });
});

it('a knock in vain leaves a refusal and its day', () => {
  const refused = entry({ state: 'refused', nextAction: 'revisit', nextDate: '2026-12-21', visits: told('04') });
  expect(ruleStep(refused, '08', at)).toMatchObject({ state: 'refused', action: 'revisit', nextDate: '2026-12-21' });
});

it('a yes does not lead past a contraindication nobody has checked', () => {
  const claimed = entry({
    state: 'exemption_claimed',
    nextAction: 'verify',
    nextDate: '2026-11-28',
    visits: told('06'),
  });
  expect(ruleStep(claimed, '02', at)).toMatchObject({
    state: 'exemption_claimed',
    action: 'verify',
    nextDate: '2026-11-28',
  });
});

it('a call nobody took moves only the day', () => {
  const undecided = entry({ state: 'undecided', nextAction: 'revisit' });
  expect(ruleStep(undecided, '08', at, true)).toMatchObject({ state: 'undecided', nextDate: '2026-11-23' });
});

it('a visit made days ago is dated then, says so, and is due no earlier than today', () => {
  const form = { ...emptyVisit('王秀英'), madeOn: '2026-11-19', madeIn: 'afternoon' as const };
  const made = madeAt(form, at);
  expect(made).toBe('2026-11-19T07:00:00.000Z');
  const step = ruleStep(entry({}), '08', made ?? '', false, '2026-11-22');
  expect(step).toMatchObject({ nextDate: '2026-11-22' });
  expect(toCommand(form, '08', step, entry({}), 'v', '2026-11-22')).toMatchObject({ writtenAfterDays: 3 });
  expect(toCommand(emptyVisit('王秀英'), '08', step, entry({}), 'v', '2026-11-22')).not.toHaveProperty(
    'writtenAfterDays',
  );
});

it('a day without its part, or too long ago, is no time yet', () => {
  expect(madeAt({ ...emptyVisit('王秀英'), madeOn: '2026-11-19' }, at)).toBeNull();
  expect(madeAt({ ...emptyVisit('王秀英'), madeOn: '2026-11-01', madeIn: 'morning' }, at)).toBeNull();
  expect(madeAt(emptyVisit('王秀英'), at)).toBe(at);
});

it('where somebody was there later, nothing follows from the earlier visit', () => {
  expect(ruleStep(entry({ visits: told('02') }), '04', '2026-11-20T02:00:00Z', false, '2026-11-22')).toBeNull();
});

it('a call nobody took brings no refusal back before its day', () => {
  const refused = entry({ state: 'refused', nextAction: 'revisit', nextDate: '2026-12-21', visits: told('04') });
  expect(ruleStep(refused, '08', at, true)).toMatchObject({ state: 'refused', nextDate: '2026-12-21' });
});
