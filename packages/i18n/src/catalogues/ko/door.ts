import type { door as shape } from '../zh-CN/door.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const door = unreviewed({
  guide: {
    title: '이렇게 말씀하십시오',
    ask: '먼저 묻기',
    affirm: '긍정하기',
    permission: '허락 받기',
    fact: '한가지만 말하기',
    askBack: '다시 묻기',
    told: '로인에게 말씀드림',
    inChinese: '번역을 심사하는중, 우선 중국말로',
    source: '근거:',
    example: '보기입니다. 현지 전문가조가 심사한 다음 쓰십시오.',
    manners: '겁주지 말고 선물을 약속하지 말고 다투지 마십시오.',
  },
  attempts: {
    count: '집에 없음: {{wanted}}번중 {{count}}번 계산됨',
    spread: '{{days}}일(적어도 {{wantedDays}}일), {{parts}}개 시간대(적어도 {{wantedParts}}개), {{within}}일 이내.',
    enough: '차수가 찼습니다. “련계가 안됨”으로 등록되고 계속 책임집니다.',
    next: '다음에는 다른 시간대에:',
    morning: '오전',
    afternoon: '오후',
    evening: '저녁',
  },
  call: { way: '련락한 방법', atTheDoor: '방문', byPhone: '전화', notReached: '련결 안됨' },
  followUps: {
    title: '추적 방문',
    count_other: '{{count}}건',
    empty: '추적할것이 없습니다.',
    slot: {
      '24h': '접종후 24시간',
      '48h': '접종후 48시간',
      '7d': '접종후 7일',
      '28d': '접종후 28일',
    },
    tries_other: '전화 {{count}}번 련결 안됨',
    writeCall: '통화 기록',
    well: '이상 없음',
    reaction: '불편함 있음',
    move: '날자 옮기기',
    notReachedMove: '련결 안됨, 날자 옮기기',
    noDays: '규정에 따라 더 미룰수 없습니다.',
  },
} as const satisfies TextsOf<typeof shape>);
