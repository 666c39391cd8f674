import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@qiaomen/domain/register/day';
import { runImport, runPublish } from '../../jobs/import/run-import.ts';
import type { JobDeps } from '../../jobs/job.ts';
import { Stopped } from '../../jobs/import/steps.ts';
import { refusalOf } from '../../testing/test-app.ts';
import { importWorld, never, officeFiles, prefecture, type ImportWorld } from '../../testing/import-world.ts';

let world: ImportWorld;
let files: Awaited<ReturnType<typeof officeFiles>>;

beforeAll(async () => {
  files = await officeFiles(400, 11);
  world = await importWorld();
}, 180_000);

afterAll(() => world.app.close());

const header = '姓名,性别,民族,出生日期,公民身份号码,居住地区划代码,联系电话';

describe('an import that is interrupted', () => {
  const rowsOf = (batchId: string) => world.read((tx) => tx.sourceRecord.count({ where: { batchId } }));

  /** A process that is killed: after so many bulk writes the database never hears of it again. */
  const dyingAfter = (writes: number): JobDeps => {
    let left = writes;
    const { db } = world.deps;
    const dead = (): Promise<never> => Promise.reject(new Error('killed'));
    return {
      ...world.deps,
      db: {
        ...db,
        bulk: (ctx, fn) => (left-- > 0 ? db.bulk(ctx, fn) : dead()),
        transact: (ctx, fn) => (left > 0 ? db.transact(ctx, fn) : dead()),
      },
    };
  };

  it('goes on behind the last whole chunk after the server was killed', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => {
      const village = index % 2 === 0 ? '222401006011' : '222401006012';
      return `人员${index},女,汉族,${addDays('1930-01-01', index)},,${village},`;
    });
    const batchId = await world.upload('large.csv', `${header}\n${rows.join('\n')}\n`);
    const { mapping } = await world.call.import.detail({ batchId });
    await world.call.import.start({ batchId, kind: 'population', mapping });
    const target = { prefecture, batchIds: [batchId] };
    await expect(runImport(dyingAfter(1), target, never)).rejects.toThrow('killed');
    expect(await rowsOf(batchId)).toBe(5000);
    const left = await world.call.import.detail({ batchId });
    expect(left).toMatchObject({ state: 'staging', counts: { rows: 5000 } });

    await runImport(world.deps, target, never);
    const { state, counts } = await world.call.import.detail({ batchId });
    expect({ state, rows: counts.rows, valid: counts.valid }).toEqual({
      state: 'preview',
      rows: 12_000,
      valid: 12_000,
    });
    expect(await rowsOf(batchId)).toBe(12_000);
    expect(await world.read((tx) => tx.person.count())).toBe(0);
    await world.call.import.discard({ batchId });
  });

  it('ends between two chunks when the server stops, and goes on later', async () => {
    const batchId = await world.uploadFile(files['medical-insurance']);
    const { mapping, kind } = await world.call.import.detail({ batchId });
    await world.call.import.start({ batchId, kind, mapping });
    const target = { prefecture, batchIds: [batchId] };
    await expect(runImport(world.deps, target, AbortSignal.abort())).rejects.toThrow(Stopped);
    expect((await world.call.import.detail({ batchId })).state).toBe('staging');
    await runImport(world.deps, target, never);
    expect((await world.call.import.detail({ batchId })).state).toBe('preview');
    await world.call.import.discard({ batchId });
  });

  it('is taken back whole when the server dies while publishing', async () => {
    const batchId = await world.uploadFile(files['health-records']);
    await world.preview(batchId);
    await world.call.import.approve({ batchId });
    const target = { prefecture, batchIds: [batchId], actorId: world.admin.id };
    const dying: JobDeps = {
      ...world.deps,
      db: {
        ...world.deps.db,
        bulk: (ctx, fn) =>
          world.deps.db.bulk(ctx, async (b) => {
            await fn(b);
            throw new Error('killed before the commit');
          }),
      },
    };
    await runPublish(dying, target, never);
    expect(await world.read((tx) => tx.person.count())).toBe(0);
    expect((await world.call.import.detail({ batchId })).state).toBe('preview');
    await world.call.import.discard({ batchId });
  });

  it('stops when somebody says so, and its rows go', async () => {
    const batchId = await world.uploadFile(files['social-insurance']);
    const { mapping, kind } = await world.call.import.detail({ batchId });
    await world.call.import.start({ batchId, kind, mapping });
    await world.call.import.cancel({ batchId });
    await runImport(world.deps, { prefecture, batchIds: [batchId] }, never);
    expect(await rowsOf(batchId)).toBe(0);
    expect((await world.call.import.detail({ batchId })).state).toBe('cancelled');
    await world.call.import.discard({ batchId });
  });

  it('does nothing when its job runs a second time', async () => {
    const batchId = await world.uploadFile(files.population);
    const first = await world.preview(batchId);
    await runImport(world.deps, { prefecture, batchIds: [batchId] }, never);
    expect((await world.call.import.detail({ batchId })).counts).toEqual(first.counts);
    await world.call.import.discard({ batchId });
  });

  it('discarding leaves the register as it was and no row behind', async () => {
    expect(await world.read((tx) => tx.person.count())).toBe(0);
    expect(await world.read((tx) => tx.sourceRecord.count())).toBe(0);
    expect(await world.read((tx) => tx.rowFault.count())).toBe(0);
    expect(await world.read((tx) => tx.linkPair.count())).toBe(0);
    const { rows } = await world.call.import.list({ page: { page: 0, size: 50 } });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ state }) => state === 'cancelled')).toBe(true);
    const shown = await world.call.import.detail({ batchId: rows[0]?.id ?? '' });
    expect(shown.columns.length).toBeGreaterThan(0);
    expect(shown.columns.flatMap(({ samples }) => samples)).toEqual([]);
    expect(shown.firstLines).toEqual([]);
  });

  it('a second import of the prefecture waits for the first', async () => {
    const [first, second] = [
      await world.uploadFile(files.population),
      await world.uploadFile(files['social-insurance']),
    ];
    const { mapping } = await world.call.import.detail({ batchId: first });
    const other = await world.call.import.detail({ batchId: second });
    await world.call.import.start({ batchId: first, kind: 'population', mapping });
    const refusal = await refusalOf(
      world.call.import.start({ batchId: second, kind: 'social', mapping: other.mapping }),
    );
    expect(refusal).toEqual({ code: 'import_running' });
    await world.call.import.cancel({ batchId: first });
    await world.call.import.discard({ batchId: first });
    await world.call.import.discard({ batchId: second });
  });
});
