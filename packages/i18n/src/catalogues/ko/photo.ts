import type { photo as shape } from '../zh-CN/photo.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const photo = unreviewed({
  title: '사진',
  of: {
    visit: '례: 접종증, 진단서, 문패.',
    close: '례: 사망증명서, 이주증명서, 병력서.',
    consent: '종이 동의서에 수표하였으면 그것을 찍으십시오. 화면에는 수표하지 않아도 됩니다.',
  },
  hint: '신분증 앞면은 찍지 마십시오. 이 기기에 암호로 보관되며 보관한 다음에는 여기에서 볼수 없습니다.',
  take: '사진 찍기 또는 고르기',
  full_other: '많아서 {{count}}장입니다.',
  working: '사진을 처리하고있습니다…',
  remove: '이 사진 지우기',
  number: '사진 {{number}}',
  unreadable: '읽을수 있는 사진이 아닙니다. 다시 찍으십시오. 기록에는 영향이 없습니다.',
  noSpace: '보관 공간이 모자랍니다. 지금은 사진을 찍지 마십시오. 기록은 그대로 보관됩니다.',
  failed: '사진이 보관되지 않았습니다. 다시 찍으십시오. 기록에는 영향이 없습니다.',
  waiting_other: '사진 {{count}}장이 보내기를 기다립니다({{size}})',
  none: '기다리는 사진이 없습니다.',
  apart: '사진은 기록을 보낸 다음 따로 보내며 끊기면 이어서 보냅니다. 기록은 사진을 기다리지 않습니다.',
  wifiOnly: '사진은 Wi-Fi로만 보내기',
  send: '지금 사진 보내기',
  refused: '접수되지 않은 사진',
  fault: {
    damaged: '사진이 이 기기에서 손상되였습니다.',
    not_a_picture: '사진이 아닙니다.',
    too_large: '사진이 너무 큽니다.',
  },
  later: {
    quota:
      '이 기기는 오늘 보낼수 있는 만큼 다 보냈습니다. 남은 사진은 래일 저절로 이어서 보내며 모두 여기에 남아있습니다.',
    room: '봉사기의 공간이 모자라 사진이 기다립니다. 공간이 생기면 저절로 보냅니다. 기록은 그대로 보냅니다.',
  },
  leave_other:
    '보내지 않은 사진이 {{count}}장 있습니다. 먼저 망에 련결하여 보내거나 암호화된 서류로 관리원에게 넘기십시오.',
  handedOver_other:
    '서류에 보내지 않은 사진 {{count}}장이 들어있으며 봉사기만 열수 있습니다. 사진은 본 기기에도 남아있습니다.',
  kept_other: '암호화된 사진 {{count}}장을 보관하고있으며 망에 련결되면 보냅니다.',
  again: '다시 보내기',
  giveUp: '지우기',
  shown_other: '사진 {{count}}장',
  lookHint: '사진을 본것은 감사 기록에 남습니다.',
  look: '사진 {{number}} 보기',
  notShown: '사진을 열수 없습니다. 나중에 다시 하십시오.',
} as const satisfies TextsOf<typeof shape>);
