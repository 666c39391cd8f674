import { z } from 'zod';
import { PageRequest } from '../page.ts';
import { AreaCode, type AreaLevel } from './area-code.ts';

/** `parent: null` asks for the top areas of this install. */
export const ListChildren = z.strictObject({ parent: AreaCode.nullable() });

/** By the beginning of a code or any part of a name. */
export const SearchAreas = z.strictObject({ text: z.string().trim().max(50), page: PageRequest });
export type SearchAreas = z.infer<typeof SearchAreas>;

export interface AreaLine {
  areaCode: AreaCode;
  level: AreaLevel;
  nameZh: string;
  nameKo: string | null;
  nameBo: string | null;
  hasChildren: boolean;
  /** names from the prefecture down to the parent, in Chinese */
  path: string[];
}
