import type { incident as shape } from '../zh-CN/incident.ts';
import { chineseUntilReviewed, unreviewed, type TextsOf } from '../../texts.ts';

export const incident = unreviewed({
  nav: '규칙에 어긋난 기록',
  title: '규칙에 어긋난 기록',
  hint: '모두 실제로 있은 일이며 그대로 보존됩니다. 규칙에 어긋났을뿐입니다. 원인을 알아보고 처리결과를 적어주십시오. 기록자체는 바뀌지 않습니다.',
  none: '조건에 맞는 기록이 없습니다.',
  reason: '원인',
  doseTold: chineseUntilReviewed,
  state: { open: '처리 전', new: '새것', acknowledged: '보았음', closed: '처리함' },
  act: { acknowledged: '보았음', closed: '처리 끝', reopened: '다시 처리' },
  last: '{{time}} {{name}}',
  askNote: '{{name}}: 무엇을 알아냈고 어떻게 처리하였습니까?',
  note: '처리 정황',
  duplicates_other: chineseUntilReviewed,
  showDuplicates: '보기',
  flag: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>);
