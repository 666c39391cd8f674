/** What happens on the tablet itself. */
import { strict as assert } from 'node:assert';
import type { Product } from './product.ts';
import type { RealTablet } from './real-tablet.ts';
import type { Misfortune } from './scenarios.ts';
import { wipeTablet } from '../../apps/web/src/testing/tablet.ts';

/** The storage of the browser refuses, or its app dies, at the next writes. */
const failWrites = (times: number, how: (store: IDBObjectStore) => void): (() => void) => {
  const { prototype } = IDBObjectStore;
  const { put, add } = prototype;
  let left = times;
  const harmed = (whole: typeof put): typeof put =>
    function harm(this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (left > 0) {
        left -= 1;
        how(this);
      }
      return whole.apply(this, given);
    };
  prototype.put = harmed(put);
  prototype.add = harmed(add);
  return () => Object.assign(prototype, { put, add });
};

const noSpace = (): never => {
  throw new DOMException('no space left', 'QuotaExceededError');
};

export interface Played {
  tablet: RealTablet;
  product: Product;
  record(tablet: RealTablet): Promise<void>;
  /** what was recorded and not acknowledged is gone, and everybody knows it */
  forget(): void;
}

/** Between recording and sending. True when some of the work may rightly be kept aside. */
export const befallTablet = async (
  { tablet, product, record, forget }: Played,
  misfortune: Misfortune | undefined,
): Promise<boolean> => {
  const { holder } = tablet;
  const reopen = async (): Promise<void> => {
    tablet.at.close();
    tablet.at = await tablet.open();
  };
  switch (misfortune) {
    case 'appKilledBeforeSend':
      await reopen();
      return false;
    case 'appKilledBeforeSave': {
      const { store } = tablet.at;
      store.saveAnswers = () => Promise.reject(new Error('killed'));
      await tablet.at.engine.trigger();
      await reopen();
      return false;
    }
    case 'appKilledWhileSaving':
    case 'noSpaceForAnswers':
    case 'noSpaceForList': {
      if (misfortune === 'noSpaceForList') await tablet.at.engine.trigger();
      const stop = failWrites(
        2,
        misfortune === 'appKilledWhileSaving' ? (store) => store.transaction.abort() : noSpace,
      );
      await tablet.at.engine.trigger();
      stop();
      assert.notEqual(tablet.at.engine.status.trouble, null, 'a failed saving was not noticed');
      if (misfortune === 'appKilledWhileSaving') await reopen();
      return false;
    }
    case 'noSpaceForVisit': {
      const stop = failWrites(1, noSpace);
      await assert.rejects(record(tablet), 'a visit that could not be saved was called saved');
      stop();
      await record(tablet);
      return false;
    }
    case 'storageCleared':
      await tablet.at.engine.trigger();
      await record(tablet);
      tablet.at.close();
      await wipeTablet(holder.owner);
      forget();
      tablet.at = await tablet.open();
      return false;
    case 'twoTabsSend': {
      const second = await tablet.open();
      await Promise.all([tablet.at.engine.trigger(), second.engine.trigger()]);
      second.close();
      await tablet.at.store.refresh();
      return false;
    }
    case 'twoTabsRecord': {
      const second: RealTablet = { ...tablet, at: await tablet.open() };
      await Promise.all([record(tablet), record(second), record(tablet), record(second)]);
      second.at.close();
      await tablet.at.store.refresh();
      return false;
    }
    case 'sessionEnds':
      tablet.session.cookie = '';
      return false;
    case 'revoked':
      await product.query('UPDATE device SET revoked_at = now() WHERE id = $1', [holder.deviceId]);
      return true;
    case 'roleTaken':
      await product.query(`UPDATE app_user SET role = 'auditor' WHERE id = $1`, [holder.userId]);
      return true;
    default:
      return false;
  }
};
