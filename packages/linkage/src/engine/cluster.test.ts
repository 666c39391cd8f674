import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cluster } from './cluster.ts';
import type { Decision, Edges, Members } from './members.ts';

interface Member {
  isRegister: boolean;
  number: string | null;
  person?: number;
}
interface Edge {
  l: number;
  r: number;
  weight: number;
  needsPerson: boolean;
}

const membersOf = (members: readonly Member[]): Members => {
  const numbers = [...new Set(members.map(({ number }) => number))];
  return {
    count: members.length,
    isRegister: Uint8Array.from(members, ({ isRegister }) => Number(isRegister)),
    number: Int32Array.from(members, ({ number }) => (number === null ? -1 : numbers.indexOf(number))),
    person: Int32Array.from(members, ({ person }) => person ?? -1),
  };
};

const edgesOf = (pairs: readonly Edge[]): Edges => {
  const sorted = pairs.toSorted((a, b) => b.weight - a.weight || a.l - b.l || a.r - b.r);
  return {
    count: sorted.length,
    l: Int32Array.from(sorted, ({ l }) => l),
    r: Int32Array.from(sorted, ({ r }) => r),
    weight: Float64Array.from(sorted, ({ weight }) => weight),
    needsPerson: Uint8Array.from(sorted, ({ needsPerson }) => Number(needsPerson)),
  };
};

const weights = { auto: 6.6, review: 0 };
const row: Member = { isRegister: false, number: null };
const register: Member = { isRegister: true, number: null };
const edge = (l: number, r: number, weight: number, needsPerson = false): Edge => ({ l, r, weight, needsPerson });
const run = (members: Member[], edges: Edge[], decisions: Decision[] = []) => {
  const { root, review } = cluster(membersOf(members), edgesOf(edges), decisions, weights);
  return { root: [...root], review: Array.from(review.l, (l, index) => `${l}-${review.r[index]}`) };
};

describe('which rows become one person', () => {
  test('a row goes to the register person it fits best, and the other one is not even asked about', () => {
    expect(run([register, register, row], [edge(0, 2, 12), edge(1, 2, 30)]).root).toEqual([0, 1, 1]);
  });

  test('two register people never end up in one automatic cluster; the pair goes to a person', () => {
    expect(run([register, register], [edge(0, 1, 40)])).toEqual({ root: [0, 1], review: ['0-1'] });
  });

  test('two register rows with the same valid number are one person listed twice', () => {
    const twice: Member = { isRegister: true, number: '222401193608150002' };
    expect(run([twice, twice], [edge(0, 1, 40)]).root).toEqual([0, 0]);
  });

  test('two valid numbers are never joined, not even through a third row', () => {
    const members: Member[] = [{ isRegister: false, number: 'A' }, row, { isRegister: false, number: 'B' }];
    expect(run(members, [edge(0, 1, 30), edge(1, 2, 25)])).toEqual({ root: [0, 0, 2], review: ['1-2'] });
  });

  test('a pair below the threshold is asked about, one below the review band is not', () => {
    expect(run([row, row, row, row], [edge(0, 1, 3), edge(2, 3, -1)])).toEqual({ root: [0, 1, 2, 3], review: ['0-1'] });
  });

  test('a pair that needs a person is not linked, however heavy', () => {
    expect(run([row, row], [edge(0, 1, 50, true)])).toEqual({ root: [0, 1], review: ['0-1'] });
  });

  test('one question per pair of clusters, the strongest', () => {
    const edges = [edge(0, 1, 20), edge(2, 3, 20), edge(0, 2, 2), edge(1, 3, 4), edge(1, 2, 3)];
    expect(run([row, row, row, row], edges).review).toEqual(['1-3']);
  });
});

describe('what people decided', () => {
  test('"same" joins whatever the weights say, also two register people', () => {
    expect(run([register, register], [], [{ l: 0, r: 1, same: true }]).root).toEqual([0, 0]);
  });

  test('a person put together from two numbers or two register rows keeps receiving rows of either', () => {
    const [a, b, plain]: Member[] = [{ isRegister: true, number: 'A' }, { isRegister: true, number: 'B' }, row];
    const members = [a, b, { isRegister: false, number: 'B' }, plain] as Member[];
    const same = [{ l: 0, r: 1, same: true }];
    expect(run(members, [edge(1, 2, 30), edge(0, 3, 20)], same).root).toEqual([0, 0, 0, 0]);
    expect(run([register, register, row], [edge(1, 2, 20)], same).root).toEqual([0, 0, 0]);
  });

  test('"different" holds through every third row and is not asked again', () => {
    const edges = [edge(0, 1, 40), edge(1, 2, 30), edge(0, 2, 20)];
    expect(run([row, row, row], edges, [{ l: 0, r: 2, same: false }])).toEqual({ root: [0, 0, 2], review: [] });
  });
});

describe('what earlier runs published', () => {
  test('rows of one person stay together, whatever the weights say, and receive further rows', () => {
    const known: Member = { isRegister: false, number: null, person: 7 };
    expect(run([known, row, known], [edge(1, 2, 20)]).root).toEqual([0, 0, 0]);
  });

  test('"different" parts them', () => {
    const known: Member = { isRegister: false, number: null, person: 7 };
    expect(run([known, known], [edge(0, 1, 20)], [{ l: 0, r: 1, same: false }]).root).toEqual([0, 1]);
  });
});

describe('weak bridges', () => {
  test('two groups that hang together by one weak edge are parted and shown', () => {
    const edges = [edge(0, 1, 30), edge(2, 3, 30), edge(1, 2, 8)];
    expect(run([row, row, row, row], edges)).toEqual({ root: [0, 0, 2, 2], review: ['1-2'] });
  });

  test('a strong bridge stands, and so does a weak edge to a single row', () => {
    expect(run([row, row, row, row], [edge(0, 1, 30), edge(2, 3, 30), edge(1, 2, 14)]).root).toEqual([0, 0, 0, 0]);
    expect(run([row, row, row], [edge(0, 1, 30), edge(1, 2, 8)]).root).toEqual([0, 0, 0]);
  });

  test('two weak edges between the groups are no bridge', () => {
    const edges = [edge(0, 1, 30), edge(2, 3, 30), edge(1, 2, 8), edge(0, 3, 8)];
    expect(run([row, row, row, row], edges).root).toEqual([0, 0, 0, 0]);
  });
});

const someMembers = fc.array(
  fc.record({ isRegister: fc.boolean(), number: fc.constantFrom(null, null, 'A', 'B', 'C') }),
  { minLength: 2, maxLength: 12 },
);

test('the order of the pairs never changes clusters, and no automatic cluster breaks a rule', () => {
  fc.assert(
    fc.property(
      someMembers,
      fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: -5, max: 40 }))),
      fc.nat(),
      (members, raw, turn) => {
        const seen = new Set<string>();
        const edges = raw.flatMap(([a, b, weight]) => {
          const [l, r] = [Math.min(a, b), Math.max(a, b)];
          if (l === r || r >= members.length || seen.has(`${l}:${r}`)) return [];
          seen.add(`${l}:${r}`);
          return [edge(l, r, weight)];
        });
        const at = edges.length === 0 ? 0 : turn % edges.length;
        const turned = [...edges.slice(at), ...edges.slice(0, at)].toReversed();
        const found = run(members, edges);
        expect(run(members, turned)).toEqual(found);
        for (const root of new Set(found.root)) {
          const inside = members.filter((_, index) => found.root[index] === root);
          expect(new Set(inside.map(({ number }) => number).filter((number) => number !== null)).size).toBeLessThan(2);
          const registers = inside.filter(({ isRegister }) => isRegister);
          if (registers.length > 1) expect(registers.every(({ number }) => number !== null)).toBe(true);
        }
      },
    ),
  );
});
