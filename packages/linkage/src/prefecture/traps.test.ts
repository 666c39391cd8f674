/** The ways in which a linkage can go wrong without an error, each with a test. All people and numbers are invented. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { comparePairs } from '../engine/compare.ts';
import { learnM } from '../engine/em.ts';
import { WorkDatabase } from '../engine/work-database.ts';
import { aRecord, levelOf, linkRecords, pairOf } from '../testing/link-records.ts';
import { linkInChild } from './link-register.ts';
import { prefectureSpec } from './spec.ts';

const idOf = (first17: string): string => first17 + checkCharacterOf(first17);
const wang = idOf('99240119360815123');
const village = '222401001001';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-traps-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('1 byte-based strings: Han characters that share bytes but nothing else are different', async () => {
  const linked = await linkRecords([
    aRecord({ id: 'a', name: '王明', idNumber: wang, birthDate: '1936-08-15' }),
    aRecord({ id: 'b', name: '王昌', idNumber: wang, birthDate: '1936-08-15' }),
  ]);
  expect(levelOf(pairOf(linked, 'a', 'b'), 'name')?.level).toBe('differs');
});

test('2 one active query per connection: reading and appending 300,000 rows loses none', async () => {
  const db = await WorkDatabase.open(folder, '500MB');
  try {
    await db.run('CREATE TABLE source AS SELECT range AS n FROM range(300000)');
    await db.run('CREATE TABLE target (n INTEGER)');
    const source = { sql: 'SELECT n FROM source', count: 'SELECT count(*) FROM source' };
    await db.transform(source, 'target', ([n], append) => append([Number(n)]));
    await db.expectRows('target', 300_000);
    await expect(db.expectRows('target', 299_999)).rejects.toThrow('target has 300000 rows');
  } finally {
    await db.close();
  }
});

test('3 cross-product plans: a few pairs are compared without joining all records with all', async () => {
  const db = await WorkDatabase.open(folder, '500MB');
  try {
    await db.run("CREATE TABLE rec AS SELECT range::INTEGER AS rid, 'x' || range AS plain FROM range(1000)");
    await db.run('CREATE TABLE pair AS SELECT 1 AS l, 2 AS r');
    const spec = { ...prefectureSpec, comparisons: [{ field: 'f', sql: '(l.plain = r.plain)::INT', levels: [] }] };
    await comparePairs(db, spec, 'pair', 'level');
    await db.expectRows('level', 1);
    const plan = await db.rows('EXPLAIN SELECT p.l FROM pair p JOIN rec l ON l.rid = p.l JOIN rec r ON r.rid = p.r');
    expect(JSON.stringify(plan)).toContain('HASH_JOIN');
    expect(JSON.stringify(plan)).not.toMatch(/CROSS_PRODUCT|NESTED_LOOP/);
  } finally {
    await db.close();
  }
});

test('4 u of the number is not sampled: one number and a mistyped name are one person', async () => {
  const linked = await linkRecords([
    aRecord({ id: 'a', kind: 'population', name: '王秀英', idNumber: wang, birthDate: '1936-08-15', sex: 'male' }),
    aRecord({ id: 'b', name: '王秀瑛', idNumber: wang, birthDate: '1936-08-15', sex: 'male' }),
    aRecord({ id: 'c', name: '汪秀英', idNumber: wang, birthDate: '1936-08-15', sex: 'male' }),
  ]);
  expect(new Set(linked.clusterOf.values()).size).toBe(1);
  const exact = linked.model.fields
    .find(({ field }) => field === 'idNumber')
    ?.levels.find(({ name }) => name === 'exact');
  expect(exact?.u).toBeCloseTo(5e-9, 11);
});

describe('5 two valid, different numbers', () => {
  const other = idOf('99240119360815323'); // one digit away, and valid too
  const broken = `${wang.slice(0, 14)}9${wang.slice(15)}`; // one digit away, and failing its check

  test('are strong counter-evidence however close they are, and are never joined without a person', async () => {
    const person = {
      name: '王秀英',
      birthDate: '1936-08-15',
      sex: 'male',
      phone: '16912345678',
      areaCode: village,
    } as const;
    const linked = await linkRecords([
      aRecord({ id: 'a', ...person, idNumber: wang }),
      aRecord({ id: 'b', ...person, idNumber: other }),
    ]);
    expect(linked.clusterOf.get('a')).not.toBe(linked.clusterOf.get('b'));
    const evidence = levelOf(pairOf(linked, 'a', 'b'), 'idNumber');
    expect(evidence?.level).toBe('differs');
    expect(evidence?.weight).toBeLessThan(-4);
    expect(linked.review).toHaveLength(1);
  });

  test('a near number counts only when one of the two fails its check', async () => {
    const person = { name: '王秀英', sex: 'male', birthDate: '1936-08-15' } as const;
    const linked = await linkRecords([
      aRecord({ id: 'a', ...person, idNumber: wang }),
      aRecord({ id: 'b', ...person, idNumber: broken }),
    ]);
    expect(levelOf(pairOf(linked, 'a', 'b'), 'idNumber')?.level).toBe('near');
    expect(linked.clusterOf.get('a')).toBe(linked.clusterOf.get('b'));
  });
});

describe('6 the number contains birth date and sex', () => {
  const person = { name: '王秀英', idNumber: wang, sex: 'male', birthDate: '1936-08-15' } as const;

  test('their agreement says nothing new when the numbers agree', async () => {
    const linked = await linkRecords([
      aRecord({ id: 'a', ...person }),
      aRecord({ id: 'b', ...person, phone: '16912345678' }),
    ]);
    const pair = pairOf(linked, 'a', 'b');
    expect(levelOf(pair, 'birthDate')).toMatchObject({ level: 'exact', weight: 0 });
    expect(levelOf(pair, 'sex')).toMatchObject({ level: 'same', weight: 0 });
  });

  test("their disagreement finds somebody else's number", async () => {
    const linked = await linkRecords([
      aRecord({ id: 'a', ...person }),
      aRecord({ id: 'b', name: '赵德福', idNumber: wang, sex: 'female', birthDate: '1951-02-03' }),
    ]);
    expect(linked.clusterOf.get('a')).not.toBe(linked.clusterOf.get('b'));
  });
});

test('7 the training set: a field that strangers of the block agree on by chance does not become typical of one person', () => {
  // 900 pairs of one person (level 1 in both fields), 600 strangers of one block who agree in neither
  const u = [
    [0.999, 0.001],
    [0.9, 0.1],
  ];
  const start = [
    [0.2, 0.8],
    [0.2, 0.8],
  ];
  const m = learnM(
    [
      { levels: [1, 1], count: 900 },
      { levels: [0, 0], count: 600 },
    ],
    start,
    u,
  );
  expect(m[0]?.[1]).toBeGreaterThan(0.97);
  expect(m[1]?.[1]).toBeGreaterThan(0.97);
  for (const session of prefectureSpec.sessions) {
    for (const field of session.learns) expect(session.where).not.toContain(`"${field}"`);
  }
});

test('8 seeds: the same records in any order give the same bytes', async () => {
  const records = Array.from({ length: 300 }, (_, index) =>
    aRecord({
      id: `r${String(index).padStart(3, '0')}`,
      kind: index % 3 === 0 ? 'population' : 'health',
      name: ['王秀英', '李淑兰', '金顺姬', '朴英子'][index % 4] ?? '',
      birthDate: `19${30 + (index % 30)}-0${1 + (index % 9)}-1${index % 7}`,
      sex: index % 2 === 0 ? 'female' : 'male',
      areaCode: `22240100100${index % 9}`,
    }),
  );
  const first = await linkRecords(records);
  expect((await linkRecords(records.toReversed())).text).toBe(first.text);
});

describe('9 a child process', () => {
  const files = async (count: number) => {
    const outDir = await mkdtemp(join(folder, 'child-'));
    const [recordsFile, decisionsFile] = [join(outDir, 'records.ndjson'), join(outDir, 'decisions.ndjson')];
    const records = Array.from({ length: count }, (_, index) =>
      JSON.stringify(
        aRecord({
          id: `r${index}`,
          name: `王${String.fromCodePoint(0x4e00 + (index % 3000))}`,
          birthDate: '1940-01-01',
          areaCode: village,
        }),
      ),
    );
    await writeFile(recordsFile, `${records.join('\n')}\n`);
    await writeFile(decisionsFile, '');
    return { outDir, recordsFile, decisionsFile };
  };

  test('the caller stays responsive and hears of every step', async () => {
    const steps = new Set<string>();
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 20);
    const job = {
      ...(await files(2000)),
      onProgress: (step: string) => void steps.add(step),
      signal: new AbortController().signal,
    };
    const summary = await linkInChild(job);
    clearInterval(timer);
    expect(summary.rows).toBe(2000);
    expect([...steps]).toEqual(['standardise', 'block', 'compare', 'weigh', 'cluster', 'write']);
    expect(ticks).toBeGreaterThan(5);
  });

  test('an abort ends it and leaves no work files behind', async () => {
    const job = await files(2000);
    const controller = new AbortController();
    const running = linkInChild({ ...job, onProgress: () => controller.abort(), signal: controller.signal });
    await expect(running).rejects.toThrow();
    expect(await readdir(job.outDir)).toEqual(['decisions.ndjson', 'records.ndjson']);
  });

  test('a broken records file is a failure with a reason', async () => {
    const job = await files(1);
    await writeFile(job.recordsFile, '{"id": "a"\n');
    await expect(
      linkInChild({ ...job, onProgress: () => undefined, signal: new AbortController().signal }),
    ).rejects.toThrow();
  });
});

test('10 a household shares phone and village: that alone never links', async () => {
  const home = { phone: '16912345678', areaCode: village } as const;
  const linked = await linkRecords([
    aRecord({ id: 'a', kind: 'population', name: '王秀英', birthDate: '1941-03-05', sex: 'female', ...home }),
    aRecord({ id: 'b', name: '王德福', birthDate: '1938-11-20', sex: 'male', ...home }),
    aRecord({ id: 'c', name: '王建国', ...home }),
  ]);
  expect(new Set(linked.clusterOf.values()).size).toBe(3);
});
