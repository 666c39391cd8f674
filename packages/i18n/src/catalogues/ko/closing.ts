import type { closing as shape } from '../zh-CN/closing.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const closing = unreviewed({
  nav: '마감 재확인',
  title: '마감 재확인',
  hint: '마감은 신청한 사람이 아닌 다른 사람이 동의하여야 합니다. 틀렸으면 다시 열수 있습니다.',
  moved:
    '주 밖으로 이사간 사람은 주의 일군이 확인하거나 돌려보냅니다. 주안에서 이사하면 마감하지 않고 거주지를 고치면 등록도 함께 옮겨집니다.',
  none: '조건에 맞는 신청이 없습니다.',
  count_other: '모두 {{count}}건',
  state: { waiting: '확인 대기', agreed: '동의함', declined: '동의하지 않음' },
  evidence: '근거:',
  now: '현재',
  missing: '모자람: {{kinds}}',
  asked: '{{time}} {{name}} 신청',
  agreed: '{{time}} {{name}} 동의',
  declined: '{{time}} {{name}} 동의하지 않음',
  own: '본인이 낸 신청이므로 다른 사람이 확인하여야 합니다.',
  act: { agree: '마감에 동의', decline: '동의하지 않음', reopen: '다시 열기' },
  ask: {
    agree: '{{name}}의 마감에 동의합니까?',
    decline: '{{name}}의 마감에 동의하지 않습니까?',
    reopen: '결정을 취소하고 {{name}}의 항목을 다시 엽니까?',
  },
  why: '근거 또는 리유',
} as const satisfies TextsOf<typeof shape>);
