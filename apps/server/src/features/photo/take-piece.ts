/**
 * Pictures and voice notes that belong to acts of a tablet. They come in pieces, after their act, and are kept once the whole is what its
 * hash says. Whoever asks about an act of somebody else hears what they would hear about one that does not exist.
 */
import { createHash } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { maxPhotoBytes, placeOfPhoto, type PhotoFault, type PhotoKind, type PhotoPlace, type PhotoReply } from '@qiaomen/domain/photo/photo'; // prettier-ignore
import { plainJpeg } from '@qiaomen/domain/photo/plain-jpeg';
import { plainVoice } from '@qiaomen/domain/voice-note/plain-voice';
import { sealBytes, UnreadableField, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { openBytesFromTablet } from '@qiaomen/prisma/outbox-key';
import type { Database, Tx, WriteContext } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { newId } from '../../entry/new-id.ts';
import { openReceiptBody } from '../../sync/receipts.ts';
import { countToDay, forRoom, isNearlyFull, isOverQuota } from './may-take.ts';

export interface PhotoSender {
  db: Database;
  keys: FieldKeys;
  /** who made the act */
  userId: string;
  /** who brings it in their place, from a file */
  carrierId?: string;
  now(): Date;
  dataDir: string;
  /** less than this free: pictures wait */
  spareBytes: number;
}

interface Act {
  deviceId: string;
  areaCode: AreaCode;
  personId: string | null;
  eventId: string | null;
}

export interface Piece {
  from: number;
  /** bytes of the whole, sealed */
  of: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export const photoContext = (id: string): string => `photo.body|${id}`;

/** A command as far as a picture asks: kept aside ones too, whatever else they say. */
const Named = z.object({
  attachments: z.array(z.string()).catch([]),
  payload: z
    .object({
      personId: z.uuid().nullable().catch(null),
      visitId: z.uuid().optional().catch(undefined),
      closeId: z.uuid().optional().catch(undefined),
      consentId: z.uuid().optional().catch(undefined),
    })
    .catch({ personId: null }),
});

const findAct = async (tx: Tx, sender: PhotoSender, { county, commandId, sha256 }: PhotoPlace): Promise<Act | null> => {
  const row = await tx.receipt.findUnique({
    where: { county_id: { county, id: commandId } },
    select: { userId: true, deviceId: true, type: true, areaCode: true, bodyCipher: true },
  });
  if (row === null || row.userId !== sender.userId) return null;
  const { attachments, payload } = Named.parse(JSON.parse(openReceiptBody(sender.keys, commandId, row.bodyCipher)));
  if (!attachments.includes(sha256)) return null;
  // a person who moved since has their events in the new village
  const { personId } = payload;
  const where = { county_id: { county, id: personId ?? '' } };
  const person = personId === null ? null : await tx.person.findUnique({ where, select: { areaCode: true } });
  const areaCode = AreaCode.parse(person?.areaCode ?? row.areaCode);
  const { visitId, closeId } = payload;
  // a dose names the consent it rests on, and is not that consent
  const consentId = row.type === 'consent.record' ? payload.consentId : undefined;
  return { deviceId: row.deviceId, areaCode, personId, eventId: visitId ?? closeId ?? consentId ?? null };
};

const isKept = async (tx: Tx, { county, commandId, sha256 }: PhotoPlace): Promise<boolean> =>
  (await tx.photo.count({ where: { county, commandId, sha256 } })) > 0;

const receivedOf = async (tx: Tx, { county, commandId, sha256 }: PhotoPlace): Promise<number> => {
  const rows = await tx.$queryRaw<{ received: number | null }[]>`
    SELECT sum(length(bytes))::int AS received FROM photo_piece
    WHERE county = ${county} AND command_id = ${commandId}::uuid AND sha256 = ${sha256}`;
  return rows[0]?.received ?? 0;
};

export const askPhoto = (sender: PhotoSender, place: PhotoPlace): Promise<PhotoReply> =>
  sender.db.read({ area: place.county, userId: sender.userId }, async (tx): Promise<PhotoReply> => {
    const act = await findAct(tx, sender, place);
    if (act === null) return { state: 'unknown' };
    if (await isKept(tx, place)) return { state: 'kept' };
    if (await isNearlyFull(sender.dataDir, sender.spareBytes)) return forRoom;
    const over = await isOverQuota(tx, act.deviceId, sender.now());
    if (over !== null) return over;
    return { state: 'receiving', received: await receivedOf(tx, place) };
  });

const openWhole = (
  { keys }: PhotoSender,
  place: PhotoPlace,
  sealed: Uint8Array,
): { kind: PhotoKind; plain: Uint8Array } | { fault: PhotoFault } => {
  let bytes: Buffer;
  try {
    bytes = openBytesFromTablet(keys, placeOfPhoto(place), sealed);
  } catch (cause) {
    if (cause instanceof UnreadableField) return { fault: 'damaged' };
    throw cause;
  }
  if (createHash('sha256').update(bytes).digest('hex') !== place.sha256) return { fault: 'damaged' };
  if (bytes.length > maxPhotoBytes) return { fault: 'too_large' };
  const picture = plainJpeg(bytes);
  if (picture !== null) return { kind: 'picture', plain: picture };
  const voice = plainVoice(bytes);
  return voice === null ? { fault: 'not_a_picture' } : { kind: 'voice', plain: voice };
};

const writeContext = ({ userId, carrierId, now }: PhotoSender, { county }: PhotoPlace): WriteContext => ({
  scope: { area: AreaCode.parse(county), userId },
  actorId: carrierId ?? userId,
  county,
  at: now(),
});

/** The next piece; one for another place changes nothing and hears where to go on. */
export const takePiece = (sender: PhotoSender, place: PhotoPlace, piece: Piece): Promise<PhotoReply> =>
  sender.db.transact(writeContext(sender, place), async ({ tx, at, audit }): Promise<PhotoReply> => {
    const { county, commandId, sha256 } = place;
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${placeOfPhoto(place)}, 0))::text`;
    const act = await findAct(tx, sender, place);
    if (act === null) return { state: 'unknown' };
    if (await isKept(tx, place)) return { state: 'kept' };
    if (await isNearlyFull(sender.dataDir, sender.spareBytes)) return forRoom;
    const before = await receivedOf(tx, place);
    if (piece.from !== before || before + piece.bytes.length > piece.of)
      return { state: 'receiving', received: before };
    const received = before + piece.bytes.length;
    const over = await countToDay(tx, act.deviceId, at, piece.bytes.length);
    if (over !== null) return over;
    const { areaCode, personId, eventId } = act;
    const { bytes, from } = piece;
    if (received < piece.of) {
      await tx.photoPiece.create({
        data: { county, commandId, sha256, fromByte: from, areaCode, receivedAt: at, bytes },
        select: { county: true },
      });
      return { state: 'receiving', received };
    }
    const pieces = await tx.photoPiece.findMany({ where: { county, commandId, sha256 }, orderBy: { fromByte: 'asc' } });
    const whole = openWhole(sender, place, Buffer.concat([...pieces.map((row) => row.bytes), bytes]));
    await tx.photoPiece.deleteMany({ where: { county, commandId, sha256 } });
    const detail = { commandId, bytes: received };
    if ('fault' in whole) {
      await audit({ action: 'photo.refuse', entity: 'photo', entityId: null, detail: { ...detail, ...whole } });
      return { state: 'refused', fault: whole.fault };
    }
    const id = newId(at);
    const bodyCipher = sealBytes(sender.keys, photoContext(id), whole.plain);
    const owner = { userId: sender.userId, receivedAt: at };
    await tx.photo.create({
      data: { county, id, areaCode, personId, eventId, commandId, sha256, kind: whole.kind, ...owner, bodyCipher },
      select: { id: true },
    });
    await audit({ action: 'photo.keep', entity: 'photo', entityId: id, detail: { ...detail, kind: whole.kind } });
    return { state: 'kept' };
  });
