import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTarget } from '@qiaomen/domain/register/age';
import { figuresFrom } from '@qiaomen/domain/figures/measures';
import { unpackSources } from '../../entry/field-sources.ts';
import { refusalOf } from '../../testing/test-app.ts';
import { importWorld, officeFiles, today, type ImportWorld } from '../../testing/import-world.ts';

let world: ImportWorld;
let files: Awaited<ReturnType<typeof officeFiles>>;
let campaignId: string;

beforeAll(async () => {
  files = await officeFiles(800, 7);
  world = await importWorld();
  campaignId = await world.openCampaign();
}, 180_000);

afterAll(() => world.app.close());

const persons = () =>
  world.read((tx) =>
    tx.person.findMany({
      where: { state: 'active' },
      select: { id: true, county: true, areaCode: true, birthDate: true, name: true },
    }),
  );

const sums = async (): Promise<Map<string, number>> => {
  const rows = await world.read((tx) => tx.figureDelta.findMany({ select: { measure: true, amount: true } }));
  const totals = new Map<string, number>();
  for (const { measure, amount } of rows) totals.set(measure, (totals.get(measure) ?? 0) + amount);
  return totals;
};

describe('the five files of the offices, one after the other', () => {
  it('proposes kind and mapping of every file, and shows no whole number in its samples', async () => {
    const kinds: Record<string, string> = {};
    for (const [name, path] of Object.entries(files)) {
      const batchId = await world.uploadFile(path);
      const found = await world.call.import.detail({ batchId });
      kinds[name] = found.kind;
      expect(found.columns.flatMap(({ samples }) => samples).join(' ')).not.toMatch(/\d{11}/);
      const { columns, look } = await world.read((tx) => tx.importBatch.findUniqueOrThrow({ where: { id: batchId } }));
      const names = found.columns.flatMap(({ samples }) =>
        samples.filter((cell) => /^\p{Script=Han}{2,}$/u.test(cell)),
      );
      for (const name of names) expect(JSON.stringify({ columns, look })).not.toContain(`"${name}"`);
      expect(found.state).toBe('uploaded');
      await world.call.import.discard({ batchId });
    }
    expect(kinds).toMatchObject({
      population: 'population',
      'social-insurance': 'social',
      'medical-insurance': 'medical',
      'health-records': 'health',
      vaccinations: 'vaccination',
    });
  });

  it('nothing reaches the register before the preview of the household register is approved', async () => {
    const batchId = await world.uploadFile(files.population);
    const { state, counts, progress } = await world.preview(batchId);
    expect(state).toBe('preview');
    expect(progress?.state).toBe('done');
    expect(counts.rows).toBe(counts.valid + counts.invalid);
    expect(counts.newPersons).toBeGreaterThan(700);
    expect(await persons()).toEqual([]);
    const approved = await world.approve(batchId);
    expect(approved.state).toBe('approved');
    expect(await persons()).toHaveLength(counts.newPersons);
  });

  it('the other files find their people', async () => {
    const before = (await persons()).length;
    for (const name of ['social-insurance', 'medical-insurance', 'health-records', 'vaccinations'] as const) {
      const { state, counts } = await world.bring(files[name]);
      expect(state).toBe('approved');
      expect(counts.matched).toBeGreaterThan((counts.valid - counts.unchanged) * 0.85);
    }
    expect((await persons()).length).toBeLessThan(before * 1.2);
    expect(await world.read((tx) => tx.dose.count())).toBeGreaterThan(50);
  });

  it('every person of 60 or more is in exactly one entry, numbered without a gap', async () => {
    const targets = (await persons()).filter((person) =>
      isTarget({ minAge: 60 }, person.birthDate?.toISOString().slice(0, 10) ?? null, today),
    );
    const entries = await world.read((tx) =>
      tx.registerEntry.findMany({ where: { campaignId }, select: { personId: true, serial: true } }),
    );
    expect(entries.map((entry) => entry.personId).toSorted()).toEqual(targets.map((person) => person.id).toSorted());
    expect(entries.map((entry) => entry.serial).toSorted((a, b) => a - b)).toEqual(
      entries.map((_, index) => index + 1),
    );
  });

  it('the figures are those of the entries', async () => {
    const figures = figuresFrom(await sums(), today);
    const entries = await world.read((tx) =>
      tx.registerEntry.findMany({ where: { campaignId }, select: { doseStatus: true, doseCount: true, state: true } }),
    );
    expect(figures.registered).toBe(entries.length);
    expect(figures.vaccinated).toBe(entries.filter((entry) => entry.doseStatus !== 'none').length);
    expect(figures.complete).toBe(entries.filter((entry) => entry.doseStatus === 'complete').length);
    expect(figures.doses).toBe(entries.reduce((sum, entry) => sum + entry.doseCount, 0));
    expect(figures.doses).toBeGreaterThan(0);
  });

  it('says of each field which row won and why, and seals the secret ones under the person', async () => {
    const person = await world.read((tx) =>
      tx.person.findFirstOrThrow({
        where: { NOT: { idCipher: null } },
        select: { fieldSources: true, idCipher: true },
      }),
    );
    expect(unpackSources(person.fieldSources)).toMatchObject({
      name: { sourceId: expect.any(String), why: expect.any(String) },
    });
    expect(Buffer.from(person.idCipher ?? []).toString('latin1')).not.toMatch(/\d{10}/);
  });

  it('the same file again is recognised and changes nothing', async () => {
    const refusal = await refusalOf(world.uploadFile(files.population));
    expect(refusal).toMatchObject({ code: 'file_seen_before' });
  });

  it('an approved import cannot be approved again', async () => {
    const { rows } = await world.call.import.list({ page: { page: 0, size: 50 } });
    const batchId = rows.find(({ state }) => state === 'approved')?.id ?? '';
    expect(await refusalOf(world.call.import.approve({ batchId }))).toEqual({
      code: 'batch_wrong_state',
      state: 'approved',
    });
  });

  it('a vaccination file sent again in another order adds no dose and no person', async () => {
    const before = {
      doses: await world.read((tx) => tx.dose.count()),
      persons: (await persons()).length,
      sums: await sums(),
    };
    const { readFile } = await import('node:fs/promises');
    const again = Buffer.concat([await readFile(files.vaccinations), Buffer.from('\r\n')]);
    const batchId = await world.upload('vaccinations-again.csv', again);
    const { counts } = await world.preview(batchId);
    expect(counts.unchanged).toBeGreaterThan(50);
    expect(counts.doses).toBe(0);
    await world.approve(batchId);
    expect(await world.read((tx) => tx.dose.count())).toBe(before.doses);
    expect((await persons()).length).toBe(before.persons);
    expect(await sums()).toEqual(before.sums);
  });

  it('the trail knows every step and no value of a person', async () => {
    const lines = await world.app.db.auditQuery<{ action: string; detail: unknown }>(
      "SELECT action, detail FROM audit.entry WHERE action LIKE 'import.%' OR action LIKE 'entry.%'",
    );
    expect(new Set(lines.map(({ action }) => action))).toEqual(
      new Set([
        'import.upload',
        'import.start',
        'import.stage',
        'import.step',
        'import.link',
        'import.approve',
        'import.publish',
        'import.discard',
        'entry.create',
        'entry.refold',
      ]),
    );
    expect(JSON.stringify(lines)).not.toMatch(/\p{Script=Han}/u);
  });
});
