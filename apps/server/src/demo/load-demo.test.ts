import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { divisionsOf, divisionYear, shippedPrefectures } from '@qiaomen/domain/area/divisions/divisions';
import { seedAreas } from '../install/seed-areas.ts';
import { listDemoFiles } from '../features/import/demo-files.ts';
import { silentLog } from '../log.ts';
import { testApp, type TestApp } from '../testing/test-app.ts';
import { loadDemo } from './load-demo.ts';

let app: TestApp;
const yanbian = { area: AreaCode.parse('2224') };
const ganzi = { area: AreaCode.parse('5133') };

beforeAll(async () => {
  app = await testApp();
  await seedAreas(app.db, shippedPrefectures.flatMap(divisionsOf), divisionYear, app.now());
  const { db, keys, dataDir, now } = app;
  await loadDemo({ db, keys, dataDir, workDir: join(dataDir, 'work'), now, log: silentLog, people: 1200 });
}, 180_000);

afterAll(() => app.close());

describe('the demo', () => {
  it('has an open campaign of twenty days with a register', async () => {
    const [campaign, entries] = await app.db.read(yanbian, (tx) =>
      Promise.all([tx.campaign.findFirstOrThrow({ where: { state: 'open' } }), tx.registerEntry.count()]),
    );
    expect(campaign.opensOn.toISOString().slice(0, 10)).toBe('2026-11-02');
    expect(campaign.deadline.toISOString().slice(0, 10)).toBe('2027-01-01');
    expect(entries).toBeGreaterThan(200);
  });

  it('has key places with residents, who are counted at home, and people a list calls disabled', async () => {
    const [places, stays, disabled] = await app.db.read(yanbian, (tx) =>
      Promise.all([tx.keyPlace.count(), tx.placeStay.count(), tx.person.count({ where: { disabled: true } })]),
    );
    expect(places).toBeGreaterThan(0);
    expect(stays).toBeGreaterThan(places);
    expect(disabled).toBeGreaterThan(10);
  });

  it('has elders who asked for a visit at home, and a team that may vaccinate them', async () => {
    const events = await app.db.read(yanbian, (tx) => tx.careEvent.findMany({ select: { kind: true, flags: true } }));
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['homeVisit.request', 'assessment.record', 'homeVisit.approve']),
    );
    expect(events.flatMap(({ flags }) => flags)).toEqual([]);
    expect(await app.db.reference((tx) => tx.staffCertificate.count())).toBe(3);
  });

  it('has visits of both workers, and an elder found at the door who waits for the supervisor', async () => {
    const [visits, proposals] = await app.db.read(yanbian, (tx) =>
      Promise.all([
        tx.visit.findMany({ select: { userId: true, occurredAt: true } }),
        tx.proposal.count({ where: { state: 'pending' } }),
      ]),
    );
    expect(new Set(visits.map(({ userId }) => userId)).size).toBe(2);
    expect(visits.every(({ occurredAt }) => occurredAt < app.now())).toBe(true);
    expect(proposals).toBe(1);
  });

  it('shows the milestones of Ganzi in persons, in a closed test campaign without a register', async () => {
    const campaign = await app.db.read(ganzi, (tx) =>
      tx.campaign.findFirstOrThrow({
        where: { areaCode: '5133' },
        include: { milestones: { orderBy: { dueOn: 'asc' } } },
      }),
    );
    expect(campaign).toMatchObject({ isTest: true, state: 'closed' });
    expect(
      campaign.milestones.map(({ dueOn, target, unit }) => [dueOn.toISOString().slice(0, 10), target, unit]),
    ).toEqual([
      ['2021-06-30', 400_000, 'persons'],
      ['2021-12-31', 751_000, 'persons'],
    ]);
    expect(await app.db.read(ganzi, (tx) => tx.registerEntry.count())).toBe(0);
  });

  it('offers a practice file of every kind, and never the truth', async () => {
    const files = await listDemoFiles(app.dataDir);
    expect(files.map(({ name }) => name)).toEqual([
      'deaths.csv',
      'disability-register.csv',
      'health-records.xlsx',
      'medical-insurance.csv',
      'move-outs.csv',
      'nursing-homes.xlsx',
      'population.csv',
      'social-insurance.csv',
      'vaccinations.csv',
    ]);
  });

  it('has one sign-in of each role', async () => {
    const { demoSignIns } = await app.caller(null, { demo: true }).account.installState();
    expect(new Set(demoSignIns.map(({ role }) => role)).size).toBe(5);
    expect(demoSignIns.map(({ login }) => login)).toContain('worker2');
  });
});
