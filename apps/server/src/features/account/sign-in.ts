/** Sign-in: one answer for every wrong login, password or state, and the same time for each. */
import type { Account, SignIn } from '@qiaomen/domain/account/query';
import { open } from '@qiaomen/prisma/field-crypto';
import type { WriteContext } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import type { Context, Identity } from '../../trpc.ts';
import { writeAbout } from '../../write-context.ts';
import { findIdentity } from '../../identity/identity.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../identity/passwords.ts';
import { openSession } from '../../identity/sessions.ts';
import { acceptedStep } from '../../identity/totp.ts';

export const totpContext = (userId: string): string => `app_user.totp|${userId}`;

const select = {
  id: true,
  login: true,
  passwordHash: true,
  totpCipher: true,
  totpLastStep: true,
} as const;

export const spendAttempt = async (ctx: Context, login: string): Promise<void> => {
  const retryAfterSeconds = await ctx.attempts.spend(login, ctx.ip);
  if (retryAfterSeconds > 0) refuse({ code: 'too_many_attempts', retryAfterSeconds });
};

export const signIn = async (ctx: Context, input: SignIn): Promise<Account> => {
  await spendAttempt(ctx, input.login);
  const user = await ctx.db.reference((tx) => tx.user.findUnique({ where: { login: input.login }, select }));
  // at the same time: looking up who exists must not take longer than looking up who does not
  const [right, identity] = await Promise.all([
    verifyPassword(user?.passwordHash ?? null, input.password),
    user === null ? undefined : findIdentity(ctx.db, user.id, ctx.now(), ctx.demo),
  ]);
  const write = identity === undefined ? undefined : writeAbout(identity, ctx.now());
  if (user === null || identity === undefined || write === undefined) {
    await auditStranger(ctx);
    return refuse({ code: 'sign_in_failed' });
  }
  if (!right || identity.disabled) {
    await auditFailure(ctx, write, identity, identity.disabled ? 'disabled' : 'password');
    return refuse({ code: 'sign_in_failed' });
  }

  const step = identity.account.totpEnrolled && !exempt(ctx, identity) ? checkTotp(ctx, user, input.totp) : null;
  if (step === undefined) {
    await auditFailure(ctx, write, identity, 'totp');
    return refuse({ code: 'totp_wrong' });
  }
  const rehashed = needsRehash(user.passwordHash ?? '') ? await hashPassword(input.password) : null;
  await startSession(ctx, write, identity, { totpStep: step, passwordHash: rehashed });
  await ctx.attempts.forgive(input.login, ctx.ip);
  return identity.account;
};

const exempt = (ctx: Context, identity: Identity): boolean => ctx.demo && identity.account.demo;

/** The accepted step, or undefined when the code is wrong; ends the request when no code was given yet. */
const checkTotp = (
  ctx: Context,
  user: { id: string; totpCipher: Uint8Array | null; totpLastStep: bigint | null },
  code: string | null,
): bigint | undefined => {
  if (code === null || code.trim() === '') return refuse({ code: 'totp_required' });
  if (user.totpCipher === null) return undefined;
  const key = Buffer.from(open(ctx.keys, totpContext(user.id), user.totpCipher), 'base64');
  return acceptedStep(key, code, ctx.now(), user.totpLastStep);
};

const auditFailure = async (ctx: Context, write: WriteContext, identity: Identity, why: string): Promise<void> => {
  const { userId } = identity.actor;
  // whoever tried is not known to be the user
  await ctx.db.transact({ ...write, actorId: null }, (writer) =>
    writer.audit({ action: 'account.signInFailed', entity: 'user', entityId: userId, detail: { why } }),
  );
};

/** The login itself stays out of the trail: people type passwords into the wrong field. */
const auditStranger = async (ctx: Context): Promise<void> => {
  const write = { scope: { area: '00' }, actorId: null, county: '000000', at: ctx.now() };
  await ctx.db.transact(write, (writer) =>
    writer.audit({ action: 'account.signInFailed', entity: 'user', entityId: null, detail: { why: 'unknown' } }),
  );
};

/** A new session always gets a new token; the one this browser had before ends. */
export const startSession = async (
  ctx: Context,
  write: WriteContext,
  identity: Identity,
  proof: { totpStep: bigint | null; passwordHash: string | null },
): Promise<void> => {
  const { userId, role } = identity.actor;
  const opened = await ctx.db.transact(write, async (writer) => {
    if (proof.totpStep !== null) {
      // two requests with the same code: only one may move the step forward
      const moved = await writer.tx.user.updateMany({
        where: { id: userId, totpLastStep: { lt: proof.totpStep } },
        data: { totpLastStep: proof.totpStep },
      });
      if (moved.count !== 1) return undefined;
    }
    if (proof.passwordHash !== null)
      await writer.tx.user.update({ where: { id: userId }, data: { passwordHash: proof.passwordHash } });
    if (ctx.session !== null) await writer.tx.session.deleteMany({ where: { tokenHash: ctx.session.tokenHash } });
    const session = await openSession(writer.tx, { userId, role, mfa: proof.totpStep !== null, at: writer.at });
    await writer.audit({
      action: 'account.signIn',
      entity: 'user',
      entityId: userId,
      detail: { mfa: proof.totpStep !== null },
    });
    return session;
  });
  if (opened === undefined) return refuse({ code: 'totp_wrong' });
  ctx.cookie.set(opened.token, opened.expiresAt);
};
