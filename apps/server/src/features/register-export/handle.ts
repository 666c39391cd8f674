/** Ask for a copy, give the word for somebody else's, stop one's own. The copy itself is made by a job. */
import { AreaCode, contains, rangeOf } from '@qiaomen/domain/area/area-code';
import { decideAskExport, decideCancelExport, decideOnExport } from '@qiaomen/domain/register-export/decide';
import { ExportState, type AskExport, type DecideExport } from '@qiaomen/domain/register-export/query';
import type { Writer } from '@qiaomen/prisma/scoped';
import { coversAll, narrowTo } from '../../entry/ranges-condition.ts';
import { openAsked, sealAsked, sealReason } from '../../entry/sealed-export.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

const queue = async ({ tx, at, enqueue }: Writer, id: string, areaCode: AreaCode, createdBy: string): Promise<void> => {
  await tx.jobProgress.create({
    data: { id, areaCode, kind: 'registerExport.run', state: 'queued', step: 'queued', createdBy, createdAt: at, updatedAt: at }, // prettier-ignore
    select: { id: true },
  });
  await enqueue('registerExport.run', { area: areaCode, exportId: id }, { jobKey: `registerExport.run ${id}` });
};

export const askExport = (ctx: GuardedContext, input: AskExport): Promise<{ state: 'queued' | 'asked' }> => {
  const { exportId: id, campaignId, selection, format, masked, purpose, reason } = input;
  const { areaCode } = selection.filter;
  const within = areaCode === null ? ranges(ctx) : narrowTo(ranges(ctx), rangeOf(areaCode));
  if (within.length === 0) refuse({ code: 'outside_area' });
  // rows of several duty areas belong to the smallest area around them
  const area = areaCode !== null && contains(ctx.fence, areaCode) ? areaCode : ctx.fence;
  const decided = decideAskExport(input);
  if (!decided.ok) return refuse(decided.error);
  const { state } = decided.value;
  return ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at, audit } = writer;
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { id: true } });
    if (campaign === null) return refuse({ code: 'not_found' });
    // the same request sent twice makes one copy
    const before = await tx.registerExport.findUnique({ where: { id }, select: { createdBy: true } });
    if (before !== null) return before.createdBy === ctx.actor.userId ? { state } : refuse({ code: 'not_found' });
    await tx.registerExport.create({
      data: {
        id,
        areaCode: area,
        campaignId,
        format,
        masked,
        purpose,
        reasonCipher: sealReason(ctx.keys, id, reason),
        selectionCipher: sealAsked(ctx.keys, id, { selection, within }),
        language: ctx.account.language,
        state,
        createdBy: ctx.actor.userId,
        createdAt: at,
      },
      select: { id: true },
    });
    if (state === 'queued') await queue(writer, id, area, ctx.actor.userId);
    const { filter, text } = selection;
    await audit({
      action: 'registerExport.ask',
      entity: 'register_export',
      entityId: id,
      detail: { campaignId, area, format, masked, purpose, filter: { ...filter }, searched: text !== '' },
    });
    return { state };
  });
};

/** The row, locked: of two who decide at once the second sees what the first said. */
const lock = async ({ tx }: Writer, id: string) => {
  await tx.$queryRaw`SELECT id FROM register_export WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.registerExport.findUnique({
    where: { id },
    select: { areaCode: true, state: true, createdBy: true, expiresAt: true, selectionCipher: true },
  });
  if (row === null) return null;
  const expiresAt = row.expiresAt?.toISOString() ?? null;
  return { ...row, areaCode: AreaCode.parse(row.areaCode), state: ExportState.parse(row.state), expiresAt };
};

export const decideExport = (ctx: GuardedContext, { exportId, approve }: DecideExport): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at, audit } = writer;
    const row = await lock(writer, exportId);
    if (row === null) return refuse({ code: 'not_found' });
    // the word is given by somebody responsible for everyone in the copy
    const { within } = openAsked(ctx.keys, exportId, row.selectionCipher);
    if (!coversAll(ranges(ctx), within)) return refuse({ code: 'outside_area' });
    const decided = decideOnExport(row, { actorId: ctx.actor.userId, approve });
    if (!decided.ok) return refuse(decided.error);
    await tx.registerExport.update({
      where: { id: exportId },
      data: { ...decided.value, decidedBy: ctx.actor.userId, decidedAt: at },
      select: { id: true },
    });
    if (approve) await queue(writer, exportId, row.areaCode, row.createdBy);
    await audit({
      action: 'registerExport.decide',
      entity: 'register_export',
      entityId: exportId,
      detail: { approve },
    });
    return null;
  });

export const cancelExport = (ctx: GuardedContext, exportId: string): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, audit } = writer;
    const decided = decideCancelExport(await lock(writer, exportId), ctx.actor.userId);
    if (!decided.ok) return refuse(decided.error);
    await tx.registerExport.update({ where: { id: exportId }, data: decided.value, select: { id: true } });
    await tx.jobProgress.updateMany({ where: { id: exportId }, data: { cancel: true, state: 'cancelled' } });
    await audit({ action: 'registerExport.cancel', entity: 'register_export', entityId: exportId, detail: {} });
    return null;
  });
