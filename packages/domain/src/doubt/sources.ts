/** Where the answers come from, and how their words are written down. */

export const since = { scope: 'CN', validFrom: '2021-03-29', validTo: null } as const;
export const guideline = {
  source: '《新冠病毒疫苗接种技术指南(第一版)》, 国家卫生健康委, 2021-03-29',
  basis: 'published',
  ...since,
} as const;
export const act = {
  source: '《中华人民共和国疫苗管理法》第四十五条, 2019-12-01 起施行; 留观 30 分钟按《预防接种工作规范》',
  basis: 'published',
  ...since,
} as const;
export const voluntary = {
  source: '国家卫生健康委新闻发布会, 2021 年 4 月: 接种坚持知情、同意、自愿',
  basis: 'published',
  ...since,
} as const;
export const plan = {
  source: '《加强老年人新冠病毒疫苗接种工作方案》, 国务院联防联控机制综合组, 2022-11-29',
  basis: 'published',
  scope: 'CN',
  validFrom: '2022-11-29',
  validTo: null,
} as const;
export const house = { source: 'house rule', basis: 'example', ...since } as const;

export const medical = (zh: string) => ({ fact: { zh, ko: null, bo: null }, medical: true }) as const;
export const plain = (zh: string, ko: string) => ({ fact: { zh, ko, bo: null }, medical: false }) as const;
export const both = (zh: string, ko: string) => ({ zh, ko, bo: null }) as const;
