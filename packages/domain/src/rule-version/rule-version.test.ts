import { describe, expect, test } from 'vitest';
import { barthel } from '../ability/barthel.ts';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { exampleTables } from '../forecast/examples.ts';
import { forecast } from '../forecast/forecast.ts';
import { localThresholds } from '../screening/questions.ts';
import { faultsOfBody, nameOfBody, RuleBody } from './body.ts';
import { addRow, changeInterval, type IntervalChange, type NewRow } from './change-table.ts';
import { rulesFor, shippedBodies, shippedRules } from './clinic-rules.ts';
import { decideDiscardVersion, decidePublishVersion, decideSaveVersion } from './decide.ts';
import { dueShift } from './due-shift.ts';

const doses = [
  { product: 'INACT', date: '2022-01-01' },
  { product: 'INACT', date: '2022-02-01' },
];
const past = { doses, infections: [], otherVaccines: [], conditions: [] };
const nextOn = (table: typeof cnCovid19, day: string) =>
  forecast(past, { birthDate: '1940-01-01' }, { table, rulesAsOf: day }, day).next;

const change: IntervalChange = {
  rowId: 'R5',
  dose: 0,
  interval: 0,
  minimum: '4 months',
  absoluteMinimum: '4 months',
  latest: null,
  from: '2023-06-01',
  newId: 'R5b',
  source: 'a notice',
};

describe('a changed interval', () => {
  test('holds from its day on; before it the old one does, and both rows stay', () => {
    const changed = changeInterval(cnCovid19, change);
    if (!changed.ok) throw new Error('refused');
    expect(nextOn(changed.value, '2023-05-31')).toMatchObject({ earliest: '2022-05-01', rules: ['R5'] });
    expect(nextOn(changed.value, '2023-06-01')).toMatchObject({ earliest: '2022-06-01', rules: ['R5b'] });
    expect(changed.value.series.filter(({ id }) => id === 'R5')).toMatchObject([{ validTo: '2023-05-31' }]);
    expect(faultsOfBody({ kind: 'schedule', table: changed.value })).toEqual([]);
  });

  test('on the first day of a row it replaces the row', () => {
    const changed = changeInterval(cnCovid19, { ...change, from: '2022-11-29', newId: 'R5', latest: '1 year' });
    if (!changed.ok) throw new Error('refused');
    expect(changed.value.series).toHaveLength(cnCovid19.series.length);
    expect(nextOn(changed.value, '2022-11-29')).toMatchObject({ earliest: '2022-06-01', pastDue: '2023-02-01' });
  });

  test.each([
    [{ rowId: 'R99' }, { code: 'not_found' }],
    [{ dose: 1 }, { code: 'not_found' }],
    [{ interval: 3 }, { code: 'not_found' }],
    [{ from: '2022-11-28' }, { code: 'not_found' }],
    [{ newId: 'R6' }, { code: 'bad_input', fields: ['newId'] }],
    [{ newId: 'R5' }, { code: 'bad_input', fields: ['newId'] }],
  ])('%j is refused', (more, error) => {
    expect(changeInterval(cnCovid19, { ...change, ...more })).toEqual({ ok: false, error });
  });
});

describe('a new row', () => {
  const row: NewRow = {
    id: 'R11',
    series: 'BOOSTER',
    step: 4,
    firstNumber: 3,
    products: ['XBB'],
    fromAge: 60,
    minimum: '6 months',
    from: '2023-11-01',
    source: 'a notice',
  };

  test('a third booster of a new product is asked for from its day on, without a line of code', () => {
    const added = addRow(cnCovid19, row);
    if (!added.ok) throw new Error('refused');
    const four = [...doses, { product: 'INACT', date: '2022-06-01' }, { product: 'SUB_CHO', date: '2022-12-20' }];
    const nextOf = (day: string) =>
      forecast({ ...past, doses: four }, { birthDate: '1940-01-01' }, { table: added.value, rulesAsOf: day }, day).next;
    expect(nextOf('2023-10-31')).toBeNull();
    expect(nextOf('2023-11-01')).toMatchObject({
      series: 'BOOSTER',
      dose: 3,
      earliest: '2023-06-20',
      products: ['XBB'],
    });
    expect(faultsOfBody({ kind: 'schedule', table: added.value })).toEqual([]);
  });

  test('has an id of its own', () => {
    expect(addRow(cnCovid19, { ...row, id: 'R1' })).toEqual({
      ok: false,
      error: { code: 'bad_input', fields: ['id'] },
    });
  });

  test('without an age it is for everybody', () => {
    const added = addRow(cnCovid19, { ...row, fromAge: null });
    expect(added).toMatchObject({ ok: true });
    expect(added.ok && added.value.series.at(-1)).not.toHaveProperty('fromAge');
  });
});

describe('what a table may not say', () => {
  const [series] = cnCovid19.series;
  if (series === undefined) throw new Error('no series');
  const interval = { from: 'PREVIOUS_DOSE', absoluteMinimum: '3 weeks', minimum: '3 weeks' } as const;
  const withRow = (more: object) =>
    faultsOfBody({ kind: 'schedule', table: { ...cnCovid19, series: [{ ...series, ...more }] } });
  const withInterval = (more: object) =>
    withRow({ doses: [{ rule: 'R1', allowed: ['INACT'], intervals: [{ ...interval, ...more }] }] });

  test.each([
    [withRow({}), []],
    [withRow({ validTo: '2021-03-28' }), ['period R1']],
    [withRow({ validTo: '2021-03-29' }), []],
    [withRow({ fromAge: 60, toAge: 59 }), ['ages R1']],
    [withRow({ fromAge: 60, toAge: 60 }), []],
    [withRow({ doses: [{ rule: 'R1', allowed: ['NEW'], intervals: [] }] }), ['product NEW']],
    [withInterval({}), []],
    [withInterval({ absoluteMinimum: '4 weeks' }), ['interval R1']],
    [withInterval({ latest: '2 weeks' }), ['interval R1']],
    [withInterval({ latest: '3 weeks' }), []],
    [faultsOfBody({ kind: 'schedule', table: { ...cnCovid19, series: [series, series] } }), ['twice R1']],
  ])('%#: %j', (faults, expected) => {
    expect(faults).toEqual(expected);
  });

  test('limits have ids of their own and periods that end after they begin', () => {
    const [limit] = localThresholds;
    if (limit === undefined) throw new Error('no limit');
    expect(faultsOfBody({ kind: 'thresholds', rows: [limit, limit] })).toEqual([`twice ${limit.id}`]);
    expect(faultsOfBody({ kind: 'thresholds', rows: [{ ...limit, validTo: '2021-03-28' }] })).toEqual([`period ${limit.id}`]);
    expect(faultsOfBody({ kind: 'form', form: { ...barthel, items: [...barthel.items, ...barthel.items] } })).toEqual(['item_twice']);
  });

  test('everything that comes with the product can be read back, and nothing in it is at fault', () => {
    for (const body of shippedBodies) {
      expect(RuleBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
      expect(faultsOfBody(body)).toEqual([]);
    }
    expect(shippedBodies.map(nameOfBody)).toEqual(['cn-covid19', 'influenza-example', 'ppv23-example', 'zoster-example', 'local-limits', 'screening-questions', 'barthel']);
    expect(exampleTables.every(({ status }) => status === 'example')).toBe(true);
  });
}); // prettier-ignore

describe('which rules hold at a place', () => {
  const [limit] = localThresholds;
  if (limit === undefined) throw new Error('no limit');
  const limits = (place: string, above: number) => ({ place, body: { kind: 'thresholds' as const, rows: [{ ...limit, scope: place, above }] } });
  const aboveAt = (area: string, ...published: ReturnType<typeof limits>[]) => rulesFor(published, area).thresholds.map(({ above }) => above);

  test('without a publication those that come with the product', () => {
    expect(rulesFor([], '222401')).toEqual(shippedRules);
  });

  test('the nearest place decides, in whatever order they were published', () => {
    const [prefecture, county, other] = [limits('2224', 38), limits('222401', 37.5), limits('222402', 39)];
    expect(aboveAt('222401001', prefecture, county, other)).toEqual([37.5]);
    expect(aboveAt('222401001', county, other, prefecture)).toEqual([37.5]);
    expect(aboveAt('222403', county, other, prefecture)).toEqual([38]);
    expect(aboveAt('513301', county, other, prefecture)).toEqual(localThresholds.map(({ above }) => above));
  });

  test('a published schedule takes the place of the one of its name; a form stands beside its earlier versions', () => {
    const table = { ...cnCovid19, products: [...cnCovid19.products, 'XBB'] };
    const form = { ...barthel, version: 2 };
    const rules = rulesFor([{ place: '2224', body: { kind: 'schedule', table } }, { place: '2224', body: { kind: 'form', form } }], '222401');
    expect(rules.table).toBe(table);
    expect(rules.others).toEqual(exampleTables);
    expect(rules.forms).toEqual([form, barthel]);
  });
}); // prettier-ignore

describe('a version', () => {
  const body: RuleBody = { kind: 'schedule', table: cnCovid19 };
  const draft = { id: 'v', version: 3, state: 'draft', authorId: 'a', body, isCounted: true } as const;

  test('follows the one that was looked at, and goes on while it is a draft', () => {
    expect(decideSaveVersion(body, null, 0)).toEqual({ ok: true, value: { act: 'create', version: 1 } });
    expect(decideSaveVersion(body, draft, 0)).toEqual({ ok: true, value: { act: 'update', id: 'v' } });
    const published = { ...draft, state: 'published' } as const;
    expect(decideSaveVersion(body, published, 3)).toEqual({ ok: true, value: { act: 'create', version: 4 } });
    expect(decideSaveVersion(body, published, 2)).toEqual({ ok: false, error: { code: 'changed_meanwhile' } });
    const wrong: RuleBody = { kind: 'thresholds', rows: [...localThresholds, ...localThresholds] };
    expect(decideSaveVersion(wrong, null, 0)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });

  test('is published by somebody who did not write it, with its effect counted', () => {
    const by = (actorId: string, hasWritten = false) => ({ actorId, hasWritten });
    expect(decidePublishVersion(draft, by('b'))).toEqual({ ok: true, value: { state: 'published' } });
    expect(decidePublishVersion(draft, by('a'))).toMatchObject({ error: { code: 'rules_own_publication' } });
    expect(decidePublishVersion(draft, by('b', true))).toMatchObject({ error: { code: 'rules_own_publication' } });
    expect(decidePublishVersion({ ...draft, isCounted: false }, by('b'))).toMatchObject({ error: { code: 'rules_not_counted' } });
    const limits: RuleBody = { kind: 'thresholds', rows: [...localThresholds] };
    expect(decidePublishVersion({ ...draft, isCounted: false, body: limits }, by('b'))).toMatchObject({ ok: true });
    expect(decidePublishVersion({ ...draft, state: 'published' }, by('b'))).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(decidePublishVersion(null, by('b'))).toMatchObject({ error: { code: 'not_found' } });
  });

  test('is discarded only while it is a draft', () => {
    expect(decideDiscardVersion(draft)).toEqual({ ok: true, value: { state: 'discarded' } });
    expect(decideDiscardVersion({ state: 'published' })).toEqual({ ok: false, error: { code: 'changed_meanwhile' } });
    expect(decideDiscardVersion(null)).toEqual({ ok: false, error: { code: 'not_found' } });
  });
}); // prettier-ignore

describe('what a change does to a due date', () => {
  const due = (earliest: string, dueNow = false) => ({ series: 'BOOSTER', dose: 1, products: [], earliest, recommended: earliest, pastDue: null, dueNow, rules: [] });
  test.each([
    [null, null, null],
    [null, due('2023-01-01'), 'newly_due'],
    [due('2023-01-01'), null, 'no_longer_due'],
    [due('2023-02-01'), due('2023-01-01'), 'earlier'],
    [due('2023-01-01'), due('2023-02-01'), 'later'],
    [due('2023-01-01'), due('2023-01-01'), null],
    [due('2023-02-01', true), due('2023-01-01', true), null],
    [due('2023-02-01'), due('2023-01-01', true), 'earlier'],
    [due('2023-01-01', true), due('2023-02-01'), 'later'],
  ])('%#: %s', (before, after, shift) => {
    expect(dueShift(before, after)).toBe(shift);
  });
}); // prettier-ignore
