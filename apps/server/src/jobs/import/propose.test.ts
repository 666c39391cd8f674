import { describe, expect, it } from 'vitest';
import { type LinkedRow, type ProposeInput } from './linked-row.ts';
import { propose } from './propose.ts';

const row = (id: string, given: Partial<LinkedRow> = {}): LinkedRow => ({
  id,
  kind: 'population',
  fresh: given.personId === undefined,
  personId: null,
  county: given.personId === undefined ? null : '222401',
  idValid: true,
  areaCode: '222401100200',
  importedAt: '2026-11-01T00:00:00.000Z',
  rowNo: 1,
  dose: null,
  ...given,
});

const run = (rows: LinkedRow[], clusters: string[][], more: Partial<ProposeInput> = {}) => {
  let count = 0;
  return propose({
    rows,
    clusterOf: new Map(clusters.flatMap((ids) => ids.map((id) => [id, ids[0] ?? '']))),
    different: new Set(),
    same: new Set(),
    isPlaceable: (members) => members.some((member) => member.areaCode !== null),
    newId: () => `new${(count += 1)}`,
    ...more,
  });
};

describe('from clusters to persons', () => {
  it('one cluster of new rows is one new person', () => {
    const result = run([row('a'), row('b', { kind: 'medical' }), row('c')], [['a', 'b'], ['c']]);
    expect(result.persons).toEqual([
      { personId: 'new1', county: null, rows: ['a', 'b'] },
      { personId: 'new2', county: null, rows: ['c'] },
    ]);
    expect(result).toMatchObject({ newPersons: 2, matched: 1 });
  });

  it('a person keeps the id through a second import', () => {
    const result = run([row('a', { personId: 'p' }), row('a2')], [['a', 'a2']]);
    expect(result.persons).toEqual([{ personId: 'p', county: '222401', rows: ['a', 'a2'] }]);
    expect(result).toMatchObject({ newPersons: 0, matched: 1 });
  });

  it('two persons of the register are never merged by a file: they become a question', () => {
    const result = run(
      [
        row('a', { personId: 'p' }),
        row('a2', { personId: 'p', kind: 'social' }),
        row('b', { personId: 'q' }),
        row('n'),
      ],
      [['a', 'a2', 'b', 'n']],
    );
    expect(result.merges).toEqual([{ left: 'a', right: 'b' }]);
    expect(result.persons).toEqual([{ personId: 'p', county: '222401', rows: ['a', 'a2', 'n'] }]);
  });

  it('two persons become one when somebody said so, and only within a county', () => {
    const rows = [
      row('a', { personId: 'p' }),
      row('a2', { personId: 'p', kind: 'social' }),
      row('b', { personId: 'q' }),
    ];
    const same = new Set(['a|b']);
    const result = run(rows, [['a', 'a2', 'b']], { same });
    expect(result.absorbed).toEqual([{ county: '222401', from: 'q', into: 'p' }]);
    expect(result.persons).toEqual([{ personId: 'p', county: '222401', rows: ['a', 'a2', 'b'] }]);
    expect(result.merges).toEqual([]);
    const apart = rows.map((one) => (one.id === 'b' ? { ...one, county: '222402' } : one));
    expect(run(apart, [['a', 'a2', 'b']], { same })).toMatchObject({
      absorbed: [],
      merges: [{ left: 'a', right: 'b' }],
    });
  });

  it('rows of one person that the model now sees apart stay together until somebody decides', () => {
    const rows = [row('a', { personId: 'p' }), row('b', { personId: 'p', kind: 'social' })];
    expect(run(rows, [['a'], ['b']]).persons).toEqual([]);
    const decided = run(rows, [['a'], ['b']], { different: new Set(['a|b']) });
    expect(decided.persons).toEqual([
      { personId: 'new1', county: null, rows: ['b'] },
      { personId: 'p', county: '222401', rows: ['a'] },
    ]);
  });

  it('who was a person before a merge is that very person again, and the oldest row of their own stays', () => {
    const rows = [
      row('a', { personId: 'p', importedAt: '2026-10-01T00:00:00.000Z' }),
      row('b', { personId: 'p' }),
      row('b2', { personId: 'p', kind: 'social' }),
    ];
    const different = new Set(['a|b']);
    const formerly = new Map([
      ['b', ['q']],
      ['b2', ['q']],
    ]);
    const decided = run(rows, [['a'], ['b', 'b2']], { different, formerly });
    expect(decided.returned).toEqual([{ county: '222401', personId: 'q', from: 'p' }]);
    expect(decided.persons).toEqual([
      { personId: 'q', county: '222401', rows: ['b', 'b2'] },
      { personId: 'p', county: '222401', rows: ['a'] },
    ]);
    expect(decided.newPersons).toBe(0);
  });

  it('a part of somebody who was merged in is a new person while the rest of their rows stays', () => {
    const rows = [
      row('a', { personId: 'p' }),
      row('b', { personId: 'p' }),
      row('b2', { personId: 'p', kind: 'social' }),
    ];
    const formerly = new Map([
      ['b', ['q']],
      ['b2', ['q']],
    ]);
    const decided = run(rows, [['a', 'b'], ['b2']], { different: new Set(['a|b2']), formerly });
    expect(decided.returned).toEqual([]);
    expect(decided.persons).toContainEqual({ personId: 'new1', county: null, rows: ['b2'] });
  });

  it('a vaccination row alone makes a person only with a valid ID number and a known residence', () => {
    const dose = (id: string, given: Partial<LinkedRow>) => row(id, { kind: 'vaccination', ...given });
    const result = run([dose('a', {}), dose('b', { idValid: false }), dose('c', { areaCode: null })], []);
    expect(result.persons).toHaveLength(1);
    expect(result.unplaced).toEqual(['b', 'c']);
  });

  it('somebody without a residence in the prefecture is listed, not published', () => {
    expect(run([row('a', { areaCode: null })], []).unplaced).toEqual(['a']);
  });

  it('an elder found at the door is recognised in the next file', () => {
    const result = run([row('p', { kind: 'door', personId: 'p' }), row('a')], [['p', 'a']]);
    expect(result.persons).toEqual([{ personId: 'p', county: '222401', rows: ['a'] }]);
  });
});
