import { account } from './account.ts';
import { codes } from './codes.ts';
import { common } from './common.ts';
import { door } from './door.ts';
import { errors } from './errors.ts';
import { lock } from './lock.ts';
import { photo } from './photo.ts';
import { tablet } from './tablet.ts';
import { timeline } from './timeline.ts';

export const field = {
  common,
  account,
  codes,
  door,
  errors,
  tablet,
  lock,
  timeline,
  photo,
} as const;
