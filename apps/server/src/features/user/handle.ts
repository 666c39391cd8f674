/** What an admin does to users of their own area. Nothing here ever learns a password. */
import { randomUUID } from 'node:crypto';
import { decideDisableUser, decideDuties } from '@qiaomen/domain/account/decide';
import type { CreateUser, EditUser, OneTimeCode } from '@qiaomen/domain/account/query';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import type { Tx, Writer } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import { expiryOfCode, hashOneTimeCode, newOneTimeCode } from '../../identity/one-time-code.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

interface ManagedUser {
  id: string;
  login: string;
  status: string;
  presentDuties: { id: string; areaCode: AreaCode }[];
}

const requireInArea = (ctx: GuardedContext, areaCodes: readonly AreaCode[]): void => {
  const at = ctx.now().toISOString();
  if (!areaCodes.every((areaCode) => can(ctx.actor, ctx.permission, { areaCode, at })))
    refuse({ code: 'outside_area' });
};

const requireKnownAreas = async (tx: Tx, areaCodes: readonly AreaCode[]): Promise<void> => {
  const known = await tx.area.count({ where: { code: { in: [...new Set(areaCodes)] } } });
  if (known !== new Set(areaCodes).size) refuse({ code: 'not_found' });
};

/** The areas an admin may give: inside their own, each named once. */
const dutiesToGive = (ctx: GuardedContext, areaCodes: readonly AreaCode[]): AreaCode[] => {
  const decided = decideDuties(
    ctx.account.duties.map((duty) => duty.areaCode),
    areaCodes,
  );
  return decided.ok ? decided.value : refuse(decided.error);
};

/** A user every one of whose present duties lies in the admin's area; a user on duty elsewhere too is not theirs alone. */
const findManaged = async (ctx: GuardedContext, userId: string): Promise<ManagedUser> => {
  const at = ctx.now();
  const user = await ctx.db.reference((tx) =>
    tx.user.findUnique({
      where: { id: userId },
      select: {
        id: true,
        login: true,
        status: true,
        duties: {
          where: { from: { lte: at }, OR: [{ to: null }, { to: { gt: at } }] },
          select: { id: true, areaCode: true },
        },
      },
    }),
  );
  // somebody else's user and nobody's user get the same answer
  if (user === null || user.duties.length === 0) return refuse({ code: 'not_found' });
  const presentDuties = user.duties.map(({ id, areaCode }) => ({ id, areaCode: AreaCode.parse(areaCode) }));
  const reachable = presentDuties.some(({ areaCode }) =>
    can(ctx.actor, ctx.permission, { areaCode, at: at.toISOString() }),
  );
  if (!reachable) return refuse({ code: 'not_found' });
  requireInArea(
    ctx,
    presentDuties.map(({ areaCode }) => areaCode),
  );
  return { id: user.id, login: user.login, status: user.status, presentDuties };
};

const putNewCode = async (writer: Writer, userId: string): Promise<OneTimeCode> => {
  const code = newOneTimeCode();
  const expiresAt = expiryOfCode(writer.at);
  await writer.tx.user.update({
    where: { id: userId },
    data: { activationHash: hashOneTimeCode(code), activationExpiresAt: expiresAt },
  });
  return { userId, code, expiresAt: expiresAt.toISOString() };
};

export const createUser = async (ctx: GuardedContext, input: CreateUser): Promise<OneTimeCode> => {
  const areaCodes = dutiesToGive(ctx, input.areaCodes);
  const { login, name, role, language } = input;
  const userId = randomUUID();
  return ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at } = writer;
    await requireKnownAreas(tx, areaCodes);
    const created = await tx.user.createMany({
      data: [{ id: userId, login, name, role, language, status: 'invited', createdAt: at }],
      skipDuplicates: true,
    });
    if (created.count === 0) return refuse({ code: 'login_taken' });
    await tx.duty.createMany({
      data: areaCodes.map((areaCode) => ({ id: randomUUID(), userId, areaCode, from: at })),
    });
    await writer.audit({ action: 'user.create', entity: 'user', entityId: userId, detail: { role, areaCodes } });
    await enqueueOwners(writer, userId);
    return putNewCode(writer, userId);
  });
};

/** Duties are history: what ends is closed, what begins is a new row; what stays is left alone. */
export const editUser = async (ctx: GuardedContext, input: EditUser): Promise<null> => {
  const user = await findManaged(ctx, input.userId);
  const areaCodes = dutiesToGive(ctx, input.areaCodes);
  const ended = user.presentDuties.filter((duty) => !areaCodes.includes(duty.areaCode));
  const begun = areaCodes.filter((areaCode) => !user.presentDuties.some((duty) => duty.areaCode === areaCode));
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at } = writer;
    await requireKnownAreas(tx, areaCodes);
    await tx.user.update({ where: { id: user.id }, data: { name: input.name } });
    const closed = await tx.duty.updateMany({
      where: { id: { in: ended.map(({ id }) => id) }, to: null },
      data: { to: at },
    });
    // another admin changed the duties since they were read
    if (closed.count !== ended.length) return refuse({ code: 'changed_meanwhile' });
    await tx.duty.createMany({
      data: begun.map((areaCode) => ({ id: randomUUID(), userId: user.id, areaCode, from: at })),
    });
    const detail = { before: user.presentDuties.map(({ areaCode }) => areaCode), after: areaCodes };
    await writer.audit({ action: 'user.edit', entity: 'user', entityId: user.id, detail });
    if (ended.length + begun.length > 0) await enqueueOwners(writer, user.id);
  });
  return null;
};

/** Owners of entries follow the duties of active users; a county can hold tens of thousands of entries, so a job does it. */
const enqueueOwners = (writer: Writer, userId: string): Promise<void> =>
  writer.enqueue('assignment.refreshOwners', { userId }, { jobKey: `owners:${userId}` });

/** Ends every session at once. What the user's tablets still hold arrives in quarantine: kept, not trusted. */
export const disableUser = async (ctx: GuardedContext, userId: string): Promise<null> => {
  const allowed = decideDisableUser(ctx.actor.userId, userId);
  if (!allowed.ok) return refuse(allowed.error);
  const user = await findManaged(ctx, userId);
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.user.update({
      where: { id: user.id },
      data: { status: allowed.value.status, activationHash: null, activationExpiresAt: null },
    });
    await writer.tx.session.deleteMany({ where: { userId: user.id } });
    await writer.audit({ action: 'user.disable', entity: 'user', entityId: user.id, detail: { before: user.status } });
    await enqueueOwners(writer, user.id);
  });
  return null;
};

/** A user who never set a password goes back to being invited and needs a new code. */
export const enableUser = async (ctx: GuardedContext, userId: string): Promise<null> => {
  const user = await findManaged(ctx, userId);
  if (user.status !== 'disabled') return refuse({ code: 'already_decided' });
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    const { passwordHash } = await writer.tx.user.findUniqueOrThrow({
      where: { id: user.id },
      select: { passwordHash: true },
    });
    const status = passwordHash === null ? 'invited' : 'active';
    await writer.tx.user.update({ where: { id: user.id }, data: { status } });
    await writer.audit({ action: 'user.enable', entity: 'user', entityId: user.id, detail: { status } });
    await enqueueOwners(writer, user.id);
  });
  return null;
};

/** A stolen session must not be able to replace what it was not given. */
const requireOther = (ctx: GuardedContext, userId: string): void => {
  if (userId === ctx.actor.userId) refuse({ code: 'forbidden' });
};

/** A new one-time code. The old password stops working now, not when the code is used. */
export const resetCode = async (ctx: GuardedContext, userId: string): Promise<OneTimeCode> => {
  requireOther(ctx, userId);
  const user = await findManaged(ctx, userId);
  if (user.status === 'disabled') return refuse({ code: 'already_decided' });
  return ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.user.update({ where: { id: user.id }, data: { passwordHash: null } });
    await writer.tx.session.deleteMany({ where: { userId: user.id } });
    await writer.audit({ action: 'user.resetCode', entity: 'user', entityId: user.id, detail: {} });
    return putNewCode(writer, user.id);
  });
};

/** For a lost phone. The user enrols again at the next sign-in, before anything else. */
export const resetTotp = async (ctx: GuardedContext, userId: string): Promise<null> => {
  requireOther(ctx, userId);
  const user = await findManaged(ctx, userId);
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    await writer.tx.user.update({ where: { id: user.id }, data: { totpCipher: null, totpLastStep: null } });
    await writer.tx.session.deleteMany({ where: { userId: user.id } });
    await writer.audit({ action: 'user.resetTotp', entity: 'user', entityId: user.id, detail: {} });
  });
  return null;
};
