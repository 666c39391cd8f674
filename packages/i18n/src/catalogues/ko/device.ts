import type { device as shape } from '../zh-CN/device.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const device = unreviewed({
  nav: '기기',
  title: '기기',
  hint: '매 기기가 마지막으로 련계할 때 스스로 알린 정황입니다. 사용을 중지하면 다음에 망에 련결할 때 명단을 지우고 보내지 않은 기록은 “처리할것”으로 넘어갑니다.',
  count_other: '{{count}}대',
  none: '아직 기기가 없습니다',
  who: '사용자',
  state: '상태',
  states: { active: '정상', silent: '여러날 련계 없음', lost: '자료 없어짐', revoked: '사용 중지' },
  contact: '마지막 련계',
  unsent: '보내지 않음',
  photos: '사진 {{count}}',
  attention: '처리할것 {{count}}',
  list: '명단 기기/봉사기',
  storage: '저장',
  persisted: '장기 저장',
  notPersisted: '지워질수 있음',
  free: '{{free}} 남음',
  version: '판본',
  missing: '없는 기록번호',
  acts: '조작',
  revoke: '사용 중지',
  revokeTitle: '{{name}}의 이 기기를 사용 중지하겠습니까?',
  revokeBody:
    '다음에 망에 련결할 때 명단을 지우고 보내지 않은 기록은 “처리할것”으로 넘어갑니다. 이 사람의 모든 등록이 끝납니다. 되돌릴수 없으며 기기번호를 새로 받아야 합니다.',
  code: '기기번호',
  importFile: '기기가 보관한 암호화된 서류 받아들이기',
  imported: '봉사기가 {{taken}}건을 받았고 {{left}}건은 받지 않았습니다.',
  importedPhotos:
    '사진은 {{taken}}장을 받았고 {{left}}장은 받지 않았습니다. 받지 않은것은 다른 날에 같은 서류를 다시 받아들이십시오.',
  importWrong: '기기가 보관한 보내지 않은 기록의 서류가 아닙니다.',
} as const satisfies TextsOf<typeof shape>);
