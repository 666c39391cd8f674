/** All catalogues at once; for the check only, the application loads them one by one. */
import { bedside as bedsideBo } from './catalogues/bo/bedside.ts';
import { desk as deskBo } from './catalogues/bo/desk.ts';
import { field as fieldBo } from './catalogues/bo/field.ts';
import { bedside as bedsideEn } from './catalogues/en/bedside.ts';
import { desk as deskEn } from './catalogues/en/desk.ts';
import { field as fieldEn } from './catalogues/en/field.ts';
import { bedside as bedsideKo } from './catalogues/ko/bedside.ts';
import { desk as deskKo } from './catalogues/ko/desk.ts';
import { field as fieldKo } from './catalogues/ko/field.ts';
import { bedside as bedsideZh } from './catalogues/zh-CN/bedside.ts';
import { desk as deskZh } from './catalogues/zh-CN/desk.ts';
import { field as fieldZh } from './catalogues/zh-CN/field.ts';
import type { Catalogues } from './check.ts';

export const catalogues: Catalogues = {
  'zh-CN': { ...fieldZh, ...bedsideZh, ...deskZh },
  ko: { ...fieldKo, ...bedsideKo, ...deskKo },
  bo: { ...fieldBo, ...bedsideBo, ...deskBo },
  en: { ...fieldEn, ...bedsideEn, ...deskEn },
};
