import { describe, expect, test } from 'vitest';
import { decideOnPlan, decideSavePlan, decideSubmitPlan } from './decide.ts';
import type { PlanBody, PlanState } from './query.ts';

const version = (state: PlanState) => ({ id: 'p', version: 3, rev: 2, state, authorId: 'author' });
const base = { planId: 'p', rev: 2 };
const filled = { amount: 1, text: '两支队伍' };
const body: PlanBody = {
  targets: filled,
  teams: filled,
  sites: filled,
  vehicles: filled,
  stock: filled,
  publicity: { amount: null, text: '朝鲜语广播' },
};

describe('the work plan of a county', () => {
  test('goes on as a draft, waits unchanged, and begins anew after a decision', () => {
    expect(decideSavePlan(null, null)).toMatchObject({ value: { act: 'create', version: 1 } });
    expect(decideSavePlan(version('draft'), base)).toMatchObject({ value: { act: 'update' } });
    expect(decideSavePlan(version('submitted'), base)).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(decideSavePlan(version('approved'), base)).toMatchObject({ value: { act: 'create', version: 4 } });
    expect(decideSavePlan(version('returned'), base)).toMatchObject({ value: { act: 'create', version: 4 } });
  });

  test('is not overwritten by somebody who read an earlier state of it, or none', () => {
    for (const stale of [null, { planId: 'p', rev: 1 }, { planId: 'other', rev: 2 }])
      expect(decideSavePlan(version('draft'), stale)).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(decideSavePlan(null, base)).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(decideSubmitPlan(version('draft'), body, 1)).toMatchObject({ error: { code: 'changed_meanwhile' } });
  });

  test('is submitted only when every section says something', () => {
    expect(decideSubmitPlan(version('draft'), body, 2).ok).toBe(true);
    expect(decideSubmitPlan(version('draft'), { ...body, stock: { amount: 5, text: '' } }, 2)).toMatchObject({
      error: { code: 'bad_input', fields: ['stock'] },
    });
  });

  test('is never approved by its author, and returned only with a reason', () => {
    const decision = { actorId: 'other', hasWritten: false, approve: true, note: '' };
    expect(decideOnPlan(version('submitted'), decision)).toMatchObject({ value: { state: 'approved' } });
    expect(decideOnPlan(version('submitted'), { ...decision, actorId: 'author' })).toMatchObject({
      error: { code: 'plan_own_approval' },
    });
    expect(decideOnPlan(version('submitted'), { ...decision, hasWritten: true })).toMatchObject({
      error: { code: 'plan_own_approval' },
    });
    expect(decideOnPlan(version('submitted'), { ...decision, approve: false })).toMatchObject({ ok: false });
    expect(decideOnPlan(version('draft'), decision)).toMatchObject({ error: { code: 'changed_meanwhile' } });
  });
});
