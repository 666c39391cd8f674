/** A tablet for tests: real storage (in memory), real rules of the server behind a network that can be cut. */
import type { Account } from '@qiaomen/domain/account/query';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { actorOf, aVisit, nextId, readerOf, send, world } from '@qiaomen/domain/sync/contract-world';
import { makeMemoryHarness } from '@qiaomen/domain/sync/memory-harness';
import { pull } from '@qiaomen/domain/sync/pull';
import type { Pull, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { FieldDatabase } from '../offline/database.ts';
import { discardDraft, findDraft, listDrafts, saveDraft } from '../offline/drafts.ts';
import { FieldStore } from '../offline/field-store.ts';
import { byteSealerFor } from '../offline/for-server.ts';
import { drainPhotos, startPhotoSender, type PhotoSending } from '../offline/photo-sender.ts';
import { PhotoStore } from '../offline/photo-store.ts';
import { entriesOf } from '../offline/field-memory.ts';
import type { FieldSession } from '../offline/field-session.ts';
import type { FieldEntry } from '../offline/overlay.ts';
import { keyOf } from '../offline/seal.ts';
import { submit } from '../offline/submit.ts';
import { SyncEngine, type CallFailure, type SyncPorts } from '@qiaomen/domain/sync/sync-engine';

export { aVisit, nextId, world };

export class CallError extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure) {
    super(failure);
    this.failure = failure;
  }
}

/** What happens to calls, in order; `ok` when the list is used up. */
export type Fate = 'ok' | 'request lost' | 'reply lost' | CallFailure;

export const account: Account = {
  userId: world.worker.userId,
  login: 'worker',
  name: '朴春子',
  role: 'worker',
  language: 'zh-CN',
  duties: [{ areaCode: world.villageA, nameZh: '民富社区' }],
  demo: false,
  totpEnrolled: false,
  mustEnrolTotp: false,
};

const campaign: Campaign = {
  id: world.campaignId,
  areaCode: world.county,
  name: '冬季',
  legalBasis: '文件',
  ...world.campaign,
  isTest: false,
  milestones: [],
  state: 'open',
};

export const makeServer = () => {
  const harness = makeMemoryHarness();
  const fates: Fate[] = [];
  const pushes: unknown[][] = [];
  const meet = async <Reply>(act: () => Promise<Reply>): Promise<Reply> => {
    const fate = fates.shift() ?? 'ok';
    if (fate === 'request lost') throw new CallError('network');
    if (fate !== 'ok' && fate !== 'reply lost') throw new CallError(fate);
    const reply = await act();
    if (fate === 'reply lost') throw new CallError('network');
    return reply;
  };
  return {
    harness,
    fates,
    pushes,
    push: (commands: readonly unknown[], deviceNow: string): Promise<PushReply> =>
      meet(async () => {
        pushes.push([...commands]);
        return { answers: await send(harness.store, commands, { deviceNow }), serverTime: world.now };
      }),
    pull: (request: Pull): Promise<PullReply> =>
      meet(async () => ({
        ...(await pull(harness.store, readerOf('worker'), [world.county], request)),
        serverTime: world.now,
        minClient: '0.0.0',
        campaigns: [campaign],
        villages: [{ areaCode: world.villageA, nameZh: '民富社区', nameKo: null, nameBo: null }],
      })),
    actor: actorOf('worker'),
    addElder: async (name: string): Promise<string> => {
      const personId = nextId();
      await harness.addEntry({ personId, entryId: nextId(), areaCode: world.villageA, ownerId: null, name });
      return personId;
    },
  };
};
export type Server = ReturnType<typeof makeServer>;

export interface Tablet extends FieldSession {
  database: FieldDatabase;
  key: CryptoKey;
  entry(personId: string): FieldEntry | undefined;
  /** timers that were set and not called off */
  timers: { run: () => void; ms: number }[];
}

/** Whose tablet it is; the owner names its storage. */
export interface Holder {
  userId: string;
  deviceId: string;
  owner: string;
  serverKey?: string;
}
const theWorker: Holder = { ...world.worker, owner: world.worker.userId };

/** A point of P-256 whose private key nobody kept: what is sealed for it stays sealed. */
const nobodysKey = 'BBg14PLl2b3ySa80KDMoah2fE9o+yVJxW6rhxalVS1yr7pIGFLk3qJxIcfrjKeKREM40Va3ctKly3prJe7VTUh8=';

/** Opening again on the same storage is what a reload, or a second tab, does. */
export const openTablet = async (
  server: Pick<SyncPorts, 'push' | 'pull'> & { photos?: PhotoSending['network'] },
  clock = { ms: Date.parse(world.now) },
  { userId, deviceId, owner, serverKey = nobodysKey }: Holder = theWorker,
): Promise<Tablet> => {
  const database = new FieldDatabase(owner);
  const key = await keyOf(database);
  const store = new FieldStore(database, key);
  await store.refresh();
  const photos = new PhotoStore(database, key, await byteSealerFor(serverKey));
  const timers: Tablet['timers'] = [];
  const engine = new SyncEngine({
    storage: store,
    push: server.push,
    pull: server.pull,
    judge: (cause) => (cause instanceof CallError ? cause.failure : 'trouble'),
    now: () => clock.ms,
    random: () => 0.5,
    schedule: (run, ms) => {
      const timer = { run, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    exclusively: async (work) => {
      await work();
      return true;
    },
  });
  const photoSender =
    server.photos === undefined
      ? undefined
      : startPhotoSender({
          engine,
          store,
          photos,
          network: server.photos,
          mayUseLine: () => true,
          exclusively: async (work) => {
            await work();
            return true;
          },
        });
  return {
    account,
    deviceId,
    store,
    engine,
    photos,
    sendPhotos: photoSender?.trigger ?? (async () => undefined),
    drainPhotos: async () => (server.photos === undefined ? undefined : drainPhotos(photos, server.photos)),
    database,
    key,
    timers,
    submit: (submission) =>
      submit(
        store,
        { userId, deviceId },
        { now: () => new Date(clock.ms), elapsedMs: () => 1 },
        submission,
        photos.toSend,
      ),
    drafts: {
      save: (draft) => saveDraft(database, key, draft),
      find: (id) => findDraft(database, key, id),
      list: () => listDrafts(database, key),
      discard: (id) => discardDraft(database, id),
    },
    entry: (personId) => entriesOf(store.memory, account.name).find((entry) => entry.personId === personId),
    close: () => {
      photoSender?.stop();
      engine.stop();
      database.close();
    },
  };
};

export const wipeTablet = async (owner: string = theWorker.owner): Promise<void> => {
  await new FieldDatabase(owner).delete();
};

/** A visit to somebody on the list, as the form gives it. */
export const visitTo = (tablet: Tablet, personId: string, over: Parameters<typeof aVisit>[1] = {}) => {
  const entry = tablet.entry(personId);
  if (entry === undefined) throw new Error('not on the list');
  const { name, areaCode } = entry;
  return { command: aVisit(personId, over), about: { name, areaCode, entry }, draftId: null };
};
