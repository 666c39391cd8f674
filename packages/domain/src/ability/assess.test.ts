import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from './assess.ts';
import { barthel } from './barthel.ts';
import { abilityClasses, AbilityForm, faultsOf } from './form.ts';

const day = '2022-12-01';
const order = [...barthel.items].toReversed();

/** Answers that add up to a total, filled from the last item on. */
const answersFor = (total: number): Record<string, number> => {
  let left = total;
  return Object.fromEntries(
    order.map(({ id, scores }) => {
      const score = scores.findLast((each) => each <= left) ?? 0;
      left -= score;
      return [id, score];
    }),
  );
};
const classOf = (total: number, homebound = false) =>
  assess(barthel, { items: answersFor(total), findings: [], homebound }, day);

describe('the Barthel index', () => {
  test('has ten items and a hundred points', () => {
    expect(barthel.items).toHaveLength(10);
    expect(barthel.items.reduce((sum, { scores }) => sum + Math.max(...scores), 0)).toBe(100);
    expect(faultsOf(AbilityForm.parse(barthel))).toEqual([]);
  });

  test.each([
    [0, 'severe', 'home'],
    [40, 'severe', 'home'],
    [45, 'moderate', 'vehicle'],
    [60, 'moderate', 'vehicle'],
    [65, 'mild', 'green_channel'],
    [95, 'mild', 'green_channel'],
    [100, 'independent', 'site'],
  ])('%i points: %s, %s', (total, ability, route) => {
    expect(classOf(total)).toMatchObject({ ok: true, total, class: ability, route });
    expect(classOf(total, true)).toMatchObject({ class: ability, route: 'home' });
  });

  test('an item left out or a score the item does not have is named', () => {
    const { stairs: _stairs, ...items } = answersFor(100);
    expect(assess(barthel, { items: { ...items, feeding: 7 }, findings: [], homebound: false }, day)).toEqual({
      ok: false,
      missing: ['stairs'],
      impossible: ['feeding'],
    });
  });

  test('limits are versions: an assessment is read by those of its day', () => {
    const [now] = barthel.cutOffs;
    if (now === undefined) throw new Error('no limits');
    const local = {
      ...now,
      id: 'LOCAL',
      scope: '2224',
      validFrom: '2023-01-01',
      classes: now.classes.map((limit) => (limit.class === 'moderate' ? { ...limit, from: 50 } : limit)),
    };
    const form = { ...barthel, cutOffs: [...barthel.cutOffs, local] };
    const answers = { items: answersFor(45), findings: [], homebound: false };
    expect(assess(form, answers, '2022-12-31')).toMatchObject({
      class: 'moderate',
      ruleIds: ['BARTHEL-40-60', 'ROUTE-3'],
    });
    expect(assess(form, answers, '2023-01-01')).toMatchObject({ class: 'severe', ruleIds: ['LOCAL', 'ROUTE-4'] });
  });

  test('one point more never means a graver class', () => {
    const steps = fc.integer({ min: 0, max: 19 }).map((twentieth) => twentieth * 5);
    const gravity = (total: number): number => {
      const found = classOf(total);
      return found.ok ? abilityClasses.indexOf(found.class) : -1;
    };
    fc.assert(fc.property(steps, (total) => gravity(total + 5) <= gravity(total)));
  });
});

test('a form loaded from a file may put a finding above the score', () => {
  const form = AbilityForm.parse({
    id: 'example',
    version: 1,
    source: 'example, not official',
    items: [{ id: 'a', scores: [0, 1, 2] }],
    cutOffs: [
      {
        id: 'X',
        source: 'example',
        scope: 'CN',
        validFrom: '2020-01-01',
        validTo: null,
        classes: [
          { from: 0, class: 'mild' },
          { from: 2, class: 'independent' },
        ],
      },
    ],
    findings: [
      { id: 'F1', source: 'example', scope: 'CN', validFrom: '2020-01-01', validTo: null, finding: 'coma', class: 'severe', lowerBy: 0 },
      { id: 'F2', source: 'example', scope: 'CN', validFrom: '2020-01-01', validTo: null, finding: 'dementia', class: null, lowerBy: 1 },
    ],
  }); // prettier-ignore
  const classWith = (...findings: string[]) => assess(form, { items: { a: 2 }, findings, homebound: false }, day);
  expect(classWith()).toMatchObject({ class: 'independent' });
  expect(classWith('dementia')).toMatchObject({ class: 'mild' });
  expect(classWith('coma', 'dementia')).toMatchObject({ class: 'severe', ruleIds: ['X', 'F1', 'F2', 'ROUTE-4'] });
  expect(faultsOf({ ...form, items: [...form.items, ...form.items] })).toEqual(['item_twice']);

  const [limits] = form.cutOffs;
  if (limits === undefined) throw new Error('no limits');
  const withClasses = (...from: number[]) =>
    faultsOf({
      ...form,
      cutOffs: [{ ...limits, classes: from.map((each) => ({ from: each, class: 'mild' as const })) }],
    });
  expect(withClasses(0, 2)).toEqual([]);
  expect(withClasses(1, 2)).toEqual(['limits X']);
  expect(withClasses(0, 2, 2)).toEqual(['limits X']);
});

describe('a form that does not fit its answers', () => {
  const items = answersFor(100);
  const { stairs: _stairs, ...without } = items;
  const told = (answers: Record<string, number>, findings: string[] = []) =>
    assess(barthel, { items: answers, findings, homebound: false }, day);

  test('one item missing is enough to have no class, and so is one impossible score or an item of another form', () => {
    expect(told(without)).toEqual({ ok: false, missing: ['stairs'], impossible: [] });
    expect(told({ ...items, feeding: 7 })).toEqual({ ok: false, missing: [], impossible: ['feeding'] });
    expect(told({ ...items, breathing: 5 })).toEqual({ ok: false, missing: [], impossible: ['breathing'] });
  });

  test('a finding the form does not know changes nothing', () => {
    expect(told(items, ['coma'])).toMatchObject({ class: 'independent' });
  });

  test('no class is graver than the gravest, however many steps lower', () => {
    const finding = {
      id: 'F',
      source: 'example',
      scope: 'CN',
      validFrom: '2020-01-01',
      validTo: null,
      finding: 'coma',
    };
    const form = { ...barthel, findings: [{ ...finding, class: null, lowerBy: 3 }] };
    const found = assess(form, { items: answersFor(45), findings: ['coma'], homebound: false }, day);
    expect(found).toMatchObject({ class: 'severe', ruleIds: ['BARTHEL-40-60', 'F', 'ROUTE-4'] });
  });

  test('without limits there is no class, without a row no way; a total below every limit is the gravest', () => {
    expect(assess({ ...barthel, cutOffs: [] }, { items, findings: [], homebound: false }, day)).toEqual({
      ok: false,
      missing: [],
      impossible: [],
    });
    expect(assess(barthel, { items, findings: [], homebound: false }, day, [])).toMatchObject({
      ok: true,
      route: null,
      ruleIds: ['BARTHEL-40-60'],
    });
    const [limits] = barthel.cutOffs;
    if (limits === undefined) throw new Error('no limits');
    const gap = { ...barthel, cutOffs: [{ ...limits, classes: [{ from: 100, class: 'independent' as const }] }] };
    expect(assess(gap, { items: answersFor(95), findings: [], homebound: false }, day)).toMatchObject({
      class: 'severe',
    });
  });
});
