import { describe, expect, it } from 'vitest';
import { check, checkCatalogues, type Catalogues } from './check.ts';
import { readSource, type Uses } from './read-uses.ts';
import { chineseUntilReviewed, unreviewed, type Catalogue } from './texts.ts';

const noUses: Uses = { keys: [], prefixes: [], literals: [] };
const usesOf = (source: string): Uses => readSource('page.tsx', source);

/** One namespace, given per language; what is not given is right. */
const cataloguesOf = (given: Partial<Record<'zh' | 'ko' | 'bo' | 'en', Catalogue>>): Catalogues => ({
  'zh-CN': { page: given.zh ?? { greeting: '{{name}}，您好' } },
  ko: { page: given.ko ?? { greeting: '{{name}} 로인님, 안녕하십니까' } },
  bo: { page: given.bo ?? { greeting: chineseUntilReviewed } },
  en: { page: given.en ?? { greeting: 'Good day, {{name}}' } },
});
const using = usesOf("say('page:greeting')");
const whatOf = (catalogues: Catalogues, uses: Uses = using): string[] =>
  checkCatalogues(catalogues, uses).findings.map(({ where, what }) => `${where}: ${what}`);

describe('the gate of the catalogues', () => {
  it('passes catalogues that agree and are used', () => {
    expect(whatOf(cataloguesOf({}))).toEqual([]);
  });

  it('finds a text that one language lacks', () => {
    expect(whatOf(cataloguesOf({ en: {} }))).toEqual(['en.page: missing key greeting']);
  });

  it('finds a text that Chinese does not have', () => {
    const en = { greeting: 'Good day, {{name}}', farewell: 'Goodbye' };
    expect(whatOf(cataloguesOf({ en }))).toEqual(['en.page: unknown key farewell']);
  });

  it('finds an empty text', () => {
    expect(whatOf(cataloguesOf({ zh: { greeting: ' ' }, ko: { greeting: '안녕' }, en: { greeting: 'Hi' } }))).toEqual([
      'zh-CN.page.greeting: empty text',
    ]);
  });

  it('finds a sentence that lost its variable', () => {
    expect(whatOf(cataloguesOf({ en: { greeting: 'Good day' } }))).toEqual([
      'en.page.greeting: variables differ: {name} and {}',
    ]);
  });

  it('finds a lost variable in an English singular', () => {
    const plural = { days_other: '{{count}} 天' };
    const given = { 'zh-CN': { page: plural }, ko: { page: { days_other: '{{count}}일' } } };
    const bo = { page: { days_other: 'ཉིན་ {{count}}' } };
    const en = { page: { days_one: 'one day', days_other: '{{count}} days' } };
    expect(whatOf({ ...given, bo, en }, usesOf("say('page:days', { count })"))).toEqual([
      'en.page.days_one: variables differ: {count} and {}',
    ]);
  });

  it('finds a Tibetan text without Tibetan letters', () => {
    expect(whatOf(cataloguesOf({ bo: { greeting: '{{name}} hello' } }))).toEqual([
      'bo.page.greeting: no Tibetan letters',
    ]);
  });

  it.each([
    ['노인', '로인'],
    ['임시 장소', '림시'],
    ['녹색 통로', '록색'],
    ['이용자', '리용'],
    ['완료되었습니다', '되였'],
    ['접종할 수 있습니다', '할수'],
    ['질병쎈터와 센터', '쎈터'],
  ])('finds the Seoul spelling in "%s"', (text, right) => {
    const found = whatOf(cataloguesOf({ ko: { greeting: `{{name}} ${text}` } }));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(right);
  });

  it('finds half-width punctuation in a Chinese sentence', () => {
    expect(whatOf(cataloguesOf({ zh: { greeting: '您好,{{name}}' } }))).toEqual([
      'zh-CN.page.greeting: half-width punctuation after a Chinese character',
    ]);
  });

  it('finds a text nobody uses and a text nobody wrote', () => {
    expect(whatOf(cataloguesOf({}), usesOf("say('page:farewell')"))).toEqual([
      'page.tsx:1: no text page:farewell',
      'zh-CN: unused text page:greeting',
    ]);
  });

  it('takes a key put together at run time for all keys it can become', () => {
    expect(whatOf(cataloguesOf({}), usesOf('say(`page:${part}`)'))).toEqual([]);
  });

  it('counts what awaits a native reader, also below a marked branch', () => {
    const zh = { a: '一', b: { c: '二', d: '三' } };
    const ko = unreviewed({ a: '하나', b: { c: '둘', d: '셋' } });
    const bo = { a: chineseUntilReviewed, b: chineseUntilReviewed } as const;
    const en = { a: 'one', b: { c: 'two', d: 'three' } };
    const { counts } = checkCatalogues(cataloguesOf({ zh, ko, bo, en }), noUses);
    expect(counts.ko).toEqual({ texts: 3, unreviewed: 3, chineseUntilReviewed: 0 });
    expect(counts.bo).toEqual({ texts: 0, unreviewed: 0, chineseUntilReviewed: 3 });
    expect(counts.en).toEqual({ texts: 3, unreviewed: 0, chineseUntilReviewed: 0 });
  });

  it('lets no marker stand in the language everything falls back to', () => {
    expect(whatOf(cataloguesOf({ zh: { greeting: chineseUntilReviewed } }))).toContain(
      'zh-CN.page.greeting: the source language cannot wait for itself',
    );
  });
});

describe('words written straight into a page', () => {
  it.each([
    ['Han text between tags', 'const a = <p>保存</p>'],
    ['Hangul in a string', "const a = '저장'"],
    ['Tibetan in a template', 'const a = `ཉར་ཚགས ${b}`'],
    ['English text between tags', 'const a = <p>Save</p>'],
    ['an English label for screen readers', 'const a = <button aria-label="Save" />'],
    ['an English placeholder in braces', "const a = <input placeholder={'Search'} />"],
  ])('finds %s', (_what, source) => {
    expect(usesOf(source).literals).toHaveLength(1);
  });

  it.each([
    ['punctuation between tags', 'const a = <p>· {b}</p>'],
    ['a class name', 'const a = <p className="head" />'],
    ['words in a comment', '// 保存\nconst a = 1'],
    ['an import', "import a from './保存.ts'"],
  ])('does not mind %s', (_what, source) => {
    expect(usesOf(source).literals).toEqual([]);
  });
});

describe('the catalogues of Qiaomen', () => {
  it('pass the gate', () => {
    expect(check().findings).toEqual([]);
  });
});
