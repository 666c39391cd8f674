/** What the sign-in page must know before anyone is signed in. Nothing here is about a person. */
import { readFileSync } from 'node:fs';
import type { InstallState } from '@qiaomen/domain/account/query';
import { Role } from '@qiaomen/domain/account/role';
import type { Context } from '../trpc.ts';
import { demoPassword } from './demo-users.ts';
import { findPrefecture } from './prefecture.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export const readInstallState = (ctx: Context): Promise<InstallState> =>
  ctx.db.reference(async (tx) => {
    const anyone = await tx.user.findFirst({ select: { id: true } });
    const demoUsers = ctx.demo
      ? await tx.user.findMany({
          where: { isDemo: true, status: 'active' },
          select: { login: true, role: true, name: true },
          orderBy: { createdAt: 'asc' },
          take: 20,
        })
      : [];
    const prefecture = await findPrefecture(tx);
    return {
      demo: ctx.demo,
      needsFirstAdmin: anyone === null,
      secure: ctx.secure,
      demoSignIns: demoUsers.map(({ login, role, name }) => ({
        login,
        name,
        role: Role.parse(role),
        password: demoPassword,
      })),
      prefecture,
      version,
    };
  });
