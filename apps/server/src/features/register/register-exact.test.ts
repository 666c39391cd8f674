/** The fast ways of the register answer what reading every entry and counting by hand answers. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInFigure } from '@qiaomen/domain/figures/measures';
import { RegisterFilter, registerSorts, type ListRegister } from '@qiaomen/domain/register/query';
import { AgeBand, DoseStatus, EntryState } from '@qiaomen/domain/register/entry-state';
import { rangeOf } from '@qiaomen/domain/area/area-code';
import { visitOutcomes, visitReasons } from '@qiaomen/domain/visit/codes';
import { dateToDay, entrySelect, toEntry, type Entry } from '../../entry/entry.ts';
import { foldFigures } from '../../jobs/fold-figures.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let worker: TestUser;
const today = '2026-11-22';
const villages = [testAreas.village, testAreas.siblingVillage, testAreas.otherVillage];
const names = ['张三', '张淑珍', '张英', '朴成国', '朴英', '김철수', 'Tashi'];
interface Known {
  entry: Entry;
  name: string;
  initials: string;
  birthDate: string;
  tails: string[];
}
const known: Known[] = [];

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  worker = await app.createUser('worker', [testAreas.township]);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  const tablet = await world.tablet(worker);
  const told = new Map<string, string>();
  for (let n = 0; n < 36; n++) {
    const areaCode = n % 9 === 8 ? testAreas.township : (villages[n % 3] ?? testAreas.village);
    const birthDate = `${1930 + ((n * 7) % 37)}-0${1 + (n % 9)}-11`;
    const phone = n % 3 === 0 ? null : `139043${String(10_000 + (n % 4) * 11)}`;
    const elder = await world.addElder({ areaCode, birthDate, phone, name: names[n % names.length] ?? '' });
    told.set(elder.personId, phone?.slice(-4) ?? '');
    if (n % 4 === 0) continue;
    const outcome = visitOutcomes[n % visitOutcomes.length] ?? '02';
    const reasons = outcome === '04' ? [visitReasons[n % 3] ?? 'T1'] : [];
    const nextDate = n % 2 === 0 ? `2026-11-2${1 + (n % 4)}` : null;
    const occurredAt = '2026-11-20T02:00:00.000Z';
    await tablet.push([tablet.wrap(world.visit(elder, { outcome, reasons, nextDate }), { occurredAt })]);
    // half of the figures are folded, half are not
    if (n === 18) await foldFigures(app.db, app.now());
  }
  await app.db.read({ area: testAreas.county }, async (tx) => {
    const rows = await tx.registerEntry.findMany({ select: { ...entrySelect, person: true } });
    for (const { person, ...row } of rows)
      known.push({
        entry: toEntry(row),
        name: person.name,
        initials: person.nameInitials,
        birthDate: dateToDay(person.birthDate) ?? '',
        tails: [told.get(person.id) ?? ''],
      });
  });
});
afterAll(() => app.close());

const fits = ({ filter, text }: ListRegister, { entry, name, initials, tails }: Known): boolean => {
  const { areaCode, exactArea, state, band, doseStatus, ownerId, refusalReason, figure } = filter;
  const found =
    text === '' ||
    (/^\d{4}$/.test(text)
      ? tails.includes(text)
      : /^[a-z]+$/i.test(text)
        ? initials.startsWith(text.toLowerCase())
        : name.startsWith(text));
  const counted = figure ?? (state === null ? 'registered' : null);
  return (
    found &&
    (areaCode === null || (exactArea ? entry.areaCode === areaCode : isWithin(entry.areaCode, rangeOf(areaCode)))) &&
    (counted === null || isInFigure(counted, entry, today)) &&
    (state === null || entry.state === state) &&
    (band === null || entry.band === band) &&
    (doseStatus === null || entry.doseStatus === doseStatus) &&
    (ownerId === null || (ownerId === 'none' ? entry.ownerId === null : entry.ownerId === ownerId)) &&
    (refusalReason === null || (entry.state === 'refused' && entry.refusalReason === refusalReason))
  );
};
const isWithin = (code: string, { gte, lt }: { gte: string; lt: string }): boolean => gte <= code && code < lt;

const keyOf = ({ sort }: ListRegister, { entry, name, birthDate }: Known): string => {
  const key = { serial: '', name, nextDate: entry.nextDate ?? '', age: birthDate, area: entry.areaCode };
  return key[sort];
};

const mostly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 1, nil: null });

test('rows, their order and their number are those of the naive list, for every filter, order, search and page', async () => {
  const filter = fc.record({
    areaCode: fc.constantFrom(null, testAreas.county, testAreas.township, ...villages),
    exactArea: fc.boolean(),
    state: mostly(fc.constantFrom(...EntryState.options)),
    band: mostly(fc.constantFrom(...AgeBand.options)),
    doseStatus: mostly(fc.constantFrom(...DoseStatus.options)),
    ownerId: fc.constantFrom(null, null, 'none' as const, 'the worker' as const, randomUUID()),
    refusalReason: mostly(fc.constantFrom(...visitReasons.slice(0, 3))),
    figure: fc.option(fc.constantFrom(...RegisterFilter.shape.figure.unwrap().options), { nil: null }),
  });
  const question = fc.record({
    filter,
    sort: fc.constantFrom(...registerSorts),
    descending: fc.boolean(),
    text: fc.constantFrom('', '', '张', '张淑珍', '朴', 'z', 'ZS', 'pyy', 'tashi', '김', '0011', '0033', '9999'),
    page: fc.record({ page: fc.integer({ min: 0, max: 3 }), size: fc.constantFrom(5, 50) }),
  });
  await fc.assert(
    fc.asyncProperty(question, async ({ filter: asked, ...rest }) => {
      const ownerId = asked.ownerId === 'the worker' ? worker.id : asked.ownerId;
      const input: ListRegister = { campaignId: world.campaignId, ...rest, filter: { ...asked, ownerId } };
      const expected = known.filter((one) => fits(input, one));
      const { rows, total } = await app.caller(supervisor).register.list(input);
      expect(total).toBe(expected.length);
      const { page, size } = input.page;
      const keys = expected.map((one) => keyOf(input, one));
      const sorted = input.descending ? keys.toSorted().toReversed() : keys.toSorted();
      const byId = new Map(expected.map((one) => [one.entry.id, one]));
      expect(rows).toHaveLength(Math.max(0, Math.min(size, expected.length - page * size)));
      expect(new Set(rows.map(({ entryId }) => entryId)).size).toBe(rows.length);
      const shown = rows.map(({ entryId }) => byId.get(entryId));
      expect(shown).not.toContain(undefined);
      // the older, the earlier born; who has no next date comes last either way
      if (input.sort === 'name' || input.sort === 'area')
        expect(shown.map((one) => (one === undefined ? '' : keyOf(input, one)))).toEqual(
          sorted.slice(page * size, (page + 1) * size),
        );
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
});

test('all pages together are every row once', async () => {
  for (const text of ['', '张'])
    for (const sort of registerSorts) {
      const ids: string[] = [];
      for (let page = 0; ; page++) {
        const filter = { ...allOf };
        const list = await app.caller(supervisor).register.list({
          campaignId: world.campaignId, page: { page, size: 5 }, sort, descending: false, filter, text,
        }); // prettier-ignore
        ids.push(...list.rows.map(({ entryId }) => entryId));
        if ((page + 1) * 5 >= list.total) break;
      }
      const expected = known.filter((one) => isInFigure('registered', one.entry, today) && one.name.startsWith(text));
      expect(ids.toSorted()).toEqual(expected.map(({ entry }) => entry.id).toSorted());
    }
});

const allOf: RegisterFilter = {
  areaCode: null,
  state: null,
  band: null,
  doseStatus: null,
  ownerId: null,
  refusalReason: null,
  exactArea: false,
  figure: null,
};
