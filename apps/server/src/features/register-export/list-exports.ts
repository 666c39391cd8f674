/** One's own copies, and the open ones others ask for in one's areas. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import { ExportFormat, ExportPurpose, ExportState, type ExportLine, type ListExports } from '@qiaomen/domain/register-export/query'; // prettier-ignore
import { userNames } from '../../entry/area-paths.ts';
import { openAsked, openReason } from '../../entry/sealed-export.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

export const listExports = (ctx: GuardedContext, { page: { page, size } }: ListExports): Promise<Page<ExportLine>> => {
  const { userId } = ctx.actor;
  const ofOthers = ranges(ctx).map(({ gte, lt }) => ({ masked: false, areaCode: { gte, lt } }));
  const where = { OR: [{ createdBy: userId }, ...ofOthers] };
  return ctx.db.read({ area: ctx.fence, userId }, async (tx) => {
    const rows = await tx.registerExport.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    const total = await tx.registerExport.count({ where });
    const names = await userNames(
      tx,
      rows.flatMap((row) => [row.createdBy, row.decidedBy]),
    );
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    const areas = await tx.area.findMany({
      where: { code: { in: rows.map((row) => row.areaCode) } },
      select: { code: true, nameZh: true },
    });
    const campaigns = await tx.campaign.findMany({
      where: { id: { in: rows.map((row) => row.campaignId) } },
      select: { id: true, name: true },
    });
    const running = await tx.jobProgress.findMany({
      where: { id: { in: rows.filter(({ state }) => state === 'running').map(({ id }) => id) } },
      select: { id: true, done: true, total: true },
    });
    const lines = rows.map((row): ExportLine => {
      const progress = running.find(({ id }) => id === row.id);
      return {
        id: row.id,
        campaignId: row.campaignId,
        campaignName: campaigns.find(({ id }) => id === row.campaignId)?.name ?? '',
        areaCode: AreaCode.parse(row.areaCode),
        areaName: areas.find(({ code }) => code === row.areaCode)?.nameZh ?? row.areaCode,
        format: ExportFormat.parse(row.format),
        masked: row.masked,
        purpose: ExportPurpose.parse(row.purpose),
        reason: openReason(ctx.keys, row.id, row.reasonCipher),
        state: ExportState.parse(row.state),
        own: row.createdBy === userId,
        askedBy: nameOf(row.createdBy),
        askedAt: row.createdAt.toISOString(),
        decidedBy: nameOf(row.decidedBy),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        selection: openAsked(ctx.keys, row.id, row.selectionCipher).selection,
        rows: row.rows,
        expiresAt: row.expiresAt?.toISOString() ?? null,
        downloads: row.downloads,
        progress:
          progress === undefined
            ? null
            : { done: Number(progress.done), total: progress.total === null ? null : Number(progress.total) },
      };
    });
    return { rows: lines, total };
  });
};
