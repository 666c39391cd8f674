import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyField, type CopyValue } from './bulk-writer.ts';
import type { BulkWriter, WriteContext } from './scoped.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const ctx: WriteContext = {
  scope: { area: '222401' },
  actorId: null,
  county: '222401',
  at: new Date('2026-11-22T02:00:00Z'),
};
const columns = [
  'county',
  'id',
  'area_code',
  'name',
  'name_initials',
  'sex',
  'language',
  'origin',
  'state',
  'id_cipher',
  'field_sources',
];

function* people(count: number, areaCode: string): Generator<CopyValue[]> {
  for (let n = 0; n < count; n += 1) {
    const bytes = n % 2 ? Uint8Array.from([0, 9, 10, 13, 92, n % 256]) : null;
    const sources = { json: { name: `a\tb\\c\n"${n}"` } };
    yield [
      areaCode.slice(0, 6),
      randomUUID(),
      areaCode,
      `王\t${n}\\`,
      'w',
      'male',
      'zh-CN',
      'file',
      'active',
      bytes,
      sources,
    ];
  }
}

const load = async (writer: BulkWriter, rows: Iterable<CopyValue[]>): Promise<number> => {
  await writer.stage('incoming', { like: 'person', columns });
  const copied = await writer.copy('incoming', columns, rows);
  await writer.query(`INSERT INTO person (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM incoming`);
  return copied;
};

const line = { action: 'import.approve', entity: 'import_batch', entityId: null, detail: { rows: 3000 } };

describe('a bulk load', () => {
  it('goes through a temporary table into fenced ones, byte for byte', async () => {
    const copied = await test.db.bulk(ctx, async (writer) => {
      const n = await load(writer, people(3000, '222401001001'));
      await writer.audit(line);
      return n;
    });
    expect(copied).toBe(3000);
    const person = await test.db.read({ area: '222401' }, (tx) =>
      tx.person.findFirstOrThrow({ where: { name: '王\t2999\\' }, select: { idCipher: true, fieldSources: true } }),
    );
    expect([...(person.idCipher ?? [])]).toEqual([0, 9, 10, 13, 92, 2999 % 256]);
    expect(person.fieldSources).toEqual({ name: 'a\tb\\c\n"2999"' });
  });

  it('outside its area is refused as a whole', async () => {
    const outside = test.db.bulk(ctx, async (writer) => {
      await writer.audit(line);
      return load(writer, [...people(5, '222401001009'), ...people(1, '222402001001')]);
    });
    await expect(outside).rejects.toMatchObject({ code: '42501' });
    expect(await test.db.read({ area: '222401001009' }, (tx) => tx.person.count())).toBe(0);
  });

  it('straight into a fenced table is what PostgreSQL refuses', async () => {
    const straight = test.db.bulk(ctx, ({ query }) => query('COPY person (county) FROM STDIN'));
    await expect(straight).rejects.toThrow(/COPY FROM not supported with row-level security|COPY/);
  });

  it('that breaks off in the middle leaves nothing, and the connection is usable again', async () => {
    function* broken(): Generator<CopyValue[]> {
      yield* people(10, '222401001008');
      throw new Error('the file ended');
    }
    await expect(test.db.bulk(ctx, (writer) => load(writer, broken()))).rejects.toThrow('the file ended');
    expect(await test.db.read({ area: '222401001008' }, (tx) => tx.person.count())).toBe(0);
  });

  it('refuses a column type that is not one', async () => {
    const wrong = test.db.bulk(ctx, ({ stage }) => stage('x', { columns: { id: 'int); DROP TABLE person; --' } }));
    await expect(wrong).rejects.toThrow('not the name of a column type');
  });
});

describe('the text format of COPY', () => {
  it('brings any text, list and number through unchanged', async () => {
    const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\u0000', '').toWellFormed());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.array(text, { maxLength: 3 }), fc.integer()), { maxLength: 20 }),
        async (rows) => {
          const back = await test.db.bulk(ctx, async ({ stage, copy, query }) => {
            await stage('probe', { columns: { n: 'int', a: 'text', b: 'text[]', c: 'bigint' } });
            await copy(
              'probe',
              ['n', 'a', 'b', 'c'],
              rows.map(([a, b, c], n) => [n, a, b, c]),
            );
            return query<{ a: string; b: string[]; c: string }>('SELECT a, b, c FROM probe ORDER BY n');
          });
          expect(back).toEqual(rows.map(([a, b, c]) => ({ a, b, c: String(c) })));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('writes null, truth and instants as PostgreSQL reads them', () => {
    expect([null, true, false, 12n, new Date('2026-11-22T00:00:00Z')].map(copyField)).toEqual([
      '\\N',
      't',
      'f',
      '12',
      '2026-11-22T00:00:00.000Z',
    ]);
  });
});
