import type { quiz as shape } from '../zh-CN/quiz.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

/** The module on contraindications. What it teaches is medical: other languages show Chinese until a native reader has signed. */
export const quiz = {
  nav: '금기증 학습',
  title: '금기증 학습',
  intro:
    '매 상황마다 접종할수 있는지, 미루어야 하는지, 접종하지 말아야 하는지 고르십시오. 금기증을 잘못 판단하는것이 로인들이 접종하지 못하는 주요 원인입니다.',
  done: '{{questions}}문제중 {{right}}문제 맞음',
  passed: '통과하였습니다.',
  failed: '통과하지 못하였습니다. {{percent}}% 이상 맞아야 합니다. 다시 해보십시오.',
  submit: '제출',
  again: '다시 답하기',
  all: '모든 문제에 답하십시오.',
  isCurrent: '현행 규칙의 학습을 통과하였습니다 ({{date}}).',
  outdated: '규칙이 바뀌였습니다. 다시 학습하십시오. 지난번 통과: {{date}}',
  never: '현행 규칙의 학습을 아직 통과하지 않았습니다.',
  rightIs: '정답: {{answer}}',
  source: '근거: {{text}}',
  online: '학습하려면 망에 련결되여야 합니다.',
  open: '학습하기',
  staffTitle: '사업일군 금기증 학습',
  staffHint: '규칙이 바뀌면 이전 학습은 기한이 지난것으로 표시됩니다.',
  area: '지역',
  onlyOpen: '현행 규칙을 통과하지 않은 사람만',
  name: '이름',
  role: '역할',
  standing: '상태',
  score: '성적',
  when: '시간',
  nobody: '해당한 사람이 없습니다.',
  state: {
    passed: '통과',
    outdated: '기한 지남',
    failed: '통과 못함',
    never: '참가하지 않음',
  },
  condition: chineseUntilReviewed,
  teach: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
