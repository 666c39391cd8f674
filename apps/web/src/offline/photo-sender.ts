/** Sends pictures after each exchange of records, never before or instead of one; one tab at a time. */
import { sendPhotos, type PhotoPorts } from '@qiaomen/domain/photo/send-photos';
import type { SyncEngine } from '@qiaomen/domain/sync/sync-engine';
import type { FieldStore } from './field-store.ts';
import type { PhotoStore } from './photo-store.ts';

export interface PhotoSending {
  engine: SyncEngine;
  store: FieldStore;
  photos: PhotoStore;
  network: Pick<PhotoPorts, 'ask' | 'send'>;
  /** false on a line that costs money, where the worker does not want that */
  mayUseLine(): boolean;
  exclusively(work: () => Promise<void>): Promise<boolean>;
}

/**
 * All that lies sealed for the server, over any line: the tablet was taken back, and its user may never come again. Acts
 * that were kept aside take their pictures with them.
 */
export const drainPhotos = async (photos: PhotoStore, network: PhotoSending['network']): Promise<void> => {
  await sendPhotos({
    ...network,
    waiting: () => photos.waiting(() => true, null),
    read: (id, from, to) => photos.read(id, from, to),
    kept: (id) => photos.kept(id, null, false),
    refused: (id, fault) => photos.refused(id, fault),
    delayed: async (why) => photos.delayed(why),
    mayGoOn: () => true,
  });
};

/** Returns how to send at once, and how to stop. */
export const startPhotoSender = (sending: PhotoSending) => {
  const { engine, store, photos, network, exclusively } = sending;
  let running: Promise<void> | undefined;
  let isStopped = false;
  const rowOf = (commandId: string) => store.memory.items.find(({ envelope }) => envelope.id === commandId)?.row;
  const ports: PhotoPorts = {
    ...network,
    waiting: () =>
      photos.waiting((commandId) => {
        const row = rowOf(commandId);
        return row === undefined || row.outcome !== null;
      }, store.queueEpoch()),
    read: (id, from, to) => photos.read(id, from, to),
    kept: (id, { commandId }) => photos.kept(id, store.queueEpoch(), rowOf(commandId) !== undefined),
    refused: (id, fault) => photos.refused(id, fault),
    delayed: async (why) => photos.delayed(why),
    mayGoOn: () => !isStopped && sending.mayUseLine(),
  };
  const run = async (): Promise<void> => {
    try {
      await exclusively(async () => {
        await sendPhotos(ports);
      });
    } catch {
      // what arrived stays there; the next exchange goes on
    }
    if (!isStopped) await photos.count().catch(() => undefined);
  };
  /** One run after another: what was taken during one is seen by the next. */
  const trigger = (): Promise<void> => {
    const next = (running ?? Promise.resolve()).then(() => (isStopped ? undefined : run()));
    running = next;
    return next;
  };
  let wasWorking = false;
  const stopListening = engine.subscribe(() => {
    const { working, trouble } = engine.status;
    const ended = wasWorking && !working;
    wasWorking = working;
    if (ended && trouble !== 'network') void trigger();
  });
  return {
    trigger,
    stop: () => {
      isStopped = true;
      stopListening();
    },
  };
};
