/** Pictures are bytes, not JSON: tablets send them in pieces, desks look at one at a time. */
import { Router, type Request, type Response } from 'express';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { maxSealedBytes, photoPieceBytes, PhotoPlace, type PhotoReply } from '@qiaomen/domain/photo/photo';
import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { admitted, admittedSender } from '../../http/admitted.ts';
import type { ServerDeps } from '../../http/request-context.ts';
import { showPhoto } from './show-photo.ts';
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
export const photoRoutes = (deps: ServerDeps): Router => {
  const router = Router();
  const fromTablet = (answer: (sender: PhotoSender, req: Request) => Promise<PhotoReply>) =>
    admittedSender(deps, 'sync.push', async (userId, req, res: Response) => {
      res.json(await answer({ ...deps, userId }, req));
    });
  const path = '/photos/:county/:commandId/:sha256';
  router.get(
    path,
    fromTablet((sender, req) => askPhoto(sender, placeOf(req))),
  );
  router.put(
    `${path}/:from/:of`,
    fromTablet(async (sender, req) => {
      const place = placeOf(req);
      const where = Where.safeParse(req.params);
      if (!where.success) return { state: 'refused', fault: 'too_large' };
      const bytes = await readPiece(req);
      if (bytes === undefined) return refuse({ code: 'bad_input', fields: ['piece'] });
      return takePiece(sender, place, { ...where.data, bytes });
    }),
  );
  router.get(
    '/photos/:county/:id',
    admitted(deps, 'person.read', async (ctx, req, res) => {
      const shown = Shown.safeParse(req.params);
      if (!shown.success) return refuse({ code: 'bad_input', fields: ['id'] });
      res.type('image/jpeg').send(await showPhoto(ctx, shown.data));
    }),
  );
  return router;
};
