import type { admin as shape } from '../zh-CN/admin.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const admin = unreviewed({
  nav: { imports: '가져오기', pairs: '대조 확인', users: '인원', campaigns: '행동', audit: '감사' },
} as const satisfies TextsOf<typeof shape>);
