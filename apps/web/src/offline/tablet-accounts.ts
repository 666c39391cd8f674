/** Who uses this tablet: the account a reload without a network starts with, and the id this tablet has for it. */
import Dexie, { type EntityTable } from 'dexie';
import type { Account } from '@qiaomen/domain/account/query';

export interface TabletAccount {
  userId: string;
  account: Account;
  deviceId: string;
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
