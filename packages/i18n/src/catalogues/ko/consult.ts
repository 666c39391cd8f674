import type { consult as shape } from '../zh-CN/consult.ts';
import type { TextsOf } from '../../texts.ts';

/** Doubts about contraindications that wait for the expert panel. */
export const consult = {
  nav: '금기 의문',
  title: '전문가조의 답변을 기다리는 금기 의문',
  hint: '접종전에 대답하지 못한 문제는 전문가조가 정해진 시간안에 답변합니다.',
  none: '기다리는 의문이 없습니다.',
  doubt: '의문',
  askedBy: '제기한 사람',
  due: '답변 기한',
  late: '기한 지남',
  open: '기다리는중',
  answer: '답변',
  result: '결론',
  until: '언제까지 연기',
  why: '설명',
  own: '자기가 제기한것은 다른 전문가가 답변합니다.',
  person: '이름',
  area: '지역',
} as const satisfies TextsOf<typeof shape>;
