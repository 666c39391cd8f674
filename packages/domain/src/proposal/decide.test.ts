import { describe, expect, test } from 'vitest';
import { decideProposal } from './decide.ts';

const about = { county: '222401', proposalId: 'pr' };
const pending = { state: 'pending', personId: 'new' } as const;
const target = { personId: 'old', state: 'active' } as const;
const link = { ...about, decision: 'link', personId: 'old' } as const;

describe('an elder found at the door', () => {
  test('is accepted as a new person', () => {
    expect(decideProposal({ ...about, decision: 'accept' }, { proposal: pending, target: null })).toMatchObject({
      value: { proposalState: 'accepted', personState: 'active', mergedInto: null },
    });
  });

  test('is linked to the person who was on the list, who keeps the visits', () => {
    expect(decideProposal(link, { proposal: pending, target })).toMatchObject({
      value: { proposalState: 'linked', personState: 'merged', mergedInto: 'old' },
    });
  });

  test('is declined with a reason', () => {
    expect(
      decideProposal({ ...about, decision: 'decline', why: '未满60岁' }, { proposal: pending, target: null }),
    ).toMatchObject({
      value: { proposalState: 'declined', personState: 'declined', why: '未满60岁' },
    });
  });

  test.each([
    ['is decided once', { proposal: { ...pending, state: 'accepted' as const }, target }, 'already_decided'],
    ['must exist', { proposal: null, target }, 'not_found'],
    ['is not linked to nobody', { proposal: pending, target: null }, 'not_found'],
    [
      'is not linked to who was merged meanwhile',
      { proposal: pending, target: { ...target, state: 'merged' as const } },
      'changed_meanwhile',
    ],
  ])('%s', (_what, facts, code) => {
    expect(decideProposal(link, facts)).toMatchObject({ ok: false, error: { code } });
  });

  test('is not linked to itself', () => {
    expect(decideProposal({ ...link, personId: 'new' }, { proposal: pending, target })).toMatchObject({
      error: { code: 'bad_input' },
    });
  });
});
