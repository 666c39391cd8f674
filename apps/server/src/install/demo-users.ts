/** The sign-ins of a demo install. They work under demo mode only: any other install treats them as disabled. */
import { randomUUID } from 'node:crypto';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Language, Role } from '@qiaomen/domain/account/role';
import type { Database } from '@qiaomen/prisma/scoped';
import { auditCounty } from '../write-context.ts';
import { hashPassword } from '../identity/passwords.ts';
import { setPrefecture } from './prefecture.ts';

/** No secret: the sign-in page of a demo shows it. */
export const demoPassword = 'qiaomen-demo-2026';

export interface DemoUser {
  login: string;
  name: string;
  role: Role;
  areaCodes: readonly AreaCode[];
  language: Language;
}

/** Duties begin at `since`, so that demo visits of the past lie within them. Answers the new ids in the same order. */
export const createDemoUsers = async (
  db: Database,
  prefecture: AreaCode,
  users: readonly DemoUser[],
  { since, at }: { since: Date; at: Date },
): Promise<string[]> => {
  const passwordHash = await hashPassword(demoPassword);
  const people = users.map((user) => ({ ...user, id: randomUUID() }));
  await db.transact(
    { scope: { area: prefecture }, actorId: null, county: auditCounty(prefecture), at },
    async (writer) => {
      await setPrefecture(writer.tx, prefecture);
      await writer.tx.user.createMany({
        data: people.map(({ id, login, name, role, language }, order) => ({
          id,
          login,
          name,
          role,
          language,
          passwordHash,
          status: 'active',
          isDemo: true,
          // the sign-in page lists them in this order
          createdAt: new Date(at.getTime() + order),
        })),
      });
      await writer.tx.duty.createMany({
        data: people.flatMap(({ id, areaCodes }) =>
          areaCodes.map((areaCode) => ({ id: randomUUID(), userId: id, areaCode, from: since })),
        ),
      });
      await writer.audit({
        action: 'install.demoUsers',
        entity: 'user',
        entityId: null,
        detail: { count: people.length },
      });
    },
  );
  return people.map(({ id }) => id);
};
