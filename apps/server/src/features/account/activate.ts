/** From a one-time code to a password: a new user, a reset, or the first admin of an install. */
import { randomUUID } from 'node:crypto';
import { decideActivation, passwordRefusal } from '@qiaomen/domain/account/decide';
import { UserStatus, type Account, type Activate, type FirstAdmin } from '@qiaomen/domain/account/query';
import { refuse } from '../../errors.ts';
import type { Context, Identity } from '../../trpc.ts';
import { auditCounty, writeAbout } from '../../write-context.ts';
import { setPrefecture } from '../../install/prefecture.ts';
import { findIdentity } from '../../identity/identity.ts';
import { claimFirstAdminCode } from '../../install/first-admin-code.ts';
import { hashOneTimeCode, isSameHash } from '../../identity/one-time-code.ts';
import { hashPassword } from '../../identity/passwords.ts';
import { spendAttempt, startSession } from './sign-in.ts';

/**
 * Sets the password. Signs in at once where no second factor is enrolled; answers null where one is, because a code on
 * paper must not replace it.
 */
export const activate = async (ctx: Context, input: Activate): Promise<Account | null> => {
  await spendAttempt(ctx, input.login);
  const weak = passwordRefusal(input.password, input.login);
  if (weak !== undefined) return refuse(weak);
  const user = await ctx.db.reference((tx) =>
    tx.user.findUnique({
      where: { login: input.login },
      select: { id: true, status: true, activationHash: true, activationExpiresAt: true },
    }),
  );
  const hash = hashOneTimeCode(input.code);
  const allowed = decideActivation(
    user && {
      status: UserStatus.parse(user.status),
      codeMatches: user.activationHash !== null && isSameHash(user.activationHash, hash),
      codeExpiresAt: user.activationExpiresAt?.toISOString() ?? null,
    },
    ctx.now().toISOString(),
  );
  if (!allowed.ok) return refuse(allowed.error);
  if (user === null) return refuse({ code: 'sign_in_failed' });

  const passwordHash = await hashPassword(input.password);
  const before = await requireIdentity(ctx, user.id);
  await ctx.db.transact(writeOrRefuse(before, ctx.now()), async (writer) => {
    const used = await writer.tx.user.updateMany({
      where: { id: user.id, activationHash: hash },
      data: { passwordHash, status: allowed.value.status, activationHash: null, activationExpiresAt: null },
    });
    if (used.count !== 1) return refuse({ code: 'sign_in_failed' });
    await writer.tx.session.deleteMany({ where: { userId: user.id } });
    await writer.audit({ action: 'account.activate', entity: 'user', entityId: user.id, detail: {} });
  });
  await ctx.attempts.forgive(input.login, ctx.ip);
  const identity = await requireIdentity(ctx, user.id);
  if (identity.account.totpEnrolled) return null;
  await startSession(ctx, writeOrRefuse(identity, ctx.now()), identity, { totpStep: null, passwordHash: null });
  return identity.account;
};

/** Creates the first admin; possible once, with the code the server printed, while there is no user. */
export const createFirstAdmin = async (ctx: Context, input: FirstAdmin): Promise<Account> => {
  await spendAttempt(ctx, input.login);
  const weak = passwordRefusal(input.password, input.login);
  if (weak !== undefined) return refuse(weak);
  const passwordHash = await hashPassword(input.password);
  const at = ctx.now();
  const userId = randomUUID();
  const scope = { area: input.areaCode, userId };
  await ctx.db.transact({ scope, actorId: userId, county: auditCounty(input.areaCode), at }, async (writer) => {
    const { tx } = writer;
    if (!(await claimFirstAdminCode(tx, input.code, at))) return refuse({ code: 'sign_in_failed' });
    const area = await tx.area.findUnique({ where: { code: input.areaCode }, select: { code: true } });
    if (area === null) return refuse({ code: 'not_found' });
    const { login, name } = input;
    await tx.user.create({
      data: { id: userId, login, name, role: 'admin', status: 'active', passwordHash, createdAt: at },
    });
    await setPrefecture(tx, input.areaCode);
    await tx.duty.create({ data: { id: randomUUID(), userId, areaCode: input.areaCode, from: at } });
    await writer.audit({
      action: 'account.firstAdmin',
      entity: 'user',
      entityId: userId,
      detail: { areaCode: input.areaCode },
    });
  });
  const identity = await requireIdentity(ctx, userId);
  await startSession(ctx, writeOrRefuse(identity, at), identity, { totpStep: null, passwordHash: null });
  return identity.account;
};

const requireIdentity = async (ctx: Context, userId: string): Promise<Identity> =>
  (await findIdentity(ctx.db, userId, ctx.now(), ctx.demo)) ?? refuse({ code: 'sign_in_failed' });

const writeOrRefuse = (identity: Identity, at: Date) => writeAbout(identity, at) ?? refuse({ code: 'sign_in_failed' });
