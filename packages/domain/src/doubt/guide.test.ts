import { describe, expect, test } from 'vitest';
import { visitReasons } from '../visit/codes.ts';
import { guideFor, guideSteps } from './guide.ts';
import { doubtAnswers } from './answers.ts';
import { commonWords } from './common-words.ts';

const day = '2022-12-10';
const allTexts = doubtAnswers.flatMap(({ ask, affirm, fact }) => [ask, affirm, fact]);
const everything = [...allTexts, ...Object.values(commonWords)].flatMap(({ zh, ko }) => [zh, ko ?? '']).join('\n');

describe('answers to doubts at the door', () => {
  test.each(visitReasons)('the doubt %s has an answer in force with a source', (reason) => {
    const guide = guideFor(reason, 'zh-CN', day);
    expect(guide?.answer.source).not.toBe('');
    expect(guide?.lines.map(({ step }) => step)).toEqual([...guideSteps]);
  });

  test('a conversation asks, affirms, asks permission, tells one fact and asks back', () => {
    const guide = guideFor('P7', 'ko', day);
    expect(guide?.lines.map(({ language }) => language)).toEqual(['ko', 'ko', 'ko', 'ko', 'ko']);
    expect(guide?.lines[2]?.text).toBe(commonWords.permission.ko);
    expect(guide?.autonomy.text).toContain('로인님께서 결정');
  });

  test('a medical fact stays Chinese until a native reviewer has signed it, the sentences around it do not', () => {
    for (const answer of doubtAnswers.filter((row) => row.medical)) {
      expect(answer.fact.ko).toBeNull();
      expect(answer.fact.bo).toBeNull();
    }
    const guide = guideFor('T2', 'ko', day);
    expect(guide?.lines.map(({ step, language }) => `${step} ${language}`)).toContain('fact zh-CN');
    expect(guide?.lines[0]?.language).toBe('ko');
    expect(guideFor('T2', 'bo', day)?.lines.every(({ language }) => language === 'zh-CN')).toBe(true);
  });

  test('the answer of the day is the one in force on it', () => {
    const [first] = doubtAnswers;
    if (first === undefined) throw new Error('no answers');
    const newer = { ...first, id: 'D-T1-2', validFrom: '2023-04-10' };
    expect(guideFor('T1', 'zh-CN', '2023-04-09', [first, newer])?.answer.id).toBe('D-T1');
    expect(guideFor('T1', 'zh-CN', '2023-04-10', [first, newer])?.answer.id).toBe('D-T1-2');
  });

  test('nobody is threatened, bought or pressed', () => {
    const forbidden = /养老金|低保|停发|罚款|必须|强制|礼品|奖励|鸡蛋|赠送|벌금|강제|선물|상금|년금/;
    expect(forbidden.exec(everything)).toBeNull();
  });

  test('Korean is written as in Yanbian', () => {
    expect(/노인|임시|녹색|이용|연락|되었|센터/.exec(everything)).toBeNull();
  });

  test('an answer that no guideline carries says that it is an example', () => {
    for (const { source, basis } of doubtAnswers) if (source === 'house rule') expect(basis).toBe('example');
  });
});
