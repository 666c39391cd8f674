/**
 * Error model B shares no slip and no rate with model A, so that a linkage tuned on one can be judged on the other.
 * Here errors come in clusters: each village has its clerk, and a careless one spoils many fields of a row. The slips
 * are those of old paper lists that were read by a machine, cut by narrow columns and filled in by hearsay.
 */
import { calendarDay, dayOf, dayText, unpaddedDayText } from '../day.ts';
import type { Random } from '../random.ts';
import {
  replaceAt,
  type Entry,
  type ErrorModel,
  type RowSlip,
  type SourceFile,
  type Tally,
  type WrittenBirth,
} from './error-model.ts';

interface Care {
  /** average share of fields that go wrong */
  slips: number;
  noId: number;
  noPhone: number;
  noArea: number;
  duplicate: number;
}

const careOf: Record<SourceFile, Care> = {
  population: { slips: 0.004, noId: 0.004, noPhone: 0.45, noArea: 0.001, duplicate: 0.005 },
  'social-insurance': { slips: 0.02, noId: 0.01, noPhone: 0.3, noArea: 0.25, duplicate: 0.004 },
  'medical-insurance': { slips: 0.012, noId: 0.02, noPhone: 0.5, noArea: 0.05, duplicate: 0.015 },
  'health-records': { slips: 0.045, noId: 0.07, noPhone: 0.3, noArea: 0.03, duplicate: 0.012 },
  vaccinations: { slips: 0.012, noId: 0.012, noPhone: 0.5, noArea: 0, duplicate: 0.01 },
  'disability-register': { slips: 0.02, noId: 0.005, noPhone: 0.4, noArea: 0.1, duplicate: 0.008 },
  'nursing-homes': { slips: 0.05, noId: 0.06, noPhone: 0.5, noArea: 0.2, duplicate: 0.01 },
  deaths: { slips: 0.03, noId: 0.04, noPhone: 0.5, noArea: 0.05, duplicate: 0.03 },
  'move-outs': { slips: 0.008, noId: 0.006, noPhone: 0.3, noArea: 0.01, duplicate: 0.01 },
};

/** The clerk of a village: most are careful, one in six makes four times as many slips. The same clerk in every run. */
const carelessness = (areaCode: string, file: SourceFile): number => {
  let hash = 2166136261;
  for (const unit of areaCode + file) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619);
  const place = (hash >>> 8) % 12;
  return place < 2 ? 4 : place < 6 ? 0.7 : 0.22;
};

/** What a reading machine makes of digits. */
const misread: Record<string, string> = { '0': 'O', '1': 'l', '2': 'Z', '5': 'S', '6': 'b', '8': 'B', '3': '8', '7': '1', '9': '4', '4': '9' }; // prettier-ignore
const neighbourKeys: Record<string, string> = { '1': '24', '2': '13', '3': '26', '4': '157', '5': '468', '6': '359', '7': '48', '8': '579', '9': '68', '0': '12' }; // prettier-ignore

/** Northern ears: l for n, flat for curled tongue, front for back endings. */
const dialect: Record<string, string> = {
  兰: '南', 南: '兰', 林: '宁', 连: '年', 莲: '年', 李: '倪', 珍: '增', 真: '增', 张: '臧', 春: '村', 山: '三', 淑: '苏', 树: '素', 顺: '孙',
  生: '森', 胜: '森', 星: '新', 英: '因', 莹: '银', 明: '民', 平: '贫', 成: '岑', 凤: '份', 花: '发', 福: '湖', 芳: '荒', 龙: '农', 玉: '月',
  哲: '则', 姬: '其', 粉: '混', 泽: '哲', 次: '赤', 扎: '杂', 珠: '租', 措: '戳', 罗: '诺', 邓: '登', 旺: '王', 曲: '取', 卓: '桌',
}; // prettier-ignore

/** Somebody who tells ages in nominal years is a year or two younger than the list says. */
const hearsayBirth = (random: Random, entry: Entry, tally: Tally): WrittenBirth => {
  const { year, month, day } = calendarDay(entry.birthDay);
  const kind = random.below(7);
  switch (kind) {
    case 0:
      tally('birth_nominal_age');
      return { text: dayText(dayOf(year - 1, month, Math.min(day, 28))) };
    case 1:
      tally('birth_year_only');
      return { text: String(year) };
    case 2:
      tally('birth_month_only');
      return { text: `${String(year)}年${String(month)}月` };
    case 3: {
      tally('birth_turned_year');
      const turned = `${String(year).slice(0, 2)}${String(year).charAt(3)}${String(year).charAt(2)}`;
      return { text: `${turned}-${dayText(entry.birthDay).slice(5)}` };
    }
    case 4:
      tally('birth_day_first');
      return { text: `${String(day)}/${String(month)}/${String(year)}` };
    case 5:
      tally('birth_short_year');
      return { text: `${String(year % 100)}.${String(month)}.${String(day)}` };
    default:
      tally('birth_month_later');
      return { text: dayText(entry.birthDay + random.between(27, 33)) };
  }
};

const damagedId = (random: Random, entry: Entry, tally: Tally): string => {
  const id = entry.idNumber;
  const index = random.between(2, 16);
  switch (random.below(9)) {
    case 0:
      tally('id_digit_dropped');
      return id.slice(0, index) + id.slice(index + 1);
    case 1:
      tally('id_digit_doubled');
      return id.slice(0, index) + id.charAt(index) + id.slice(index);
    case 2: {
      tally('id_misread');
      return replaceAt(id, index, misread[id.charAt(index)] ?? '?');
    }
    case 3: {
      tally('id_neighbour_key');
      return replaceAt(id, index, random.pick(Array.from(neighbourKeys[id.charAt(index)] ?? '0')));
    }
    case 4: {
      tally('id_far_swap');
      const other = 2 + ((index + 1) % 14);
      return replaceAt(replaceAt(id, index, id.charAt(other)), other, id.charAt(index));
    }
    case 5:
      tally('id_masked');
      return `${id.slice(0, 6)}********${id.slice(14)}`;
    case 6:
      tally('id_cut');
      return id.slice(0, random.pick([14, 16, 17]));
    case 7:
      tally('id_labelled');
      return `身份证:${id}`;
    default:
      tally('id_relative');
      return entry.familyIdNumbers.length > 0 ? random.pick(entry.familyIdNumbers) : entry.strangerIdNumber;
  }
};

const heardName = (random: Random, entry: Entry, tally: Tally): string => {
  const { text, surname, given } = entry.name;
  const characters = Array.from(text);
  switch (random.below(7)) {
    case 0:
    case 1: {
      const known = characters.findIndex((character) => dialect[character] !== undefined);
      if (known === -1) return text;
      tally('name_dialect');
      return characters
        .map((character, index) => (index === known ? (dialect[character] ?? character) : character))
        .join('');
    }
    case 2: {
      const turned = Array.from(given).reverse().join('');
      if (turned === given) return text;
      tally('name_turned');
      return text.includes('·') ? text.split('·').reverse().join('·') : surname + turned;
    }
    case 3:
      if (characters.length < 4) return text;
      tally('name_cut');
      return characters.slice(0, text.includes('·') ? text.indexOf('·') : 2).join('');
    case 4:
      tally('name_title');
      return text + random.pick(['老人', '奶奶', '大爷', '阿妈']);
    case 5:
      tally('name_character_missing');
      return characters
        .map((character, index) => (index === characters.length - 1 ? random.pick(['?', '□', '*']) : character))
        .join('');
    default:
      if (entry.headName === text) return text;
      tally('name_of_head');
      return entry.headName;
  }
};

const spoiltPhone = (random: Random, entry: Entry, tally: Tally): string => {
  const { phone } = entry;
  if (phone === '') return '';
  switch (random.below(4)) {
    case 0:
      tally('phone_dashes');
      return `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`;
    case 1:
      tally('phone_digit');
      return replaceAt(phone, random.between(4, 10), String(random.below(10)));
    case 2:
      tally('phone_neighbour');
      return entry.strangerPhone;
    default:
      tally('phone_cut');
      return phone.slice(0, 9);
  }
};

const spoiltArea = (random: Random, entry: Entry, tally: Tally): string => {
  if (random.chance(0.5)) {
    tally('area_neighbour');
    const village = (Number(entry.areaCode.slice(9)) + random.pick([1, 2, 998, 999])) % 1000;
    return entry.areaCode.slice(0, 9) + String(village).padStart(3, '0');
  }
  tally('area_padded');
  return `${entry.areaCode.slice(0, 6)}000000`;
};

/** Systems of the eighties know no characters beyond the basic set. */
const lostCharacters = (text: string, tally: Tally): string => {
  const plain = Array.from(text)
    .map((character) => (/[\u3400-\u4dbf\u{20000}-\u{3ffff}䶮]/u.test(character) ? '?' : character))
    .join('');
  if (plain !== text) tally('name_character_lost');
  return plain;
};

export const errorModelB: ErrorModel = (file, random, tally) => {
  const care = careOf[file];
  const once = (share: number): boolean => random.chance(share);
  return {
    rowSlip: (): RowSlip => {
      if (!once(care.duplicate)) return 'none';
      tally('row_duplicate');
      return 'duplicate';
    },
    write: (entry) => {
      const share = care.slips * carelessness(entry.areaCode, file);
      const noId = once(care.noId);
      if (noId) tally('id_missing');
      const noPhone = once(care.noPhone);
      if (noPhone) tally('phone_missing');
      const noArea = once(care.noArea);
      if (noArea) tally('area_missing');
      const wrongSex = once(share * 0.3);
      if (wrongSex) tally('sex_wrong');
      const name = once(share) ? heardName(random, entry, tally) : entry.name.text;
      return {
        name: file === 'social-insurance' ? lostCharacters(name, tally) : name,
        sex: wrongSex ? (entry.sex === 'male' ? 'female' : 'male') : entry.sex,
        birth: once(share)
          ? hearsayBirth(random, entry, tally)
          : { text: file === 'health-records' ? unpaddedDayText(entry.birthDay) : dayText(entry.birthDay) },
        idNumber: noId ? '' : once(share) ? damagedId(random, entry, tally) : entry.idNumber,
        idAsNumber: false,
        phone: noPhone ? '' : once(share * 2) ? spoiltPhone(random, entry, tally) : entry.phone,
        areaCode: noArea ? '' : once(share) ? spoiltArea(random, entry, tally) : entry.areaCode,
        address: entry.address,
      };
    },
  };
};
