/** Makes a tablet known to the server for one user, once; the parts that need storage load only on tablets. */
import type { Account } from '@qiaomen/domain/account/query';
import { api } from '../api/client.ts';

const openStorage = () =>
  Promise.all([
    import('../offline/tablet-accounts.ts'),
    import('../offline/database.ts'),
    import('../offline/device-token.ts'),
    import('../offline/new-id.ts'),
  ]);

/** The account as this tablet last knew it; undefined when its storage, or a part of it, was cleared. */
export const recall = async (userId: string): Promise<Account | undefined> => {
  const [{ findTabletAccount }, { FieldDatabase }, { hasToken }] = await openStorage();
  const known = await findTabletAccount(userId);
  if (known === undefined) return undefined;
  const database = new FieldDatabase(userId);
  try {
    return (await hasToken(database)) ? known.account : undefined;
  } finally {
    database.close();
  }
};

const label = (): string => navigator.userAgent.slice(0, 100);

export const enrol = async (account: Account): Promise<void> => {
  const [{ findTabletAccount, keepTabletAccount }, { FieldDatabase }, { keepToken, hasToken }, { newId }] =
    await openStorage();
  const known = await findTabletAccount(account.userId);
  const database = new FieldDatabase(account.userId);
  try {
    if (known !== undefined && (await hasToken(database))) {
      await keepTabletAccount({ ...known, account });
      return;
    }
    const { deviceId, token } = await api.account.enrolDevice.mutate({
      // numbers of commands are counted per tablet: storage that lost its count is another tablet
      deviceId: newId(),
      label: label(),
      appVersion: __APP_VERSION__,
    });
    await keepToken(database, token);
    await keepTabletAccount({ userId: account.userId, account, deviceId });
    // the list of a whole village must not be cleared away by the browser
    await navigator.storage?.persist?.();
  } finally {
    database.close();
  }
};
