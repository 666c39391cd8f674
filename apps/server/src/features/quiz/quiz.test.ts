import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { localThresholds } from '@qiaomen/domain/screening/questions';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let vaccinator: TestUser;
let supervisor: TestUser;
const page = { page: 0, size: 20 };
const right = Object.fromEntries(cnCovid19.conditions.map(({ condition, result }) => [condition, result]));
const staff = async (onlyOpen = false) => {
  const { rows } = await app.caller(supervisor).quiz.staff({ areaCode: testAreas.county, onlyOpen, page });
  return rows.map(({ userId, standing }) => [userId, standing]);
};

beforeAll(async () => {
  app = await testApp();
  vaccinator = await app.createUser('vaccinator', [testAreas.township]);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
});
afterAll(() => app.close());

it('a vaccinator learns what is no contraindication, and a change of the rules makes the module outdated', async () => {
  expect(await staff()).toEqual([[vaccinator.id, 'never']]);
  const caller = app.caller(vaccinator);
  const { mark, conditions, last } = await caller.quiz.read();
  expect(last).toBeNull();
  expect(conditions).toHaveLength(12);
  const tooCareful = { ...right, ADVANCED_AGE_ONLY: 'CONTRAINDICATED', HYPERTENSION_STABLE: 'DEFER' } as const;
  expect(await caller.quiz.answer({ mark, answers: tooCareful })).toMatchObject({
    right: 10,
    passed: false,
    wrong: expect.arrayContaining([expect.objectContaining({ condition: 'ADVANCED_AGE_ONLY', right: 'ELIGIBLE' })]),
  });
  expect(await staff()).toEqual([[vaccinator.id, 'failed']]);
  expect(await caller.quiz.answer({ mark, answers: right })).toEqual({ right: 12, questions: 12, passed: true, wrong: [] });
  expect(await staff()).toEqual([[vaccinator.id, 'passed']]);
  expect(await staff(true)).toEqual([]);

  // the county moves a limit: what was learnt is of yesterday
  const place = testAreas.county;
  const [author, second] = [await app.createUser('admin', [place]), await app.createUser('admin', [place])];
  const rows = localThresholds.map((row) => ({ ...row, scope: place, above: row.above + 1 }));
  const { versionId } = await app.caller(author).ruleVersion.save({ place, body: { kind: 'thresholds', rows }, note: '', baseVersion: 0 });
  await app.caller(second).ruleVersion.publish({ versionId });
  expect(await staff(true)).toEqual([[vaccinator.id, 'outdated']]);
  expect(await refusalOf(caller.quiz.answer({ mark, answers: right }))).toEqual({ code: 'changed_meanwhile' });
  const again = await caller.quiz.read();
  expect(again.last).toMatchObject({ passed: true, isOfTheseRules: false });
  await caller.quiz.answer({ mark: again.mark, answers: right });
  expect(await staff()).toEqual([[vaccinator.id, 'passed']]);
}); // prettier-ignore
