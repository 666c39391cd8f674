import type { FaultCode } from '@qiaomen/domain/import-batch/query';
import { areaChanges, presentCode, type AreaChange } from './area-changes.ts';

const widths = [14, 12, 9, 6, 4];

/** Codes are filled up with zeros where a level is not known: 222401000000 is the county 222401. */
const candidatesOf = (digits: string): string[] =>
  widths
    .filter((width) => width <= digits.length)
    .map((width) => digits.slice(0, width))
    .filter((code) => !/^(?:\d{4}00|\d{6}000|\d{9}000|\d{12}00)$/.test(code));

/** The narrowest area of the text that exists. Places outside the prefecture cannot be looked up and are kept as they are. */
export const readArea = (
  text: string,
  context: { prefecture: string; today: string; areaExists(code: string): boolean; changes?: readonly AreaChange[] },
): { code: string | null; fault: FaultCode | null } => {
  if (text.trim() === '') return { code: null, fault: null };
  const digits = text.normalize('NFKC').replace(/[\s'`-]/gu, '');
  if (!/^\d{4,15}$/.test(digits)) return { code: null, fault: 'area_unknown' };
  const candidates = candidatesOf(digits);
  const [narrowest] = candidates;
  if (narrowest === undefined) return { code: null, fault: 'area_unknown' };
  if (context.areaExists(narrowest)) return { code: narrowest, fault: null };
  const present = presentCode(narrowest, context.today, context.changes ?? areaChanges());
  if (present !== undefined && context.areaExists(present)) return { code: present, fault: 'area_old_code' };
  if (!narrowest.startsWith(context.prefecture)) return { code: narrowest, fault: 'area_outside' };
  const found = candidates.find((code) => context.areaExists(code));
  // a village that was merged or misspelt: its town is still where to look
  const isTown = found?.length === 9 && narrowest.length > 9;
  return { code: found ?? null, fault: isTown ? 'area_to_town' : 'area_unknown' };
};
