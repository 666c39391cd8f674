/** A base figure is what was counted, for good; coverage counts its members and nobody else. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { standingOf, standings } from '@qiaomen/domain/base-figure/standing';
import { AgeBand } from '@qiaomen/domain/register/entry-state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateToDay } from '../../entry/entry.ts';
import { personState } from '../../entry/load-events.ts';
import { checkCounty } from '../../entry/rebuild.ts';
import { baseFigureWorld, type BaseFigureWorld } from '../../testing/base-figure-world.ts';
import { addDose, changePerson } from '../../testing/change-elder.ts';
import type { Tablet } from '../../testing/field-world.ts';
import { testAreas } from '../../testing/test-app.ts';

let figures: BaseFigureWorld;
let tablet: Tablet;
const county = CountyCode.parse(testAreas.county);
const areaCode = testAreas.prefecture;
const page = { page: 0, size: 50 };

beforeAll(async () => {
  figures = await baseFigureWorld();
  tablet = await figures.world.tablet(await figures.app.createUser('worker', [county]));
});
afterAll(() => figures.app.close());

describe('a base figure', () => {
  it('before the first one, coverage says that there is none', async () => {
    expect(await figures.coverage()).toMatchObject({ snapshot: null, total: null, rows: [] });
  });

  it('counts everyone once, each with the standing the rule gives, and leaves nobody out without a reason', async () => {
    const rule = { minAge: 60, referenceDate: '2026-11-02', excludeReportedDeaths: true, excludeNoResidence: true };
    await changePerson(figures.app, figures.elder(3), { deceased: true });
    await changePerson(figures.app, figures.elder(1), { state: 'withdrawn' });
    const snapshotId = await figures.count({ excludeReportedDeaths: true, excludeNoResidence: true });
    const stored = await figures.app.db.read({ area: areaCode }, async (tx) => {
      const persons = await tx.person.findMany({
        include: { entries: { where: { campaignId: figures.world.campaignId } } },
      });
      const members = await tx.baseMember.findMany({ where: { snapshotId } });
      return { persons, standing: new Map(members.map((member) => [member.personId, member.standing])) };
    });
    expect(stored.standing.size).toBe(stored.persons.length);
    for (const person of stored.persons) {
      const state = person.entries[0]?.state;
      const expected = standingOf(
        {
          state: personState(person.state),
          birthDate: dateToDay(person.birthDate),
          deceased: person.deceased,
          areaCode: person.areaCode,
          entryState: state === undefined ? null : (state as 'to_visit'),
        },
        rule,
      );
      expect([person.areaCode, stored.standing.get(person.id)]).toEqual([person.areaCode, expected]);
    }
    expect(new Set(stored.standing.values())).toEqual(
      new Set(['eligible', 'under_age', 'death_reported', 'no_residence', 'not_target']),
    );
    await changePerson(figures.app, figures.elder(1), { state: 'active' });
    await figures.app.caller(figures.admin).baseFigure.discard({ snapshotId });
    await figures.runJob('baseFigure.clear', snapshotId);
    expect(await figures.app.db.read({ area: areaCode }, (tx) => tx.baseMember.count({ where: { snapshotId } }))).toBe(
      0,
    );
  });

  it('is a draft until it is published; then its number is named and its parts add up at every level', async () => {
    const snapshotId = await figures.count();
    expect((await figures.coverage()).snapshot).toBeNull();
    expect(await figures.publish(snapshotId)).toBe(1);
    const report = await figures.coverage();
    expect(report.snapshot).toMatchObject({ number: 1, all: 7, eligible: 7, state: 'published' });
    expect(report.total?.coverage.all).toBe(7);
    for (const area of [areaCode, testAreas.county, testAreas.township, testAreas.village]) {
      const detail = await figures.read(snapshotId, area);
      for (const standing of standings) {
        const parts = detail.rows.reduce((sum, row) => sum + (row.counts[standing] ?? 0), 0);
        if (detail.rows.length > 0) expect([area, standing, parts]).toEqual([area, standing, detail.total.counts[standing] ?? 0]); // prettier-ignore
        const list = await figures.app.caller(figures.admin).baseFigure.members({ snapshotId, areaCode: area, exactArea: false, standing, figure: null, page }); // prettier-ignore
        expect(list.total).toBe(detail.total.counts[standing] ?? 0);
      }
      const live = await figures.coverage(area);
      expect(live.total?.coverage.all).toBe(detail.total.all);
      if (live.rows.length > 0)
        expect(live.rows.reduce((sum, row) => sum + row.coverage.all, 0)).toBe(detail.total.all);
      expect(live.bands.reduce((sum, band) => sum + band.coverage.all, 0)).toBe(detail.total.all);
      for (const band of AgeBand.options)
        expect(live.bands.find((one) => one.band === band)?.coverage.all).toBe(detail.total.bands[band]);
    }
  });

  it('follows every dose and decision at once, and each figure opens its people', async () => {
    await addDose(figures.app, figures.elder(0), '2026-05-01');
    await addDose(figures.app, figures.elder(6), '2026-05-01');
    // somebody who came after the count is nobody's numerator
    const late = await figures.world.addElder({ areaCode: testAreas.village, birthDate: '1935-01-01' });
    await addDose(figures.app, late, '2026-05-02');
    const { total, snapshot } = await figures.coverage();
    expect(total?.coverage).toMatchObject({ all: 7, eligible: 7, vaccinated: 2, vaccinatedEligible: 2 });
    for (const figure of ['all', 'eligible', 'vaccinated', 'notVaccinated', 'complete', 'out'] as const) {
      const list = await figures.app.caller(figures.admin).baseFigure.members({ snapshotId: snapshot?.id ?? '', areaCode, exactArea: false, standing: null, figure, page }); // prettier-ignore
      const expected = { all: 7, eligible: 7, vaccinated: 2, notVaccinated: 5, complete: 2, out: 0 };
      expect([figure, list.total, list.rows.length]).toEqual([figure, expected[figure], expected[figure]]);
    }
    expect(await checkCounty(figures.app.db, county)).toEqual([]);
  });

  it('deferring a person raises neither coverage, and a record taken off lowers only the eligible', async () => {
    const before = (await figures.coverage()).total?.coverage;
    await tablet.push([tablet.wrap(figures.world.visit(figures.elder(1), { outcome: '05', nextDate: '2026-12-01' }))]);
    expect((await figures.coverage()).total?.coverage).toEqual(before);
    await changePerson(figures.app, figures.elder(0), { state: 'gone' });
    const after = (await figures.coverage()).total?.coverage;
    expect(after).toMatchObject({ all: 7, eligible: 6, vaccinated: 2, vaccinatedEligible: 1 });
    expect(await checkCounty(figures.app.db, county)).toEqual([]);
    await changePerson(figures.app, figures.elder(0), { state: 'active' });
  });

  it('a member who moves is counted where the denominator is, so that no village passes 100 %', async () => {
    await figures.app.db.transact(
      { scope: { area: county }, actorId: null, county, at: figures.app.now() },
      async (writer) => {
        const moved = { areaCode: testAreas.siblingVillage };
        const { personId, entryId } = figures.elder(0);
        await writer.tx.$executeRaw`UPDATE dose SET area_code = ${moved.areaCode} WHERE person_id = ${personId}::uuid`;
        await writer.tx.registerEntry.update({ where: { county_id: { county, id: entryId } }, data: moved });
        await writer.tx.person.update({ where: { county_id: { county, id: personId } }, data: moved });
        await writer.audit({ action: 'test.move', entity: 'person', entityId: personId, detail: {} });
      },
    );
    const rows = (await figures.coverage(testAreas.township)).rows;
    for (const row of rows) expect(row.coverage.vaccinated).toBeLessThanOrEqual(row.coverage.all);
    expect(rows.find((row) => row.areaCode === testAreas.village)?.coverage.vaccinated).toBe(1);
  });

  it('stays as it was counted whatever happens later, and nobody can change it', async () => {
    const [first] = (await figures.app.caller(figures.admin).baseFigure.list({ campaignId: figures.world.campaignId, page })).rows.filter(({ number }) => number === 1); // prettier-ignore
    const snapshotId = first?.id ?? '';
    const before = await figures.read(snapshotId);
    await changePerson(figures.app, figures.elder(2), { state: 'gone', birthDate: new Date('2000-01-01') });
    expect((await figures.read(snapshotId)).total).toEqual(before.total);
    const write = (statement: string): Promise<unknown> =>
      figures.app.db.bulk(
        { scope: { area: areaCode }, actorId: null, county: '000000', at: figures.app.now() },
        async (b) => {
          const rows = await b.query(statement, [snapshotId]);
          await b.audit({ action: 'test', entity: 'test', entityId: null, detail: {} });
          return rows.length;
        },
      );
    expect(await write('DELETE FROM base_member WHERE snapshot_id = $1 RETURNING 1')).toBe(0);
    expect(await write('DELETE FROM base_total WHERE snapshot_id = $1 RETURNING 1')).toBe(0);
    await expect(write(`UPDATE base_member SET standing = 'moved' WHERE snapshot_id = $1`)).rejects.toThrow();
  });

  it('is replaced by the next one, and an earlier one can come back with the figures of today', async () => {
    const second = await figures.count();
    expect(await figures.publish(second)).toBe(2);
    const after = await figures.coverage();
    expect(after.snapshot?.number).toBe(2);
    expect(after.total?.coverage).toMatchObject({ all: 7, vaccinated: 3 });
    const { rows } = await figures.app
      .caller(figures.admin)
      .baseFigure.list({ campaignId: figures.world.campaignId, page });
    expect(rows.map(({ number, state }) => [number, state])).toEqual([[2, 'published'], [1, 'superseded'], [null, 'discarded']]); // prettier-ignore
    const from = rows.find(({ number }) => number === 1)?.id ?? '';
    for (const area of [areaCode, testAreas.county, testAreas.township, testAreas.village, testAreas.siblingVillage]) {
      const compared = await figures.app.caller(figures.admin).baseFigure.compare({ from, to: second, areaCode: area });
      const of = (kind: string): number =>
        compared.counts.filter((one) => one.kind === kind).reduce((sum, { amount }) => sum + amount, 0);
      expect([area, compared.toAll - compared.fromAll]).toEqual([area, of('entered') - of('left')]);
      for (const { kind, reason, amount } of compared.counts) {
        const asked = { from, to: second, areaCode: area, kind, reason, page };
        const list = await figures.app.caller(figures.admin).baseFigure.differences(asked);
        expect([area, kind, reason, list.total, list.rows.length]).toEqual([area, kind, reason, amount, amount]);
        expect(list.rows.every((row) => row.kind === kind && row.reason === reason && row.name !== null)).toBe(true);
      }
    }
    const whole = await figures.app.caller(figures.admin).baseFigure.compare({ from, to: second, areaCode });
    expect(whole.counts).toEqual(
      expect.arrayContaining([
        { kind: 'entered', reason: 'absent', amount: 1 },
        { kind: 'left', reason: 'gone', amount: 1 },
        { kind: 'village', reason: 'elsewhere', amount: 1 },
      ]),
    );
    await addDose(figures.app, figures.elder(5), '2026-05-01');
    const first = rows.find(({ number }) => number === 1)?.id ?? '';
    expect(await figures.publish(first)).toBe(1);
    expect((await figures.coverage()).total?.coverage).toMatchObject({ all: 7, vaccinated: 3 });
    expect((await checkCounty(figures.app.db, county)).filter(({ key }) => key.startsWith(first))).toEqual([]);
  });
});
