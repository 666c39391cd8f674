/** A file on its way to the server: announced with size and hash, sent in pieces, checked as a whole. */
import { z } from 'zod';

/** One piece; the last one is shorter. */
export const pieceBytes = 4 * 2 ** 20;
export const maxUploadMegabytes = 400;
/** what was not finished by then is thrown away */
export const keepUploadHours = 48;

export const BeginUpload = z.strictObject({
  fileName: z.string().min(1).max(400),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BeginUpload = z.infer<typeof BeginUpload>;

export const UploadRequest = z.strictObject({ uploadId: z.uuid() });

/** An upload that was begun and not finished: whoever chooses the same file again goes on behind `received`. */
export interface UploadLine {
  uploadId: string;
  fileName: string;
  bytes: number;
  received: number;
  updatedAt: string;
}
