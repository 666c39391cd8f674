/** From a backup to an install that can be started: recovered, brought to today's schema, checked, and of a new epoch. */
import { join } from 'node:path';
import { loadKeys } from '@qiaomen/prisma/field-crypto';
import { install } from '@qiaomen/prisma/install';
import { connect } from '@qiaomen/prisma/scoped';
import { embeddedName } from '../install/prepare-database.ts';
import { beginEpoch } from '../sync/epoch.ts';
import { checkRestored, type RestoreReport } from './check-restored.ts';
import type { Manifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';

export const restoreInstall = async (
  file: string,
  key: Buffer,
  dataDir: string,
  now: Date,
): Promise<{ manifest: Manifest; report: RestoreReport }> => {
  const { cluster, manifest } = await restoreBackup(file, key, dataDir);
  try {
    const db = connect(await install({ adminUrl: cluster.url, database: embeddedName }), { poolSize: 2 });
    try {
      const keys = loadKeys(join(dataDir, 'keys'));
      const report = await checkRestored({ url: cluster.urlFor(embeddedName), db, keys }, manifest);
      await beginEpoch(db, now);
      return { manifest, report };
    } finally {
      await db.close();
    }
  } finally {
    await cluster.stop();
  }
};
