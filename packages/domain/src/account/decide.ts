/** Rules of passwords, one-time codes and users. */
import { contains, type AreaCode } from '../area/area-code.ts';
import { ok, refused, type DomainError, type Result } from '../error.ts';
import { minPasswordLength } from './query.ts';

/**
 * Long, and not the login in any case or repeated; no rule about kinds of characters, because such rules make people
 * choose predictable ones (NIST SP 800-63B §5.1.1.2).
 */
export const passwordRefusal = (password: string, login: string): DomainError | undefined => {
  const typed = password.normalize('NFKC').toLowerCase();
  const name = login.normalize('NFKC').toLowerCase();
  const isLogin = name !== '' && typed.replaceAll(name, '') === '';
  return Array.from(password).length < minPasswordLength || isLogin
    ? { code: 'password_too_weak', minLength: minPasswordLength }
    : undefined;
};

export const decidePassword = (password: string, login: string): Result<string> => {
  const refusal = passwordRefusal(password, login);
  return refusal === undefined ? ok(password) : refused(refusal);
};

/** A one-time code works once, for a user who may still become active, until it expires. */
export const decideActivation = (
  user: { status: 'invited' | 'active' | 'disabled'; codeMatches: boolean; codeExpiresAt: string | null } | null,
  now: string,
): Result<{ status: 'active' }> => {
  if (user === null || user.status === 'disabled' || !user.codeMatches) return refused({ code: 'sign_in_failed' });
  if (user.codeExpiresAt === null || Date.parse(user.codeExpiresAt) <= Date.parse(now))
    return refused({ code: 'code_expired' });
  return ok({ status: 'active' });
};

export const decideDisableUser = (actorId: string, userId: string): Result<{ status: 'disabled' }> =>
  actorId === userId ? refused({ code: 'cannot_disable_self' }) : ok({ status: 'disabled' });

/** Nobody gives away an area they do not have. An area inside another of the list adds nothing and is dropped. */
export const decideDuties = (mine: readonly AreaCode[], given: readonly AreaCode[]): Result<AreaCode[]> => {
  if (!given.every((code) => mine.some((own) => contains(own, code)))) return refused({ code: 'outside_area' });
  const distinct = [...new Set(given)];
  return ok(distinct.filter((code) => !distinct.some((other) => other !== code && contains(other, code))));
};
