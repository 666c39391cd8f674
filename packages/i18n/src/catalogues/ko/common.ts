import type { common as shape } from '../zh-CN/common.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const common = unreviewed({
  appName: '챠오먼(敲门)',
  appLine: '로인 백신 방문접종 봉사',
  language: '언어',
  save: '저장',
  cancel: '취소',
  close: '닫기',
  back: '뒤로',
  retry: '다시 시도',
  search: '찾기',
  clear: '지우기',
  undo: '되돌리기',
  resume: '계속 쓰기',
  discard: '초고 버리기',
  none: '없음',
  unknown: '알수 없음',
  optional: '선택',
  all: '전부',
  asOf: '{{time}} 현재',
  age: '{{age}}세',
  ageUnknown: '나이 모름',
  due: {
    overdue_other: '{{count}}일 지남',
    yesterday: '어제까지',
    today: '오늘',
    tomorrow: '래일',
    inDays_other: '{{count}}일 뒤',
    none: '날자 미정',
  },
  network: {
    title: '봉사기에 련결할수 없습니다',
    body: '저장한 사업은 그대로 있습니다. 망을 확인하고 다시 시도하십시오.',
  },
  crash: {
    title: '페지에 오유가 생겼습니다',
    body: '저장한 사업은 그대로 있습니다. 다시 여십시오. 또 생기면 지도 평가 일군에게 알리십시오.',
    reload: '다시 열기',
  },
  missingPage: { title: '이런 페지가 없습니다', home: '첫 페지로' },
  update: { ready: '새 판본이 준비되였습니다', apply: '지금 갱신' },
  review: {
    unreviewed_other: '번역 {{count}}개가 심사를 기다립니다',
    chinese_other: '{{count}}개는 당분간 중국어로 보입니다',
  },
} as const satisfies TextsOf<typeof shape>);
