/** Villages with realistic weights, addresses and nursing homes, from the divisions the product ships. */
import { divisionsOf, type ShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import { weightedChoice, type Random } from '../random.ts';
import type { Home } from './person.ts';

interface Village {
  code: string;
  county: string;
  township: string;
  name: string;
  urban: boolean;
}

export interface Places {
  counties: readonly string[];
  /** codes of counties elsewhere, where outsiders live and migrants were born */
  elsewhere: readonly string[];
  home(random: Random): Home;
  nursingHome(random: Random): Home;
  outsideHome(random: Random): Home;
}

const elsewhere: Record<ShippedPrefecture, readonly (readonly [string, string])[]> = {
  '2224': [
    ['220104', '长春市朝阳区'],
    ['220202', '吉林市昌邑区'],
    ['231002', '牡丹江市东安区'],
    ['210102', '沈阳市和平区'],
  ],
  '5133': [
    ['510107', '成都市武侯区'],
    ['511802', '雅安市雨城区'],
    ['513201', '马尔康市'],
    ['513401', '西昌市'],
  ],
};

const housesName = (name: string): string =>
  name.replace(/(社区|村)?(居民委员会|村民委员会|社区委员会|居委会|村委会)$/, '$1') || name;

const villagesOf = (prefecture: ShippedPrefecture): Village[] => {
  const names = new Map<string, string>();
  const villages: Village[] = [];
  for (const { code, level, nameZh } of divisionsOf(prefecture)) {
    names.set(code, nameZh);
    if (level !== 'village') continue;
    const short = housesName(nameZh);
    villages.push({
      code,
      county: names.get(code.slice(0, 6)) ?? '',
      township: names.get(code.slice(0, 9)) ?? '',
      name: short,
      urban: /社区|居委会/.test(nameZh),
    });
  }
  return villages;
};

/** Communities in towns hold several times the people of a village; forestry posts hold few. */
const weightOf = (village: Village): number => {
  if (/林场|林业|农场|虚拟|园区/.test(village.name + village.township)) return 0.25;
  const spread = 0.5 + ((Number(village.code.slice(-7)) * 2654435761) % 1000) / 1000;
  return (village.urban ? 5 : 1) * spread;
};

export const createPlaces = (prefecture: ShippedPrefecture): Places => {
  const villages = villagesOf(prefecture);
  const counties = [...new Set(villages.map((village) => village.code.slice(0, 6)))];
  const choose = weightedChoice(villages.map((village) => [village, weightOf(village)] as const));
  const place = (village: Village, house: string, institution: string | null): Home => ({
    areaCode: village.code,
    county: village.county,
    township: village.township,
    village: village.name,
    house,
    institution,
  });
  const house = (random: Random, urban: boolean): string =>
    urban
      ? `${String(random.between(1, 40))}号楼${String(random.between(1, 6))}单元${String(random.between(1, 7))}0${String(random.between(1, 4))}室`
      : `${String(random.between(1, 9))}组${String(random.between(1, 120))}号`;
  return {
    counties,
    elsewhere: elsewhere[prefecture].map(([code]) => code),
    home: (random) => {
      const village = choose(random);
      return place(village, house(random, village.urban), null);
    },
    nursingHome: (random) => {
      const village = choose(random);
      const town = village.township.replace(/(街道|镇|乡)$/, '');
      const kind = random.pick(['夕阳红养老院', '福寿养老服务中心', '康宁护理院', '松鹤养老院', '敬老院', '颐养院']);
      return place(village, `${String(random.between(1, 300))}号`, town + kind);
    },
    outsideHome: (random) => {
      const [code, county] = random.pick(elsewhere[prefecture]);
      return {
        areaCode: `${code}000000`,
        county,
        township: '',
        village: '',
        house: house(random, true),
        institution: null,
      };
    },
  };
};
