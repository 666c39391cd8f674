/** Makes a tablet known to the server for one user, once; the parts that need storage load only on tablets. */
import type { Account } from '@qiaomen/domain/account/query';
import type { TabletLoss } from '@qiaomen/domain/device/query';
import { api } from '../api/client.ts';
import { findMade } from '../offline/made.ts';

const openStorage = () =>
  Promise.all([
    import('../offline/tablet-accounts.ts'),
    import('../offline/database.ts'),
    import('../offline/device-token.ts'),
    import('../offline/new-id.ts'),
    import('../offline/seal.ts'),
    import('../offline/wipe.ts'),
  ]);

/** The account as this tablet last knew it; undefined when its storage, or a part of it, was lost. */
export const recall = async (userId: string): Promise<Account | 'emptied' | undefined> => {
  const [{ findTabletAccount }, { FieldDatabase }, { hasToken }, , , { wasEmptied }] = await openStorage();
  const known = await findTabletAccount(userId);
  if (known === undefined) return undefined;
  const database = new FieldDatabase(userId);
  try {
    if (await hasToken(database)) return known.account;
    return (await wasEmptied(database)) ? 'emptied' : undefined;
  } finally {
    database.close();
  }
};

const label = (): string => navigator.userAgent.slice(0, 100);

/** @returns what this tablet lost, where it had been here before and came back empty */
export const enrol = async (account: Account, code: string | null): Promise<TabletLoss | null> => {
  const [
    { findTabletAccount, keepTabletAccount },
    { FieldDatabase },
    { keepToken, hasToken },
    { newId },
    { keyOf },
    { wasEmptied, wipeReadings },
  ] = await openStorage();
  const known = await findTabletAccount(account.userId);
  const database = new FieldDatabase(account.userId);
  try {
    if (known !== undefined && (await hasToken(database))) {
      await keepTabletAccount({ ...known, account });
      return null;
    }
    const enrolled = await api.account.enrolDevice.mutate({
      // numbers of commands are counted per tablet: storage that lost its count is another tablet
      deviceId: newId(),
      label: label(),
      appVersion: __APP_VERSION__,
      code,
      made: findMade(account.userId),
      emptied: await wasEmptied(database),
    });
    // a part without its token opens nothing any more
    await wipeReadings(database);
    await keepToken(database, await keyOf(database), enrolled);
    await keepTabletAccount({ userId: account.userId, account, deviceId: enrolled.deviceId });
    // the list of a whole village must not be cleared away by the browser
    await navigator.storage?.persist?.();
    return enrolled.loss;
  } finally {
    database.close();
  }
};
