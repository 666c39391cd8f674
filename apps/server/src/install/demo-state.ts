/** Whether this install is the demo. Written before the first invented person and again after the last. */
import type { Database } from '@qiaomen/prisma/scoped';

const key = 'demo';

/** none: a real install, or nothing yet · loading: a start was interrupted while the demo was loading */
export type DemoState = 'none' | 'loading' | 'ready';

export const readDemoState = (db: Database): Promise<DemoState> =>
  db.reference(async (tx) => {
    const setting = await tx.setting.findUnique({ where: { key }, select: { value: true } });
    return setting?.value === 'loading' || setting?.value === 'ready' ? setting.value : 'none';
  });

export const isEmptyInstall = (db: Database): Promise<boolean> =>
  db.reference(async (tx) => (await tx.user.findFirst({ select: { id: true } })) === null);

export const writeDemoState = (db: Database, value: 'loading' | 'ready', at: Date): Promise<void> =>
  db.transact({ scope: { area: '00' }, actorId: null, county: '000000', at }, async (writer) => {
    await writer.tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    await writer.audit({ action: 'install.demo', entity: 'setting', entityId: null, detail: { state: value } });
  });
