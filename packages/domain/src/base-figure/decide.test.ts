import { describe, expect, test } from 'vitest';
import { decideCancelBase, decideCountBase, decideDiscardBase, decidePublishBase } from './decide.ts';
import { snapshotStates } from './query.ts';

const request = {
  snapshotId: '019ab000-0000-7000-8000-000000000001',
  campaignId: '019ab000-0000-7000-8000-000000000002',
  excludeReportedDeaths: false,
  excludeNoResidence: false,
};
const campaign = { state: 'open', targetRule: { minAge: 60 }, referenceDate: '2022-11-29' } as const;

describe('a base figure', () => {
  test('is counted by the rule of its campaign', () => {
    expect(decideCountBase(request, campaign, [])).toMatchObject({
      ok: true,
      value: { rule: { minAge: 60, referenceDate: '2022-11-29' } },
    });
    expect(decideCountBase(request, { ...campaign, state: 'closed' }, [])).toMatchObject({ ok: false });
    expect(decideCountBase(request, null, [])).toMatchObject({ error: { code: 'not_found' } });
  });

  test.each(['counting', 'publishing'] as const)('is not counted while another one is %s', (state) => {
    const others = [{ state, number: null }];
    expect(decideCountBase(request, campaign, others)).toMatchObject({ error: { code: 'base_count_running' } });
    expect(decidePublishBase({ state: 'draft', number: null }, others)).toMatchObject({ ok: false });
  });

  test('gets the next number when it is published, and keeps it when it comes into force again', () => {
    const others = [
      { state: 'published', number: 2 },
      { state: 'superseded', number: 1 },
      { state: 'draft', number: null },
    ] as const;
    expect(decidePublishBase({ state: 'draft', number: null }, others)).toMatchObject({ value: { number: 3 } });
    expect(decidePublishBase({ state: 'superseded', number: 1 }, others)).toMatchObject({ value: { number: 1 } });
  });

  test('can be stopped only while it is counted and thrown away only before it was published', () => {
    for (const state of snapshotStates) {
      expect(decideCancelBase({ state, number: null }).ok).toBe(state === 'counting');
      expect(decideDiscardBase({ state, number: null }).ok).toBe(state === 'draft');
      expect(decidePublishBase({ state, number: 1 }, []).ok).toBe(state === 'draft' || state === 'superseded');
    }
  });
});
