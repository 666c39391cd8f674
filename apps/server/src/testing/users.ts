/** Users of a test as the database holds them: with a password, or as something left them. */
import { hashPassword } from '../identity/passwords.ts';
import type { TestApp, TestUser } from './test-app.ts';

export const password = 'correct horse battery staple';

export const changeUser = (
  app: TestApp,
  user: Pick<TestUser, 'id'>,
  data: Record<string, string | null | bigint>,
): Promise<void> =>
  app.db.transact({ scope: { area: '22' }, actorId: null, county: '000000', at: app.now() }, async (writer) => {
    await writer.tx.user.update({ where: { id: user.id }, data });
    await writer.audit({ action: 'test.user', entity: 'user', entityId: user.id, detail: {} });
  });

/** Who signs in with `password`. */
export const withPassword = async (app: TestApp, user: TestUser): Promise<TestUser> => {
  await changeUser(app, user, { passwordHash: await hashPassword(password) });
  return user;
};
