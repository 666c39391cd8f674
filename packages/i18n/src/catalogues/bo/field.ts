import { chineseUntilReviewed } from '../../texts.ts';
import { account } from './account.ts';
import { codes } from './codes.ts';
import { common } from './common.ts';
import { photo } from './photo.ts';
import { tablet } from './tablet.ts';

export const field = {
  common,
  account,
  codes,
  door: chineseUntilReviewed,
  errors: chineseUntilReviewed,
  tablet,
  lock: chineseUntilReviewed,
  timeline: chineseUntilReviewed,
  photo,
} as const;
