/** NFKC leaves several of these dots alone, so they are listed. The official form is U+00B7 (民委发〔2016〕33号). */
const interpuncts = /[·•‧∙⋅・･．.。﹒●]/gu;
const bracketed = /[(（[【〔<《][^)）\]】〕>》]*[)）\]】〕>》]?/gu;

/** How people call an elder, written behind the name in lists that were filled in from hearsay. */
const honorifics =
  /(?<=\p{Script=Han}{2}|\p{Script=Hangul}{2})(?:老人家?|老太太?|老汉|老伯|老爷子|大爷|大娘|大妈|大伯|大叔|大婶|奶奶|爷爷|阿姨|阿妈|阿爸|阿婆|阿公|同志|先生|女士|할머니|할아버지)$/u;

/** The name without what people call its bearer. */
export const withoutHonorific = (name: string): string => name.replace(honorifics, '');

/**
 * A name as it is shown: compatibility characters unified, blanks and bracketed remarks such as "(户主)" removed, one
 * kind of interpunct. Names in Latin or Tibetan letters keep single blanks between their parts.
 */
export const cleanName = (text: string): string => {
  const unified = text
    .replace(interpuncts, '·')
    .normalize('NFKC')
    .replace(bracketed, '')
    .replace(/[\u200B-\u200F\uFEFF]/gu, '')
    .replace(interpuncts, '·')
    .replace(/[*\d]+$/u, '') // marks by which clerks tell namesakes apart
    .replace(/^·+|·+$/gu, '')
    .trim();
  return /\p{Script=Latin}|\p{Script=Tibetan}/u.test(unified)
    ? unified.replace(/\s+/gu, ' ')
    : unified.replace(/\s+/gu, '');
};

/** Letters only, in a length a name can have. */
export const isPlausibleName = (name: string): boolean =>
  /^[\p{L}\p{M}·' -]+$/u.test(name) && [...name].length >= 2 && [...name].length <= 50;

/** An institution in the place of a name: its residents would all be one person. */
export const isInstitution = (name: string): boolean =>
  [...name].length >= 4 && /(?:院|中心|公司|委员会|居委会|村委会|社区|福利所)$/u.test(name);
