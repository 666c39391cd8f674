/** Pictures are bytes, not JSON: tablets send them in pieces, desks look at one at a time. */
import { Router, type Request, type Response } from 'express';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { maxSealedBytes, photoPieceBytes, PhotoPlace, type PhotoReply } from '@qiaomen/domain/photo/photo';
import { voiceType } from '@qiaomen/domain/voice-note/voice-note';
import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { admitted, admittedSender } from '../../http/admitted.ts';
import type { ServerDeps } from '../../http/request-context.ts';
import { showPhoto } from './show-photo.ts';
import { findMaker } from './find-maker.ts';
import { keepFreeBytes } from './may-take.ts';
import { askPhoto, takePiece, type PhotoSender } from './take-piece.ts';

const Where = z.object({
  from: z.coerce.number().int().min(0).max(maxSealedBytes),
  of: z.coerce.number().int().min(1).max(maxSealedBytes),
});
const Shown = z.object({ county: CountyCode, id: z.uuid() });

const placeOf = (req: Request): PhotoPlace => {
  const { county, commandId, sha256 } = req.params;
  const place = PhotoPlace.safeParse({ county, commandId, sha256 });
  return place.success ? place.data : refuse({ code: 'bad_input', fields: ['place'] });
};

/** @returns undefined where more came than a piece holds, or nothing: some networks take the body away and send on the rest */
const readPiece = async (req: Request): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= photoPieceBytes) parts.push(part);
  }
  return length === 0 || length > photoPieceBytes ? undefined : new Uint8Array(Buffer.concat(parts));
};

/** Mounted at /api; whoever may speak to it at all was settled before (own origin, own header). */
export const photoRoutes = (deps: ServerDeps, spareBytes = () => keepFreeBytes): Router => {
  const router = Router();
  type Answer = (sender: PhotoSender, req: Request) => Promise<PhotoReply>;
  const fromTablet = (answer: Answer) =>
    admittedSender(deps, 'sync.push', async (userId, req, res: Response) => {
      res.json(await answer({ ...deps, spareBytes: spareBytes(), userId }, req));
    });
  const fromFile = (answer: Answer) =>
    admitted(deps, 'device.manage', async (ctx, req, res) => {
      const userId = await findMaker(ctx, placeOf(req));
      const carrierId = ctx.actor.userId;
      res.json(
        userId === null
          ? { state: 'unknown' }
          : await answer({ ...deps, spareBytes: spareBytes(), userId, carrierId }, req),
      );
    });
  const take: Answer = async (sender, req) => {
    const place = placeOf(req);
    const where = Where.safeParse(req.params);
    if (!where.success) return { state: 'refused', fault: 'too_large' };
    const bytes = await readPiece(req);
    if (bytes === undefined) return refuse({ code: 'bad_input', fields: ['piece'] });
    return takePiece(sender, place, { ...where.data, bytes });
  };
  const ask: Answer = (sender, req) => askPhoto(sender, placeOf(req));
  const place = ':county/:commandId/:sha256';
  router.get(`/photos/${place}`, fromTablet(ask));
  router.put(`/photos/${place}/:from/:of`, fromTablet(take));
  // pictures in a file of unsent work that somebody brings
  router.get(`/carried-photos/${place}`, fromFile(ask));
  router.put(`/carried-photos/${place}/:from/:of`, fromFile(take));
  router.get(
    '/photos/:county/:id',
    admitted(deps, 'person.read', async (ctx, req, res) => {
      const shown = Shown.safeParse(req.params);
      if (!shown.success) return refuse({ code: 'bad_input', fields: ['id'] });
      const { kind, bytes } = await showPhoto(ctx, shown.data);
      res.type(kind === 'voice' ? voiceType : 'image/jpeg').send(bytes);
    }),
  );
  return router;
};
