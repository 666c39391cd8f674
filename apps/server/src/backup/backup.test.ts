/** A backup of a working install, taken while somebody writes, and an install made of it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type Cluster } from '@qiaomen/prisma/cluster/start-cluster';
import { loadKeys, openBytes, sealBytes } from '@qiaomen/prisma/field-crypto';
import { install } from '@qiaomen/prisma/install';
import { connect, type Database } from '@qiaomen/prisma/scoped';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photoContext } from '../features/photo/take-piece.ts';
import { embeddedName } from '../install/prepare-database.ts';
import { readEpoch } from '../sync/epoch.ts';
import { readArchive } from './archive.ts';
import { compareWithManifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { restoreInstall } from './restore-install.ts';
import { BrokenSeal } from './sealed-stream.ts';
import { takeBackup, type Backup } from './take-backup.ts';

const root = mkdtempSync(join(tmpdir(), 'qiaomen-backup-'));
const dataDir = join(root, 'data');
const key = randomBytes(32);
const now = new Date('2026-11-22T03:00:00Z');
const country = { scope: { area: '00' }, actorId: null, county: '000000', at: now };
const place = { county: '222401', areaCode: '222401001001' };
const photoId = randomUUID();
const picture = randomBytes(300_000);

let cluster: Cluster;
let db: Database;
let epoch: string;
let backup: Backup;
const before: string[] = [];

const write = async (): Promise<string> => {
  const id = randomUUID();
  await db.transact(country, async (writer) => {
    await writer.tx.setting.create({ data: { key: `test ${id}`, value: 'x'.repeat(2_000) } });
    await writer.audit({ action: 'test.write', entity: 'setting', entityId: id, detail: {} });
  });
  return id;
};

const keepPhoto = async (): Promise<void> => {
  const bodyCipher = sealBytes(loadKeys(join(dataDir, 'keys')), photoContext(photoId), picture);
  const act = { commandId: randomUUID(), userId: randomUUID(), sha256: 'a'.repeat(64), receivedAt: now };
  await db.transact({ ...country, scope: { area: place.county }, county: place.county }, async ({ tx, audit }) => {
    await tx.photo.create({ data: { ...place, ...act, id: photoId, bodyCipher }, select: { id: true } });
    await audit({ action: 'photo.keep', entity: 'photo', entityId: photoId, detail: {} });
  });
};

beforeAll(async () => {
  mkdirSync(join(dataDir, 'uploads'), { recursive: true });
  writeFileSync(join(dataDir, 'uploads', 'file'), 'sealed');
  cluster = await startCluster({ dataDir });
  db = connect(await install({ adminUrl: cluster.url, database: embeddedName }), { poolSize: 4 });
  await keepPhoto();
  epoch = await readEpoch(db, () => now);
  for (let at = 0; at < 50; at++) before.push(await write());
  let writing = true;
  const writer = (async () => {
    while (writing) await write();
  })();
  backup = await takeBackup({ cluster, database: embeddedName, dataDir, to: join(root, 'backups'), key, now });
  writing = false;
  await writer;
}, 120_000);
afterAll(async () => {
  await db?.close();
  await cluster?.stop();
  rmSync(root, { recursive: true, force: true });
});

test('holds everything that was acknowledged before it began, also while somebody goes on writing', async () => {
  const into = join(root, 'restored');
  const { manifest, report } = await restoreInstall(backup.file, key, into, now);
  expect(report.mismatches).toEqual([]);
  expect(report.auditLines).toBeGreaterThanOrEqual(before.length);
  expect(report.indexes).toBeGreaterThan(50);
  expect(manifest.begunAt).toBe(now.toISOString());
  expect(readFileSync(join(into, 'uploads', 'file'), 'utf8')).toBe('sealed');
  expect(readFileSync(join(into, 'keys', readdirSync(join(into, 'keys'))[0] ?? ''), 'utf8')).toBe(
    readFileSync(join(dataDir, 'keys', readdirSync(join(dataDir, 'keys'))[0] ?? ''), 'utf8'),
  );
  expect(existsSync(join(into, 'manifest.json'))).toBe(false);

  const again = await startCluster({ dataDir: into });
  const restored = connect(await install({ adminUrl: again.url, database: embeddedName }), { poolSize: 2 });
  try {
    const kept = await restored.reference((tx) =>
      tx.setting.count({ where: { key: { in: before.map((id) => `test ${id}`) } } }),
    );
    expect(kept).toBe(before.length);
    expect(await readEpoch(restored, () => now)).not.toBe(epoch);
    const photo = await restored.read({ area: place.county }, (tx) =>
      tx.photo.findUniqueOrThrow({ where: { county_id: { county: place.county, id: photoId } } }),
    );
    const opened = openBytes(loadKeys(join(into, 'keys')), photoContext(photoId), photo.bodyCipher);
    expect(opened.equals(picture)).toBe(true);
  } finally {
    await restored.close();
    await again.stop();
  }
  // the install it was taken of knows nothing of it
  expect(await readEpoch(db, () => now)).toBe(epoch);
}, 120_000);

test('goes nowhere but into an empty folder', async () => {
  const full = join(root, 'full');
  mkdirSync(full);
  writeFileSync(join(full, 'precious'), 'mine');
  await expect(restoreBackup(backup.file, key, full)).rejects.toThrow(/not empty/);
  expect(readFileSync(join(full, 'precious'), 'utf8')).toBe('mine');
  expect(readdirSync(full)).toEqual(['precious']);
});

test('that is not whole, or meets another key, restores nothing and leaves the folder as it was', async () => {
  const into = join(root, 'broken');
  const bytes = readFileSync(backup.file);
  const cut = join(root, 'cut.backup');
  writeFileSync(cut, bytes.subarray(0, bytes.length - 5_000));
  await expect(restoreBackup(cut, key, into)).rejects.toBeInstanceOf(BrokenSeal);
  expect(readdirSync(into)).toEqual([]);
  await expect(restoreBackup(backup.file, randomBytes(32), into)).rejects.toBeInstanceOf(BrokenSeal);
  expect(readdirSync(into)).toEqual([]);
}, 60_000);

test('carries neither its own key nor what belongs to this machine, and nothing of it can be read from outside', async () => {
  const names: string[] = [];
  await readArchive(backup.file, key, async (path, content) => {
    names.push(path);
    for await (const piece of content) void piece;
  });
  expect(names).toContain('postgres/backup_label');
  expect(names).toContain('postgres/global/pg_control');
  expect(names.filter((name) => /backup-key|postmaster\.pid|^running|^backups|postgres\.log/.test(name))).toEqual([]);
  expect(readFileSync(backup.file).includes(Buffer.from('test.write'))).toBe(false);
});

test('that is interrupted leaves no half file behind', async () => {
  const to = join(root, 'interrupted');
  const interrupt = new AbortController();
  const plan = { cluster, database: embeddedName, dataDir, to, key, now, signal: interrupt.signal };
  const onProgress = (bytes: number): void => (bytes > 1_000_000 ? interrupt.abort(new Error('stop')) : undefined);
  await expect(takeBackup({ ...plan, onProgress })).rejects.toThrow('stop');
  expect(readdirSync(to)).toEqual([]);
});

test('finds rows and audit lines that a database lacks', async () => {
  const into = join(root, 'lacking');
  const { cluster: found, manifest } = await restoreBackup(backup.file, key, into);
  try {
    const url = found.urlFor(embeddedName);
    expect(await compareWithManifest(url, manifest)).toEqual([]);
    expect(manifest.rows['photo']).toBe(1);
    const wanted = { ...manifest, rows: { ...manifest.rows, visit: 3 } };
    expect(await compareWithManifest(url, wanted)).toEqual([{ what: 'rows of visit', expected: '3', found: '0' }]);
    const [head] = manifest.heads;
    const later = head === undefined ? [] : [{ ...head, seq: '999999' }];
    expect(await compareWithManifest(url, { ...manifest, heads: later })).toMatchObject([{ found: 'nothing' }]);
  } finally {
    await found.stop();
  }
}, 60_000);
