import type { admin as shape } from '../zh-CN/admin.ts';
import type { TextsOf } from '../../texts.ts';

export const admin = {
  nav: { imports: 'Imports', pairs: 'Review of matches', users: 'Users', campaigns: 'Campaigns', audit: 'Audit' },
} as const satisfies TextsOf<typeof shape>;
