import type { record as shape } from '../zh-CN/record.ts';
import { chineseUntilReviewed, unreviewed, type TextsOf } from '../../texts.ts';

export const record = unreviewed({
  title: chineseUntilReviewed,
  open: chineseUntilReviewed,
  print: '인쇄',
  show: '전부 보기',
  download: 'FHIR 내려받기(가림)',
  downloadOpen: 'FHIR 내려받기(전부)',
  openHint: '신분증번호, 전화, 주소를 전부 보여줍니다. 오늘 보는 회수에서 세번으로 치고 심사기록에 남습니다.',
  name: '이름',
  sex: '성별',
  birthDate: '난날',
  head: chineseUntilReviewed,
  verdict: chineseUntilReviewed,
  next: chineseUntilReviewed,
  standing: chineseUntilReviewed,
  earliest: chineseUntilReviewed,
  recommended: chineseUntilReviewed,
  pastDue: chineseUntilReviewed,
  aefi: chineseUntilReviewed,
  outcome: chineseUntilReviewed,
  foot: chineseUntilReviewed,
  masked: '신분증번호, 전화, 주소는 가렸습니다.',
} as const satisfies TextsOf<typeof shape>);
