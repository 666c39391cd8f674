/** What a signed-in user does to their own account. */
import type { z } from 'zod';
import { passwordRefusal } from '@qiaomen/domain/account/decide';
import type { ChangePassword, TotpSecret } from '@qiaomen/domain/account/query';
import type { Language } from '@qiaomen/domain/account/role';
import { open, seal } from '@qiaomen/prisma/field-crypto';
import { refuse } from '../../errors.ts';
import type { SessionContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { hashPassword, verifyPassword } from '../../identity/passwords.ts';
import { openSession } from '../../identity/sessions.ts';
import { spendAttempt, totpContext } from './sign-in.ts';
import { acceptedStep, describeTotpKey, newTotpKey } from '../../identity/totp.ts';

export const signOut = async (ctx: SessionContext): Promise<null> => {
  const { userId } = ctx.actor;
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.session.deleteMany({ where: { tokenHash: ctx.session.tokenHash } });
    await writer.audit({ action: 'account.signOut', entity: 'user', entityId: userId, detail: {} });
  });
  ctx.cookie.clear();
  return null;
};

export const changeLanguage = async (ctx: SessionContext, language: Language): Promise<null> => {
  const { userId } = ctx.actor;
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.user.update({ where: { id: userId }, data: { language } });
    await writer.audit({ action: 'account.changeLanguage', entity: 'user', entityId: userId, detail: { language } });
  });
  return null;
};

/** Ends every session of the user and opens a new one for this browser. */
export const changePassword = async (ctx: SessionContext, input: z.infer<typeof ChangePassword>): Promise<null> => {
  const { userId, role } = ctx.actor;
  await spendAttempt(ctx, ctx.account.login);
  const user = await ctx.db.reference((tx) =>
    tx.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } }),
  );
  if (!(await verifyPassword(user.passwordHash, input.current))) return refuse({ code: 'sign_in_failed' });
  const weak = passwordRefusal(input.next, ctx.account.login);
  if (weak !== undefined) return refuse(weak);
  const passwordHash = await hashPassword(input.next);
  const opened = await ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await writer.tx.session.deleteMany({ where: { userId } });
    await writer.audit({ action: 'account.changePassword', entity: 'user', entityId: userId, detail: {} });
    return openSession(writer.tx, { userId, role, mfa: ctx.session.mfa, at: writer.at });
  });
  await ctx.attempts.forgive(ctx.account.login, ctx.ip);
  ctx.cookie.set(opened.token, opened.expiresAt);
  return null;
};

/** A new secret, not yet in force. Who has one in force must have it reset by an admin first. */
export const startTotp = async (ctx: SessionContext): Promise<TotpSecret> => {
  const { userId } = ctx.actor;
  if (ctx.account.totpEnrolled) return refuse({ code: 'already_decided' });
  const key = newTotpKey();
  const totpCipher = Uint8Array.from(seal(ctx.keys, totpContext(userId), Buffer.from(key).toString('base64')));
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.user.updateMany({ where: { id: userId, totpLastStep: null }, data: { totpCipher } });
    await writer.audit({ action: 'account.totpStart', entity: 'user', entityId: userId, detail: {} });
  });
  return describeTotpKey(key, ctx.account.login);
};

/** The first right code puts the secret in force and gives this browser a fresh session. */
export const confirmTotp = async (ctx: SessionContext, code: string): Promise<null> => {
  const { userId, role } = ctx.actor;
  await spendAttempt(ctx, ctx.account.login);
  const user = await ctx.db.reference((tx) =>
    tx.user.findUniqueOrThrow({ where: { id: userId }, select: { totpCipher: true, totpLastStep: true } }),
  );
  if (user.totpCipher === null || user.totpLastStep !== null) return refuse({ code: 'already_decided' });
  const key = Buffer.from(open(ctx.keys, totpContext(userId), user.totpCipher), 'base64');
  const step = acceptedStep(key, code, ctx.now(), null);
  if (step === undefined) return refuse({ code: 'totp_wrong' });
  const opened = await ctx.db.transact(writeAs(ctx), async (writer) => {
    const set = await writer.tx.user.updateMany({
      where: { id: userId, totpLastStep: null },
      data: { totpLastStep: step },
    });
    if (set.count !== 1) return refuse({ code: 'already_decided' });
    await writer.tx.session.deleteMany({ where: { userId } });
    await writer.audit({ action: 'account.totpConfirm', entity: 'user', entityId: userId, detail: {} });
    return openSession(writer.tx, { userId, role, mfa: true, at: writer.at });
  });
  await ctx.attempts.forgive(ctx.account.login, ctx.ip);
  ctx.cookie.set(opened.token, opened.expiresAt);
  return null;
};
