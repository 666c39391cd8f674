import type { office as shape } from '../zh-CN/office.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const office = unreviewed({
  nav: { progress: '진도', register: '대장', assignment: '배정', proposals: '방문중 새로 등록' },
} as const satisfies TextsOf<typeof shape>);
