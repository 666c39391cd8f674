/** Whether a tablet that comes to be made ready has been here before, with work that never arrived. */
import type { TabletLoss } from '@qiaomen/domain/device/query';
import { DeviceReport } from '@qiaomen/domain/device/query';
import { missingOf } from '@qiaomen/domain/device/missing';
import type { Tx } from '@qiaomen/prisma/scoped';
import { sequenceOf } from '../../sync/device-sequence.ts';

export interface Arrival {
  userId: string;
  label: string;
  /** the id this browser's cookie remembers; it outlives storage that the browser cleared */
  remembered: string | null;
  /** what the browser's small storage remembers of the queue */
  made: { deviceId: string; seq: number } | null;
}

export const findLoss = async (tx: Tx, arrival: Arrival): Promise<TabletLoss | null> => {
  const devices = await tx.device.findMany({
    where: { userId: arrival.userId, revokedAt: null, lostAt: null, replacedBy: null },
    orderBy: { lastContactAt: 'desc' },
    take: 50,
  });
  const known = arrival.remembered ?? arrival.made?.deviceId ?? null;
  const device =
    devices.find(({ id }) => id === known) ??
    devices.find(({ label, lastSeq }) => label === arrival.label && lastSeq > 0);
  if (device === undefined) return null;
  const sequence = sequenceOf(device);
  const reported = DeviceReport.safeParse(device.report).data?.made ?? 0;
  const counted = arrival.made?.deviceId === device.id ? arrival.made.seq : 0;
  const missing = missingOf(sequence, Math.max(reported, counted));
  const certain = device.id === known;
  // a second tablet of the same make is nothing to ask about unless work is known to be missing
  if (missing.length === 0 && !(certain && sequence.last > 0)) return null;
  const lastContactAt = device.lastContactAt.toISOString();
  return { deviceId: device.id, lastContactAt, arrived: sequence.last, missing, certain };
};
