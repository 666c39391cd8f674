/** Users of the admin's area. A user belongs to an area by the duties they have, or had last. */
import type { ListUsers, UserRow } from '@qiaomen/domain/account/query';
import { Role } from '@qiaomen/domain/account/role';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { UserStatus } from '@qiaomen/domain/account/query';
import type { Page } from '@qiaomen/domain/page';
import { areaNames } from '../../identity/identity.ts';
import { literalText } from '../../literal-text.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

export const listUsers = (ctx: GuardedContext, input: ListUsers): Promise<Page<UserRow>> => {
  const now = ctx.now();
  const inArea = ranges(ctx).map((areaCode) => ({ areaCode }));
  const present = { from: { lte: now }, OR: [{ to: null }, { to: { gt: now } }] };
  const { page, role, status, text } = input;
  const contains = literalText(text);
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const where = {
      duties: { some: { AND: [{ OR: inArea }, present] } },
      ...(role === null ? {} : { role }),
      ...(status === null ? {} : { status }),
      ...(text === '' ? {} : { OR: [{ name: { contains } }, { login: { contains: contains.toLowerCase() } }] }),
    };
    const total = await tx.user.count({ where });
    const users = await tx.user.findMany({
      where,
      orderBy: [{ role: 'asc' }, { login: 'asc' }],
      skip: page.page * page.size,
      take: page.size,
      select: {
        id: true,
        login: true,
        name: true,
        role: true,
        status: true,
        totpLastStep: true,
        duties: { where: present, select: { areaCode: true }, orderBy: { areaCode: 'asc' } },
        sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
        devices: { select: { lastContactAt: true }, orderBy: { lastContactAt: 'desc' }, take: 1 },
      },
    });
    const names = await areaNames(
      tx,
      users.flatMap((user) => user.duties.map((duty) => duty.areaCode)),
    );
    const rows = users.map((user): UserRow => ({
      id: user.id,
      login: user.login,
      name: user.name,
      role: Role.parse(user.role),
      status: UserStatus.parse(user.status),
      duties: user.duties.map(({ areaCode }) => ({
        areaCode: AreaCode.parse(areaCode),
        nameZh: names.get(areaCode) ?? areaCode,
      })),
      totpEnrolled: user.totpLastStep !== null,
      lastSeenAt: latest([
        ...user.sessions.map((session) => session.lastSeenAt),
        ...user.devices.map((device) => device.lastContactAt),
      ]),
    }));
    return { rows, total };
  });
};

const latest = (instants: readonly Date[]): string | null =>
  instants.length === 0 ? null : new Date(Math.max(...instants.map(Number))).toISOString();
