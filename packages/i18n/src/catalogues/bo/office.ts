import type { office as shape } from '../zh-CN/office.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const office = { nav: chineseUntilReviewed } as const satisfies TextsOf<typeof shape>;
