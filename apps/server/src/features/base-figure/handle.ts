/** Count, publish, stop and throw away. Each is one short transaction; the work itself is a job. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { CampaignState, TargetRule } from '@qiaomen/domain/campaign/query';
import { decideCancelBase, decideCountBase, decideDiscardBase, decidePublishBase } from '@qiaomen/domain/base-figure/decide'; // prettier-ignore
import { SnapshotState, type CountBase } from '@qiaomen/domain/base-figure/query';
import { can } from '@qiaomen/domain/policy';
import type { Writer } from '@qiaomen/prisma/scoped';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

/** A base figure is of the whole campaign: whoever makes one is responsible for all of its area. */
const requireAll = (ctx: GuardedContext, areaCode: AreaCode): void => {
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
};

interface Situation {
  campaign: { areaCode: AreaCode; state: CampaignState; targetRule: TargetRule; referenceDate: string };
  others: { id: string; state: SnapshotState; number: number | null }[];
}

/** The campaign, locked: of two who count or publish at once, the second sees what the first did. */
const situation = async ({ tx }: Writer, campaignId: string): Promise<Situation | null> => {
  await tx.$queryRaw`SELECT id FROM campaign WHERE id = ${campaignId}::uuid FOR UPDATE`;
  const row = await tx.campaign.findUnique({
    where: { id: campaignId },
    select: { areaCode: true, state: true, targetRule: true, referenceDate: true },
  });
  if (row === null) return null;
  const others = await tx.baseSnapshot.findMany({
    where: { campaignId },
    select: { id: true, state: true, number: true },
  });
  return {
    campaign: {
      areaCode: AreaCode.parse(row.areaCode),
      state: CampaignState.parse(row.state),
      targetRule: TargetRule.parse(row.targetRule),
      referenceDate: dateToDay(row.referenceDate) ?? '',
    },
    others: others.map((one) => ({ ...one, state: SnapshotState.parse(one.state) })),
  };
};

const queue = async (
  { tx, at, actorId, enqueue }: Writer,
  { id, areaCode, kind }: { id: string; areaCode: AreaCode; kind: 'baseFigure.count' | 'baseFigure.publish' },
): Promise<void> => {
  const fields = { kind, state: 'queued', step: 'queued', done: 0n, total: null, cancel: false, updatedAt: at };
  await tx.jobProgress.upsert({
    where: { id },
    create: { id, areaCode, createdBy: actorId ?? id, createdAt: at, ...fields },
    update: fields,
    select: { id: true },
  });
  await enqueue(kind, { area: areaCode, snapshotId: id }, { jobKey: `${kind} ${id}` });
};

export const startCount = (ctx: GuardedContext, input: CountBase): Promise<{ snapshotId: string }> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at } = writer;
    const found = await situation(writer, input.campaignId);
    if (found !== null) requireAll(ctx, found.campaign.areaCode);
    const decided = decideCountBase(input, found?.campaign ?? null, found?.others ?? []);
    if (!decided.ok || found === null) return refuse(decided.ok ? { code: 'not_found' } : decided.error);
    const { rule } = decided.value;
    const { areaCode } = found.campaign;
    // the same request sent twice makes one
    if (found.others.some(({ id }) => id === input.snapshotId)) return { snapshotId: input.snapshotId };
    await tx.baseSnapshot.create({
      data: {
        id: input.snapshotId,
        areaCode,
        campaignId: input.campaignId,
        state: 'counting',
        rule: { ...rule },
        createdBy: ctx.actor.userId,
        createdAt: at,
      },
    });
    await queue(writer, { id: input.snapshotId, areaCode, kind: 'baseFigure.count' });
    await writer.audit({
      action: 'baseFigure.start',
      entity: 'base_snapshot',
      entityId: input.snapshotId,
      detail: { campaignId: input.campaignId, rule: { ...rule } },
    });
    return { snapshotId: input.snapshotId };
  });

interface FoundSnapshot {
  id: string;
  areaCode: AreaCode;
  state: SnapshotState;
  number: number | null;
  others: Situation['others'];
}

const change = <T>(
  ctx: GuardedContext,
  snapshotId: string,
  act: (writer: Writer, snapshot: FoundSnapshot) => Promise<T>,
): Promise<T> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const row = await writer.tx.baseSnapshot.findUnique({
      where: { id: snapshotId },
      select: { campaignId: true },
    });
    const found = row === null ? null : await situation(writer, row.campaignId);
    const own = found?.others.find(({ id }) => id === snapshotId);
    if (found === null || own === undefined) return refuse({ code: 'not_found' });
    const { areaCode } = found.campaign;
    requireAll(ctx, areaCode);
    return act(writer, { ...own, areaCode, others: found.others.filter(({ id }) => id !== snapshotId) });
  });

export const publishSnapshot = (ctx: GuardedContext, snapshotId: string): Promise<{ number: number }> =>
  change(ctx, snapshotId, async (writer, snapshot) => {
    const decided = decidePublishBase(snapshot, snapshot.others);
    if (!decided.ok) return refuse(decided.error);
    const { number } = decided.value;
    await writer.tx.baseSnapshot.update({
      where: { id: snapshotId },
      data: { state: 'publishing', number, publishedBy: ctx.actor.userId, publishedAt: writer.at },
      select: { id: true },
    });
    await queue(writer, { id: snapshotId, areaCode: snapshot.areaCode, kind: 'baseFigure.publish' });
    await writer.audit({
      action: 'baseFigure.publish',
      entity: 'base_snapshot',
      entityId: snapshotId,
      detail: { number, before: snapshot.state },
    });
    return { number };
  });

/** The job notices between two counties; nothing of the count is kept. */
export const cancelCount = (ctx: GuardedContext, snapshotId: string): Promise<null> =>
  change(ctx, snapshotId, async ({ tx, audit }, snapshot) => {
    const decided = decideCancelBase(snapshot);
    if (!decided.ok) return refuse(decided.error);
    await tx.baseSnapshot.update({ where: { id: snapshotId }, data: decided.value, select: { id: true } });
    await tx.jobProgress.updateMany({ where: { id: snapshotId }, data: { cancel: true, state: 'cancelled' } });
    await audit({ action: 'baseFigure.cancel', entity: 'base_snapshot', entityId: snapshotId, detail: {} });
    return null;
  });

export const discardSnapshot = (ctx: GuardedContext, snapshotId: string): Promise<null> =>
  change(ctx, snapshotId, async ({ tx, audit, enqueue }, snapshot) => {
    const decided = decideDiscardBase(snapshot);
    if (!decided.ok) return refuse(decided.error);
    await tx.baseSnapshot.update({ where: { id: snapshotId }, data: decided.value, select: { id: true } });
    await enqueue('baseFigure.clear', { area: snapshot.areaCode, snapshotId });
    await audit({ action: 'baseFigure.discard', entity: 'base_snapshot', entityId: snapshotId, detail: {} });
    return null;
  });
