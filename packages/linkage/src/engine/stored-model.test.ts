import { expect, test } from 'vitest';
import { prefectureSpec } from '../prefecture/spec.ts';
import type { Model } from './spec.ts';
import { checkModel } from './stored-model.ts';

const model = (change: Partial<Model>): Model => ({
  version: prefectureSpec.version,
  prior: 1e-6,
  autoWeight: prefectureSpec.autoWeight,
  reviewWeight: prefectureSpec.reviewWeight,
  fields: prefectureSpec.comparisons.map(({ field, levels }) => ({ field, levels: [...levels] })),
  blocks: [],
  ...change,
});

test('a model weighs only what it was learnt for', () => {
  expect(() => checkModel(model({}), prefectureSpec)).not.toThrow();
  expect(() => checkModel(model({ version: 'prefecture-1' }), prefectureSpec)).toThrow('version prefecture-1');
  expect(() => checkModel(model({ fields: [] }), prefectureSpec)).toThrow('no levels of name');
});
