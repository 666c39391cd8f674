import type { batch as shape } from '../zh-CN/batch.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const batch = unreviewed({
  nav: '차례별 확인',
  title: '차례별 확인',
  hint: '차례대로 확인합니다. 한 사람은 먼저 맞는 한 차례에만 속합니다. 정황을 모르는 사람이 있으면 닫을수 없고 새 사람이 들어오면 다시 열립니다.',
  area: '지역',
  order: '순서',
  crowd: '대상',
  crowds: {
    old: '80세이상',
    bedbound: '자리에 누워있는 사람',
    institution: '양로기구에 사는 사람',
    younger: '60–79세',
    rest: '그밖의 사람',
  },
  state: '상태',
  states: { empty: '없음', open: '진행중', closed: '닫음', reopened: '다시 열림' },
  members: '인수',
  unknown: '정황 모름',
  reached: '확인함',
  closed: '끝냄',
  closing: '마지막으로 닫음',
  closedBy: '{{time}}, {{name}}, 그때 {{members}}명',
  close: '이 차례 닫기',
  closeAsk:
    '“{{crowd}}” 차례를 닫습니까? {{members}}명 모두 확인하였거나 끝냈습니다. 새 사람이 들어오거나 정황을 모르게 되면 자동으로 다시 열립니다.',
  tooLarge: '현 또는 그보다 작은 지역에서만 닫을수 있습니다. 현이나 향진을 고르십시오.',
  showUnknown: '{{count}}명, 명단 보기',
  unknownOf: '정황 모름: {{crowd}}',
  unknownKind: '모르는 까닭',
  kinds: { never_reached: '아직 만나지 못함', not_screened: '동의하였으나 건강검사를 하지 않음' },
  noneUnknown: '이 차례에는 정황을 모르는 사람이 없습니다.',
  back: '차례 목록으로',
  noCampaign: '진행중인 행동이 없습니다.',
} as const satisfies TextsOf<typeof shape>);
