import type { admin as shape } from '../zh-CN/admin.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const admin = { nav: chineseUntilReviewed } as const satisfies TextsOf<typeof shape>;
