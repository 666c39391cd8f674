/** Pictures and voice notes a tablet took with an act: how large, how many, and what becomes of one on its way to the server. */
import { z } from 'zod';
import { CountyCode } from '../area/area-code.ts';

export const maxPhotosPerAct = 5;
/** longest side of a picture, in pixels */
export const longestSide = 1600;
/** bytes of the picture itself; what the tablet sends is a little more, for it is sealed */
export const maxPhotoBytes = 800_000;
export const maxSealedBytes = maxPhotoBytes + 1_000;
/** bytes sent in one call */
export const photoPieceBytes = 64 * 1024;
/** A picture nobody went on with for so many days begins anew: what had arrived of it is cleared away. */
export const keepPiecesDays = 7;
/** What the server takes of one tablet in a day: more than a thousand pictures, so that a month without a network passes. */
export const maxPhotoBytesPerDay = 400_000_000;

/** A picture is known by the command it belongs to and by the SHA-256 of its bytes. */
export const PhotoPlace = z.strictObject({
  county: CountyCode,
  commandId: z.uuidv7(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PhotoPlace = z.infer<typeof PhotoPlace>;

/** what was taken: both go the same way, and what it is the bytes say themselves */
export const PhotoKind = z.enum(['picture', 'voice']);
export type PhotoKind = z.infer<typeof PhotoKind>;

/** `damaged`: not what its hash says · `not_a_picture`: no JPEG, and no voice note either · `too_large`: more than a tablet of ours would send */
export const photoFaults = ['damaged', 'not_a_picture', 'too_large'] as const;
export const PhotoFault = z.enum(photoFaults);
export type PhotoFault = z.infer<typeof PhotoFault>;

/** `quota`: this tablet has sent enough for today · `room`: the server's disk is nearly full, and records come first */
export const photoDelays = ['quota', 'room'] as const;
export const PhotoDelay = z.enum(photoDelays);
export type PhotoDelay = z.infer<typeof PhotoDelay>;

/** What the server holds of a picture. `unknown`: it has not heard of the act yet, or not from this user. */
export const PhotoReply = z.discriminatedUnion('state', [
  z.object({ state: z.literal('receiving'), received: z.int().min(0) }),
  z.object({ state: z.literal('kept') }),
  z.object({ state: z.literal('unknown') }),
  z.object({ state: z.literal('later'), why: PhotoDelay }),
  z.object({ state: z.literal('refused'), fault: PhotoFault }),
]);
export type PhotoReply = z.infer<typeof PhotoReply>;

/** Bound into the seal, so that one picture cannot be put in the place of another. */
export const placeOfPhoto = ({ commandId, sha256 }: Pick<PhotoPlace, 'commandId' | 'sha256'>): string =>
  `photo|${commandId}|${sha256}`;
