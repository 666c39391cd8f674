import type { lock as shape } from '../zh-CN/lock.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const lock = unreviewed({
  title: 'PIN과 화면 잠그기',
  choose: 'PIN 설정',
  chooseWhy: '명단과 기록은 암호화하여 이 기기에 보관하며 PIN으로만 열수 있습니다.',
  newPin: '새 PIN',
  currentPin: '지금의 PIN',
  digits: '여섯자리 수자. 생일이나 전화번호는 쓰지 마십시오.',
  repeat: '한번 더 입력',
  weak: '너무 알아맞히기 쉽습니다. 다른것으로 하십시오.',
  differs: '두번 입력한것이 같지 않습니다.',
  save: 'PIN 보관',
  notSet: '설정하지 못했습니다. 다시 해보십시오.',
  working: '잠간 기다리십시오…',
  enter: 'PIN을 입력하십시오',
  enterHint: '여섯자리 수자를 다 입력하면 저절로 열립니다.',
  wrong_other: 'PIN이 맞지 않습니다. {{count}}번 더 해볼수 있습니다.',
  notOpened: '열지 못했습니다. 다시 해보십시오. 기록은 그대로 있습니다.',
  forgotten: 'PIN을 잊었습니다',
  forgottenBody:
    '망에 련결하고 비밀번호로 본인임을 증명한 다음 새 PIN을 설정하십시오. 보내지 않은 기록은 그대로 봉사기에 보내집니다. 다 쓰지 못한 양식은 없어지고 명단은 다시 받습니다.',
  proceed: '계속',
  back: '뒤로',
  wiped: 'PIN을 열번 틀려 본 기기의 명단을 지웠습니다',
  wipedBody:
    '기록은 없어지지 않았습니다. 망에 련결하고 비밀번호로 등록하면 보내지 않은 기록이 저절로 봉사기에 보내집니다.',
  kept_other: '암호화된 기록 {{count}}건을 보관하고있습니다.',
  after: '얼마동안 다치지 않으면 잠글것인가',
  minutes_other: '{{count}}분',
  change: 'PIN 고치기',
  changed: 'PIN을 고쳤습니다.',
  now: '지금 잠그기',
  withdrawn: '이 기기는 사용이 중지되였습니다',
  withdrawnBody:
    '명단을 본 기기에서 지웠습니다. 보내지 않은 기록은 지도 평가 일군에게 넘겼습니다. 물을것이 있으면 지도 평가 일군에게 련계하십시오.',
  tabletCode: '기기번호',
  lost: {
    missing: '봉사기에 {{numbers}}번 기록이 없습니다.',
    arrived: '봉사기가 마지막으로 받은것은 {{number}}번입니다',
    call: '곧 지도 평가 일군에게 련계하고 종이기록이나 기억에 따라 다시 적으십시오. 지도 평가 일군도 이것을 볼수 있습니다.',
    isItThis: '전에 쓰던것이 이 기기입니까?',
    isItThisBody: '같은 종류의 기기에 보내지 못한 기록이 남아있습니다.',
    yes: '이 기기이며 자료가 없어졌습니다',
    no: '아닙니다. 다른 기기입니다',
  },
  leave: {
    handOver: '암호화된 서류로 보관하여 관리원에게 넘기기',
    handedOver_other:
      '서류를 보관하였습니다. 봉사기만 열수 있는 기록 {{count}}건이 들어있으니 관리원에게 넘기십시오. 이제 나가도 됩니다. 기록은 본 기기에도 남아있습니다.',
  },
  fix: '고치러 가기',
  handled: '처리함',
  chipSpace: '공간 부족',
  chipMayGo: '지워질수 있음',
  chipCounts: '명단 {{here}}/{{there}} 다름',
} as const satisfies TextsOf<typeof shape>);
