import { randomUUID } from 'node:crypto';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../entry/new-id.ts';
import { baseFigureWorld, type BaseFigureWorld } from '../../testing/base-figure-world.ts';
import { refusalOf, testAreas } from '../../testing/test-app.ts';

let figures: BaseFigureWorld;
const county = CountyCode.parse(testAreas.county);
const areaCode = testAreas.prefecture;
const page = { page: 0, size: 50 };

beforeAll(async () => {
  figures = await baseFigureWorld();
});
afterAll(() => figures.app.close());

describe('counting', () => {
  it('is stopped by a person and leaves nothing; run twice it does nothing the second time', async () => {
    figures.app.setNow(new Date(figures.app.now().getTime() + 60_000));
    const { snapshotId } = await figures.app.caller(figures.admin).baseFigure.count({
      snapshotId: newId(figures.app.now()),
      campaignId: figures.world.campaignId,
      excludeReportedDeaths: false,
      excludeNoResidence: false,
    });
    expect(await refusalOf(figures.count())).toEqual({ code: 'base_count_running' });
    await figures.app.caller(figures.admin).baseFigure.cancel({ snapshotId });
    await figures.runJob('baseFigure.count', snapshotId);
    const { rows } = await figures.app
      .caller(figures.admin)
      .baseFigure.list({ campaignId: figures.world.campaignId, page });
    expect(rows[0]).toMatchObject({ id: snapshotId, state: 'cancelled', number: null });
    expect(await figures.app.db.read({ area: areaCode }, (tx) => tx.baseMember.count({ where: { snapshotId } }))).toBe(
      0,
    );
  });

  it('of a campaign belongs to whoever is responsible for all of it', async () => {
    const supervisor = await figures.app.createUser('supervisor', [testAreas.county]);
    const request = { campaignId: figures.world.campaignId, excludeReportedDeaths: false, excludeNoResidence: false };
    expect(
      await refusalOf(figures.app.caller(supervisor).baseFigure.count({ ...request, snapshotId: randomUUID() })),
    ).toEqual({
      code: 'outside_area',
    });
    await figures.publish(await figures.count());
    // and reads the own part of it
    const report = await figures.app
      .caller(supervisor)
      .baseFigure.coverage({ campaignId: figures.world.campaignId, areaCode: county });
    expect(report.snapshot?.number).toBe(1);
    expect(report.total?.coverage.all).toBe(6);
  });
});
