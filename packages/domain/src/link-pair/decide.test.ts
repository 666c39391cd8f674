import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePair, type AskedAnswer, type PairSituation } from './decide.ts';
import { findContradictions, type AnsweredPair } from './find-contradictions.ts';

const same = (left: string, right: string): AnsweredPair => ({
  decisionId: `${left}=${right}`,
  left,
  right,
  same: true,
});
const other = (left: string, right: string): AnsweredPair => ({
  decisionId: `${left}≠${right}`,
  left,
  right,
  same: false,
});
const anAnswer = (given: Partial<AskedAnswer>): AskedAnswer => ({
  userId: 'me',
  answer: 'same',
  seen: null,
  withdraw: [],
  ...given,
});
const aSituation = (given: Partial<PairSituation>): PairSituation => ({
  left: 'A',
  right: 'C',
  standing: null,
  answered: [],
  ...given,
});

describe('answers that do not go together', () => {
  it.each([
    ['A = B, B = C, now A ≠ C', { left: 'A', right: 'C', same: false }, [same('A', 'B'), same('B', 'C')], ['A=B', 'B=C']],
    ['A = B, A ≠ C, now B = C', { left: 'B', right: 'C', same: true }, [same('A', 'B'), other('A', 'C')], ['A=B', 'A≠C']],
    ['the same with the sides turned', { left: 'C', right: 'B', same: true }, [same('A', 'B'), other('C', 'A')], ['C≠A', 'A=B']],
    ['A ≠ B, B ≠ C says nothing about A = C', { left: 'A', right: 'C', same: true }, [other('A', 'B'), other('B', 'C')], []],
    ['A = B says nothing about B ≠ C', { left: 'B', right: 'C', same: false }, [same('A', 'B')], []],
    ['a longer way: A = B = D = C, now A ≠ C', { left: 'A', right: 'C', same: false }, [same('D', 'C'), same('A', 'B'), same('B', 'D')], ['A=B', 'B=D', 'D=C']],
  ])('%s', (_title, asked, answered, expected) => {
    expect(findContradictions(asked, answered)).toEqual(expected);
  }); // prettier-ignore

  it('whatever is accepted one after the other never holds "different" between rows that are handed on as the same', () => {
    const row = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    const pair = fc.tuple(row, row, fc.boolean()).filter(([left, right]) => left !== right);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (asked) => {
        const kept: AnsweredPair[] = [];
        for (const [left, right, isSame] of asked) {
          if (findContradictions({ left, right, same: isSame }, kept).length > 0) continue;
          kept.push({ decisionId: `${kept.length}`, left, right, same: isSame });
        }
        for (const { left, right } of kept.filter((one) => !one.same))
          expect(findContradictions({ left, right, same: false }, kept)).toEqual([]);
      }),
    );
  });
});

describe('a decision about a pair', () => {
  const theirs = { decisionId: 'd1', answer: 'different', userId: 'another' } as const;

  it('is written where nobody has answered', () => {
    expect(decidePair(anAnswer({}), aSituation({}))).toEqual({ state: 'write' });
  });

  it('of another admin is not replaced by the opposite answer, seen or not', () => {
    for (const seen of [null, 'd1'])
      expect(decidePair(anAnswer({ seen }), aSituation({ standing: theirs }))).toEqual({
        state: 'contradicts',
        decisionIds: ['d1'],
      });
  });

  it('stands once the earlier one was declared wrong', () => {
    expect(decidePair(anAnswer({ withdraw: ['d1'] }), aSituation({ standing: theirs }))).toEqual({ state: 'write' });
    const answered = [same('A', 'B'), same('B', 'C')];
    const asked = anAnswer({ answer: 'different' });
    expect(decidePair(asked, aSituation({ answered }))).toMatchObject({ state: 'contradicts' });
    expect(decidePair({ ...asked, withdraw: ['B=C'] }, aSituation({ answered }))).toEqual({ state: 'write' });
  });

  it('that lost a race is told who was first', () => {
    const standing = { ...theirs, answer: 'same' } as const;
    expect(decidePair(anAnswer({}), aSituation({ standing }))).toEqual({ state: 'overtaken', decisionId: 'd1' });
    expect(decidePair(anAnswer({ answer: 'skipped' }), aSituation({ standing }))).toMatchObject({ state: 'overtaken' });
  });

  it('tapped twice is one decision', () => {
    const standing = { decisionId: 'd2', answer: 'same', userId: 'me' } as const;
    expect(decidePair(anAnswer({}), aSituation({ standing }))).toEqual({ state: 'said_before', decisionId: 'd2' });
  });

  it('of one’s own may be turned round, and any that was seen may be taken back', () => {
    const mine = { decisionId: 'd2', answer: 'different', userId: 'me' } as const;
    expect(decidePair(anAnswer({ seen: 'd2' }), aSituation({ standing: mine }))).toEqual({ state: 'write' });
    const back = anAnswer({ answer: 'reopened', seen: 'd1' });
    expect(decidePair(back, aSituation({ standing: theirs }))).toEqual({ state: 'write' });
  });
});
