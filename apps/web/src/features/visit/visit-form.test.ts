import { expect, it } from 'vitest';
import type { FieldEntry } from '../../offline/overlay.ts';
import { ruleStep } from './visit-form.ts';

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
