/** After each exchange the tablet says how it stands: counts and storage, nothing about a person. */
import type { DeviceReport } from '@qiaomen/domain/device/query';
import type { SyncEngine } from '@qiaomen/domain/sync/sync-engine';
import type { FieldDatabase } from './database.ts';
import type { FieldStore } from './field-store.ts';
import type { PhotoStore } from './photo-store.ts';
import { countItems } from './outbox-item.ts';

export const readReport = async (
  database: FieldDatabase,
  store: FieldStore,
  appVersion: string,
): Promise<DeviceReport> => {
  const made = Number((await database.meta.get('deviceSeq'))?.value ?? 0);
  const { replica, items, pull } = store.memory;
  const { waiting, attention } = countItems(items);
  const [persisted, estimate] = await Promise.all([navigator.storage?.persisted?.(), navigator.storage?.estimate?.()]);
  const used = estimate?.usage ?? null;
  return {
    made,
    unsent: waiting,
    photos: await database.photos.where('state').equals('waiting').count(),
    attention,
    here: replica.entries.size - replica.leaving.size,
    scope: pull.scopeCount,
    persisted: persisted ?? null,
    used,
    free: used === null || estimate?.quota === undefined ? null : Math.max(0, estimate.quota - used),
    appVersion,
  };
};

export interface Telling {
  engine: SyncEngine;
  read: () => Promise<DeviceReport>;
  send: (report: DeviceReport) => Promise<{ revoked: boolean }>;
  now: () => number;
  photos: Pick<PhotoStore, 'subscribe' | 'snapshot'>;
  onRevoked: () => void;
}

const quietMs = 10 * 60_000;

/** Says so when something that counts has changed, and otherwise every ten minutes. Returns how to stop. */
export const tellServer = ({ engine, read, send, now, photos, onRevoked }: Telling): (() => void) => {
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  let telling = false;
  let wasWorking = false;
  const tell = async (): Promise<void> => {
    const report = await read();
    const { used: _used, free: _free, ...counts } = report;
    const words = JSON.stringify(counts);
    if (words === told && now() - toldAt < quietMs) return;
    const { revoked } = await send(report);
    told = words;
    toldAt = now();
    if (revoked) onRevoked();
  };
  const tellOnce = (): void => {
    if (telling) return;
    telling = true;
    tell()
      // the next exchange tries again
      .catch(() => undefined)
      .finally(() => {
        telling = false;
      });
  };
  let hadPhotos = false;
  const stopPhotos = photos.subscribe(() => {
    const hasPhotos = photos.snapshot().waiting > 0;
    if (hadPhotos && !hasPhotos) tellOnce();
    hadPhotos = hasPhotos;
  });
  const stopEngine = engine.subscribe(() => {
    const { working, trouble } = engine.status;
    const ended = wasWorking && !working;
    wasWorking = working;
    // a revoked tablet can no longer read, and must hear why
    if (ended && trouble !== 'network') tellOnce();
  });
  return () => {
    stopEngine();
    stopPhotos();
  };
};
