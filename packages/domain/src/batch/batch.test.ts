import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AgeBand, EntryState } from '../register/entry-state.ts';
import { crowdRules, crowds } from './crowds.ts';
import { batchState, decideCloseBatch, type BatchStanding } from './decide.ts';
import { countBatches, crowdRuleOf, statusIn, unknownIn, type BatchFacts } from './status.ts';

const visited: BatchFacts = {
  band: '80+',
  bedbound: false,
  nursingHome: false,
  state: 'refused',
  visited: true,
  screened: false,
};
const statusOf = (facts: BatchFacts) => {
  const rule = crowdRuleOf(facts);
  return rule === null ? null : statusIn(rule, facts);
};
const anyFacts: fc.Arbitrary<BatchFacts> = fc.record({
  band: fc.constantFrom(...AgeBand.options),
  bedbound: fc.boolean(),
  nursingHome: fc.boolean(),
  state: fc.constantFrom(...EntryState.options),
  visited: fc.boolean(),
  screened: fc.boolean(),
});

describe('the crowds of a campaign', () => {
  test('take everybody once: nobody is in two, nobody in none', () => {
    fc.assert(
      fc.property(fc.array(anyFacts.map((facts) => ({ ...facts, persons: 1 }))), (groups) => {
        const people = groups.filter(({ state }) => state !== 'merged' && state !== 'not_target');
        const batches = countBatches(groups);
        expect(batches.map(({ crowd }) => crowd)).toEqual([...crowds]);
        expect(batches.reduce((sum, { counts }) => sum + counts.members, 0)).toBe(people.length);
        for (const { counts } of batches)
          expect(counts.closed + counts.reached + unknownIn(counts)).toBe(counts.members);
      }),
    );
  });

  test('the first that fits: an elder of 80 who is bedbound is counted with the oldest', () => {
    const crowdOf = (over: Partial<BatchFacts>) => crowdRuleOf({ ...visited, ...over })?.crowd;
    expect(crowdOf({ bedbound: true, nursingHome: true })).toBe('old');
    expect(crowdOf({ band: '60-79', bedbound: true, nursingHome: true })).toBe('bedbound');
    expect(crowdOf({ band: '60-79', nursingHome: true })).toBe('institution');
    expect(crowdOf({ band: '60-79' })).toBe('younger');
    expect(crowdOf({ state: 'merged' })).toBeUndefined();
  });

  test('whoever fits none of them is in the last', () => {
    const few = crowdRules.filter(({ crowd }) => crowd === 'old' || crowd === 'rest');
    expect(crowdRuleOf({ ...visited, band: '60-79' }, few)?.crowd).toBe('rest');
    expect(() => crowdRuleOf({ ...visited, band: '60-79' }, few.slice(0, 1))).toThrow();
  });
});

describe('the status of a person', () => {
  test('is unknown until somebody was reached; a list alone makes nothing known', () => {
    expect(statusOf({ ...visited, state: 'to_visit', visited: false })).toBe('never_reached');
    expect(statusOf({ ...visited, state: 'to_visit' })).toBe('never_reached');
    expect(statusOf({ ...visited, state: 'exemption_claimed', visited: false })).toBe('never_reached');
    expect(statusOf({ ...visited, state: 'exemption_claimed' })).toBe('reached');
    expect(statusOf({ ...visited, state: 'complete', visited: false })).toBe('closed');
    for (const state of ['refused', 'deferred', 'away', 'unreachable', 'undecided'] as const)
      expect(statusOf({ ...visited, state })).toBe('reached');
  });

  test('of a bedbound elder who agreed is unknown without a screening', () => {
    const agreed = { ...visited, bedbound: true, state: 'agreed' } as const;
    expect(statusOf(agreed)).toBe('not_screened');
    expect(statusOf({ ...agreed, screened: true })).toBe('reached');
    expect(statusOf({ ...agreed, band: '60-79' })).toBe('not_screened');
    expect(statusOf({ ...agreed, bedbound: false })).toBe('reached');
  });
});

describe('closing a batch', () => {
  const counts = (over: object = {}) => ({
    members: 5,
    closed: 2,
    reached: 3,
    never_reached: 0,
    not_screened: 0,
    ...over,
  });
  const standing = (state: BatchStanding['state'], crowd: BatchStanding['crowd'], over: object = {}) =>
    ({ state, crowd, counts: counts(over) }) satisfies BatchStanding;

  test('is refused with the number of people nobody knows about', () => {
    const batches = [standing('open', 'old', { reached: 0, never_reached: 2, not_screened: 1 })];
    expect(decideCloseBatch(batches, 'old')).toEqual({
      ok: false,
      error: { code: 'crowd_unknown_left', unknown: 3 },
    });
  });

  test('keeps the order: not before the one ahead, unless nobody belongs to that', () => {
    const [first, second] = [standing('open', 'old'), standing('open', 'bedbound')];
    expect(decideCloseBatch([first, second], 'bedbound')).toMatchObject({ error: { code: 'crowd_earlier_open' } });
    expect(decideCloseBatch([{ ...first, state: 'reopened' }, second], 'bedbound')).toMatchObject({ ok: false });
    expect(decideCloseBatch([{ ...first, state: 'closed' }, second], 'bedbound')).toMatchObject({ ok: true });
    expect(decideCloseBatch([{ ...first, state: 'empty' }, second], 'bedbound')).toMatchObject({ ok: true });
    expect(decideCloseBatch([{ ...first, state: 'closed' }, second], 'old')).toMatchObject({
      error: { code: 'already_decided' },
    });
    expect(decideCloseBatch([first], 'rest')).toMatchObject({ error: { code: 'not_found' } });
  });

  test('holds until somebody new belongs to it or somebody is unknown again', () => {
    expect(batchState(counts(), null)).toBe('open');
    expect(batchState(counts(), { members: 5 })).toBe('closed');
    expect(batchState(counts({ members: 4, reached: 2 }), { members: 5 })).toBe('closed');
    expect(batchState(counts({ members: 6, reached: 4 }), { members: 5 })).toBe('reopened');
    expect(batchState(counts({ reached: 2, never_reached: 1 }), { members: 5 })).toBe('reopened');
    expect(batchState(counts({ members: 0, closed: 0, reached: 0 }), { members: 5 })).toBe('empty');
  });
});
