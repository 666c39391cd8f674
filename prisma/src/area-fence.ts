/** The one place that turns an area into the range the database fences by. */

export interface Scope {
  /** digits of an area code: the transaction sees this area and all below it */
  area: string;
  /** the signed-in user; admits that user's own duties wherever they are */
  userId?: string;
}

const widths = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12}|\d{14})$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `lo <= code < hi` for the codes of an area. Throws rather than widens. */
export const fenceRange = (area: string): { lo: string; hi: string } => {
  if (!widths.test(area)) throw new Error('a scope needs an area code of 2, 4, 6, 9, 12 or 14 digits');
  const next = (BigInt(area) + 1n).toString().padStart(area.length, '0');
  // 99 + 1 has three digits and would sort before 99; ':' follows '9' in the C collation
  return { lo: area, hi: next.length > area.length ? `${area.slice(0, -1)}:` : next };
};

const userSetting = (userId: string | undefined): string => {
  if (userId === undefined) return '';
  if (!uuid.test(userId)) throw new Error('a scope names its user by UUID');
  // quoted: USER is a word of the language
  return `; SET LOCAL app."user" = '${userId.toLowerCase()}'`;
};

/** SET LOCAL takes no parameters; everything quoted here has just been matched against digits or a UUID. */
export const scopeStatement = ({ area, userId }: Scope): string => {
  const { lo, hi } = fenceRange(area);
  return `SET LOCAL app.lo = '${lo}'; SET LOCAL app.hi = '${hi}'${userSetting(userId)}`;
};

export const referenceStatement = (userId?: string): string => `SET LOCAL app.door = 'reference'${userSetting(userId)}`;
