/** Who uses this tablet: the account a reload without a network starts with, and the id this tablet has for it. */
import Dexie, { type EntityTable } from 'dexie';
import type { Account } from '@qiaomen/domain/account/query';

export interface TabletAccount {
  userId: string;
  account: Account;
  deviceId: string;
  /** signed in here last, and not out since */
  current?: boolean;
}

class TabletDatabase extends Dexie {
  declare accounts: EntityTable<TabletAccount, 'userId'>;
  constructor() {
    super('qiaomen');
    this.version(1).stores({ accounts: 'userId' });
  }
}

const database = new TabletDatabase();

export const findTabletAccount = (userId: string): Promise<TabletAccount | undefined> => database.accounts.get(userId);
export const keepTabletAccount = async (kept: TabletAccount): Promise<void> => {
  await database.accounts.put(kept);
};

/** A browser that is killed may forget what it wrote beside its database in the last minute; this it does not forget. */
export const noteCurrentUser = (userId: string | null): Promise<void> =>
  database.transaction('rw', database.accounts, async () => {
    for (const row of await database.accounts.toArray())
      if ((row.current === true) !== (row.userId === userId))
        await database.accounts.put({ ...row, current: row.userId === userId });
  });
export const findCurrentUser = async (): Promise<string | null> =>
  (await database.accounts.toArray()).find(({ current }) => current === true)?.userId ?? null;
