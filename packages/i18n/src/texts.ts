/** What a catalogue is: nested texts whose shape is that of the Chinese one. */

/**
 * Stands for a text that nobody may invent (consent, screening, dose, AEFI) or that no one sure of the language has
 * written yet. It is shown in Chinese, marked `lang="zh-CN"`. It may stand for one text or for a whole branch.
 */
export const chineseUntilReviewed: unique symbol = Symbol('chineseUntilReviewed');
export type ChineseUntilReviewed = typeof chineseUntilReviewed;

/** Languages with a singular need `…_one` beside `…_other`; Chinese, Korean and Tibetan have only `…_other`. */
type Singulars<Shape> = {
  readonly [Key in keyof Shape as Key extends `${infer Stem}_other` ? `${Stem}_one` : never]?: string;
};

export type TextsOf<Shape> = {
  readonly [Key in keyof Shape]: (Shape[Key] extends string ? string : TextsOf<Shape[Key]>) | ChineseUntilReviewed;
} & Singulars<Shape>;

export type Catalogue = { readonly [key: string]: string | ChineseUntilReviewed | Catalogue };

const awaitingReview = new WeakSet<object>();

/** Marks texts that no native reviewer has signed; the check counts them and the language page shows the count. */
export const unreviewed = <Texts extends object>(texts: Texts): Texts => {
  awaitingReview.add(texts);
  return texts;
};

export const isUnreviewed = (texts: object): boolean => awaitingReview.has(texts);

export interface PlainTexts {
  [key: string]: string | PlainTexts;
}

/** The catalogue without its markers: what is left out falls back to Chinese. */
export const plainTexts = (catalogue: Catalogue): PlainTexts => {
  const plain: PlainTexts = {};
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') plain[key] = value;
    else if (typeof value === 'object') plain[key] = plainTexts(value);
  }
  return plain;
};

export interface TextCounts {
  texts: number;
  unreviewed: number;
  chineseUntilReviewed: number;
}

const countTexts = (shape: Catalogue): number =>
  Object.values(shape).reduce<number>((sum, value) => sum + (typeof value === 'object' ? countTexts(value) : 1), 0);

/** Counted against the Chinese shape, so that a marker on a branch counts every text below it. */
export const countReview = (shape: Catalogue, catalogue: Catalogue, inherited = false): TextCounts => {
  const marked = inherited || isUnreviewed(catalogue);
  const counts: TextCounts = { texts: 0, unreviewed: 0, chineseUntilReviewed: 0 };
  for (const [key, value] of Object.entries(shape)) {
    const own = catalogue[key];
    if (own === undefined) continue;
    if (own === chineseUntilReviewed) {
      counts.chineseUntilReviewed += typeof value === 'object' ? countTexts(value) : 1;
    } else if (typeof own === 'object' && typeof value === 'object') {
      const below = countReview(value, own, marked);
      counts.texts += below.texts;
      counts.unreviewed += below.unreviewed;
      counts.chineseUntilReviewed += below.chineseUntilReviewed;
    } else {
      counts.texts += 1;
      if (marked) counts.unreviewed += 1;
    }
  }
  return counts;
};
