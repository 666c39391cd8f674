/** Questions before a dose are versions: published by a second person, pulled by tablets, and old answers keep their set. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, shanghaiDay } from '@qiaomen/domain/register/day';
import { rulesFor } from '@qiaomen/domain/rule-version/clinic-rules';
import { followQuestions } from '@qiaomen/domain/rule-version/follow-questions';
import { questionSets } from '@qiaomen/domain/screening/questions';
import { newId } from '../../entry/new-id.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testApp, testAreas, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
const place = testAreas.prefecture;
const [shipped] = questionSets;
if (shipped === undefined) throw new Error('no set');
const dialysis = {
  id: 'DIALYSIS',
  condition: 'DIALYSIS',
  notContraindicated: [],
  result: 'DEFER' as const,
  text: '今天是透析日吗？',
};

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
});
afterAll(() => app.close());

it('a question that was added is asked from its day on; an answer to the old set stays one to the old set', async () => {
  const [author, second] = [await app.createUser('admin', [place]), await app.createUser('admin', [place])];
  const from = addDays(shanghaiDay(app.now()), 1);
  const questions = [...shipped.questions, dialysis];
  const change = { from, place, source: '州专家组', questions, recheckAfterDays: 3, consultWithinHours: 24 };
  const followed = followQuestions(questionSets, change);
  if (!followed.ok) throw new Error('refused');
  const body = { kind: 'questions' as const, sets: followed.value };
  const twice = { ...body, sets: [shipped, shipped] };
  expect(await refusalOf(app.caller(author).ruleVersion.save({ place, body: twice, note: '', baseVersion: 0 }))).toMatchObject({ code: 'bad_input' });
  const { versionId } = await app.caller(author).ruleVersion.save({ place, body, note: '', baseVersion: 0 });
  expect(await refusalOf(app.caller(author).ruleVersion.publish({ versionId }))).toEqual({ code: 'rules_own_publication' });
  await app.caller(second).ruleVersion.publish({ versionId });

  const vaccinator = await app.createUser('vaccinator', [testAreas.village]);
  const { rules = [] } = await app.caller(vaccinator).sync.pull({ epoch: null, cursors: {}, schema: 1, resume: null });
  expect(rulesFor(rules, testAreas.village).questionSets.map(({ id, validTo }) => [id, validTo])).toEqual([
    ['SCREEN-1', shanghaiDay(app.now())],
    ['SCREEN-2224-2', null],
  ]);

  const elder = await world.addElder();
  const tablet = await world.tablet(vaccinator);
  const ask = async (setId: string, answers: Record<string, 'yes' | 'no' | 'unsure'>) => {
    const screeningId = newId(app.now());
    const { personId } = elder;
    await tablet.push([tablet.wrap({ type: 'screening.record', screeningId, personId, setId, answers, measures: {}, recheckOn: null })]);
    const row = await app.db.read({ area: testAreas.county }, (tx) => tx.careEvent.findFirst({ where: { id: screeningId } }));
    return row?.facts;
  };
  const no = Object.fromEntries(shipped.questions.map(({ id }) => [id, 'no' as const]));
  // asked under the old set by a tablet that has not heard of the new one
  expect(await ask('SCREEN-1', no)).toMatchObject({ setId: 'SCREEN-1', result: 'ELIGIBLE' });
  expect(await ask('SCREEN-2224-2', { ...no, DIALYSIS: 'yes' })).toMatchObject({ setId: 'SCREEN-2224-2', result: 'DEFER', reasons: ['DIALYSIS'] });
  expect(await ask('SCREEN-2224-2', { ...no, DIALYSIS: 'unsure' })).toMatchObject({ result: 'DEFER', consult: ['DIALYSIS'] });
  const { rows } = await app.caller(author).care.consults({ page: { page: 0, size: 20 } });
  expect(rows.map(({ conditions }) => conditions)).toEqual([[dialysis.text]]);
}); // prettier-ignore
