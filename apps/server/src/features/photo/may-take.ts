/** Whether the server takes pictures now. They wait where records would have to: on a full disk, and behind a flood. */
import { maxPhotoBytesPerDay, photoPieceBytes, type PhotoReply } from '@qiaomen/domain/photo/photo';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { Tx } from '@qiaomen/prisma/scoped';
import { freeBytes } from '../../jobs/import/disk-space.ts';

/** for records, the database and its backups, long before anything stands still */
export const keepFreeBytes = 2 ** 30;

type Later = Extract<PhotoReply, { state: 'later' }>;
export const forRoom: Later = { state: 'later', why: 'room' };
const forQuota: Later = { state: 'later', why: 'quota' };

export const isNearlyFull = async (dataDir: string, spareBytes: number): Promise<boolean> =>
  (await freeBytes(dataDir)) < spareBytes;

export const isOverQuota = async (tx: Tx, deviceId: string, now: Date): Promise<Later | null> => {
  const device = await tx.device.findUnique({ where: { id: deviceId }, select: { photoDay: true, photoBytes: true } });
  const isToday = device?.photoDay?.toISOString().slice(0, 10) === shanghaiDay(now);
  return isToday && device.photoBytes > maxPhotoBytesPerDay - photoPieceBytes ? forQuota : null;
};

/** Counts bytes to the day of the tablet that made the act, finished pictures and pieces alike. */
export const countToDay = async (tx: Tx, deviceId: string, now: Date, bytes: number): Promise<Later | null> => {
  const day = shanghaiDay(now);
  const counted = await tx.$executeRaw`
    UPDATE device SET photo_day = ${day}::date,
      photo_bytes = CASE WHEN photo_day = ${day}::date THEN photo_bytes ELSE 0 END + ${bytes}
    WHERE id = ${deviceId}::uuid
      AND (photo_day IS DISTINCT FROM ${day}::date OR photo_bytes <= ${maxPhotoBytesPerDay - photoPieceBytes})`;
  return counted === 0 ? forQuota : null;
};
