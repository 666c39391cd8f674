/** Everything one user's tablet runs on, put together once after sign-in and taken apart on sign-out. */
import type { Account } from '@qiaomen/domain/account/query';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import type { FieldDatabase } from './database.ts';
import { findServerKey, findToken } from './device-token.ts';
import { discardDraft, findDraft, listDrafts, saveDraft, type Draft } from './drafts.ts';
import { FieldStore } from './field-store.ts';
import { byteSealerFor, sealerFor } from './for-server.ts';
import { listenForNetwork } from './listen-for-network.ts';
import { keepMade } from './made.ts';
import { judgeFailure, networkWith, reporterWith, sendSealed } from './network.ts';
import type { OutboxItem } from './outbox-item.ts';
import { photoNetwork } from './photo-network.ts';
import { drainPhotos, startPhotoSender } from './photo-sender.ts';
import { mayUseLine } from './photo-setting.ts';
import { PhotoStore } from './photo-store.ts';
import type { SealedRows } from './sealed-rows.ts';
import { submit, type Submission } from './submit.ts';
import { SyncEngine } from '@qiaomen/domain/sync/sync-engine';
import { sendStranded } from './stranded.ts';
import { readReport, tellServer } from './tell-server.ts';
import { findTabletAccount } from './tablet-accounts.ts';

export interface FieldSession {
  account: Account;
  deviceId: string;
  store: FieldStore;
  engine: SyncEngine;
  photos: PhotoStore;
  sendPhotos(): Promise<void>;
  /** of a tablet that was taken back */
  drainPhotos(): Promise<void>;
  submit(submission: Submission): Promise<{ item: OutboxItem; flags: FactFlag[] }>;
  drafts: {
    save(draft: Draft): Promise<void>;
    find(id: string): Promise<Draft | undefined>;
    list(): Promise<Draft[]>;
    discard(id: string): Promise<void>;
  };
  close(): void;
}

/** One tab at a time; where the browser has no locks there is one tab. */
const exclusively = async (name: string, work: () => Promise<void>): Promise<boolean> => {
  if (!('locks' in navigator)) {
    await work();
    return true;
  }
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });
};

export const openFieldSession = async (
  account: Account,
  database: FieldDatabase,
  key: CryptoKey,
  onRevoked: () => void,
  early?: SealedRows,
): Promise<FieldSession> => {
  const tablet = await findTabletAccount(account.userId);
  if (tablet === undefined) throw new Error('tablet is not enrolled');
  const [token, serverKey] = await Promise.all([findToken(database, key), findServerKey(database)]);
  if (token === undefined) throw new Error('tablet has no token');
  const forServer = serverKey === undefined ? null : await sealerFor(serverKey, token);
  const store = new FieldStore(database, key, forServer);
  await store.refresh(early);
  const photos = new PhotoStore(database, key, serverKey === undefined ? null : await byteSealerFor(serverKey));
  const lockName = `qiaomen-sync-${account.userId}`;
  const engine = new SyncEngine({
    storage: store,
    ...networkWith(token),
    judge: judgeFailure,
    now: () => Date.now(),
    random: () => Math.random(),
    schedule: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    exclusively: (work) => exclusively(lockName, work),
  });
  // what an earlier PIN left behind; without a network it waits for the next time
  const sendLeft = () => void sendStranded(database, sendSealed).catch(() => undefined);
  const trigger = () => {
    void engine.trigger();
    sendLeft();
  };
  const networkIsBack = () => {
    void engine.networkIsBack();
    sendLeft();
  };
  const stopListening = listenForNetwork({ wake: trigger, networkIsBack });
  // other tabs of the same user see what this one wrote, without waiting for the server
  const channel = new BroadcastChannel(lockName);
  channel.addEventListener('message', () => void store.refresh());
  let told = store.memory.generation;
  const stopTelling = store.subscribe(() => {
    if (store.memory.generation === told) return;
    told = store.memory.generation;
    channel.postMessage(told);
  });
  const stopReports = tellServer({
    engine,
    read: () => readReport(database, store, __APP_VERSION__),
    send: reporterWith(token),
    now: () => Date.now(),
    photos,
    onRevoked,
  });
  const photoLine = photoNetwork(token);
  const photoSender = startPhotoSender({
    engine,
    store,
    photos,
    network: photoLine,
    mayUseLine,
    exclusively: (work) => exclusively(`qiaomen-photos-${account.userId}`, work),
  });
  void photos.count();
  void photos.sweep(new Date());
  trigger();
  return {
    account,
    deviceId: tablet.deviceId,
    store,
    engine,
    photos,
    sendPhotos: photoSender.trigger,
    drainPhotos: () => drainPhotos(photos, photoLine),
    submit: async (submission) => {
      const clock = { now: () => new Date(), elapsedMs: () => performance.now() };
      const done = await submit(
        store,
        { userId: account.userId, deviceId: tablet.deviceId },
        clock,
        submission,
        photos.toSend,
      );
      void photos.count();
      keepMade(account.userId, { deviceId: tablet.deviceId, seq: done.item.envelope.deviceSeq });
      trigger();
      return done;
    },
    drafts: {
      save: (draft) => saveDraft(database, key, draft),
      find: (id) => findDraft(database, key, id),
      list: () => listDrafts(database, key),
      discard: (id) => discardDraft(database, id),
    },
    close: () => {
      stopListening();
      stopReports();
      stopTelling();
      channel.close();
      photoSender.stop();
      engine.stop();
    },
  };
};
