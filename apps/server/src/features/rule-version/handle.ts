/** Write a version, count whom it moves, publish or discard it. Each is logged by name, place and version. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { nameOfBody, RuleBody } from '@qiaomen/domain/rule-version/body';
import { decideDiscardVersion, decidePublishVersion, decideSaveVersion } from '@qiaomen/domain/rule-version/decide';
import { RuleVersionState, type CountRules, type SaveRules } from '@qiaomen/domain/rule-version/query';
import type { Writer } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { requirePlace } from './queries.ts';

const select = { id: true, place: true, name: true, version: true, state: true, body: true, effect: true, authorId: true, createdAt: true } as const; // prettier-ignore
const entity = 'rule_version';

export const saveRules = (ctx: GuardedContext, input: SaveRules): Promise<{ versionId: string; version: number }> => {
  const { place, body, note, baseVersion } = input;
  requirePlace(ctx, place);
  const name = nameOfBody(body);
  return ctx.db.transact(writeAs(ctx, place), async ({ tx, at, audit }) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rule_version ${place} ${name}`}, 0))::text`;
    const last = await tx.ruleVersion.findFirst({ where: { place, name }, select, orderBy: { version: 'desc' } });
    const newest = last === null ? null : { ...last, state: RuleVersionState.parse(last.state) };
    const decided = decideSaveVersion(body, newest, baseVersion);
    if (!decided.ok) return refuse(decided.error);
    const { value } = decided;
    const version = value.act === 'create' ? value.version : (last?.version ?? 1);
    const versionId = value.act === 'create' ? newId(at) : value.id;
    const written = { kind: body.kind, body, note, authorId: ctx.actor.userId };
    if (value.act === 'create')
      await tx.ruleVersion.create({
        data: { id: versionId, place, name, version, state: 'draft', createdAt: at, ...written },
        select: { id: true },
      });
    else {
      // what was counted was another text
      await tx.$executeRaw`UPDATE rule_version SET effect = NULL WHERE id = ${versionId}::uuid`;
      await tx.ruleVersion.update({ where: { id: versionId }, data: written, select: { id: true } });
      await tx.jobProgress.updateMany({ where: { id: versionId }, data: { cancel: true, state: 'cancelled' } });
    }
    await audit({ action: 'ruleVersion.save', entity, entityId: versionId, detail: { place, name, version } });
    return { versionId, version };
  });
};

/** Locks the version; whoever does not manage its place gets no further. */
const find = async (ctx: GuardedContext, { tx }: Writer, id: string) => {
  await tx.$queryRaw`SELECT id FROM rule_version WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.ruleVersion.findUnique({ where: { id }, select });
  if (row === null) return refuse({ code: 'not_found' });
  const place = AreaCode.parse(row.place);
  requirePlace(ctx, place);
  return { ...row, place, state: RuleVersionState.parse(row.state), body: RuleBody.parse(row.body) };
};

/** The count runs beside the work of the office; it can be stopped, and a new text makes it void. */
export const countRules = (ctx: GuardedContext, { versionId, day }: CountRules): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at, audit, enqueue } = writer;
    const version = await find(ctx, writer, versionId);
    if (version.state !== 'draft' || version.body.kind !== 'schedule') return refuse({ code: 'changed_meanwhile' });
    const { place, name } = version;
    const fields = { kind: 'rules.count', state: 'queued', step: 'queued', done: 0n, total: null, cancel: false, updatedAt: at };
    await tx.jobProgress.upsert({
      where: { id: versionId },
      create: { id: versionId, areaCode: place, createdBy: ctx.actor.userId, createdAt: at, ...fields },
      update: fields,
      select: { id: true },
    });
    await enqueue('rules.count', { area: place, versionId, day }, { jobKey: `rules.count ${versionId}` });
    await audit({ action: 'ruleVersion.count', entity, entityId: versionId, detail: { place, name, day } });
    return null;
  }); // prettier-ignore

export const cancelCount = (ctx: GuardedContext, versionId: string): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { place, name } = await find(ctx, writer, versionId);
    await writer.tx.jobProgress.updateMany({ where: { id: versionId }, data: { cancel: true, state: 'cancelled' } });
    await writer.audit({ action: 'ruleVersion.stopCount', entity, entityId: versionId, detail: { place, name } });
    return null;
  });

/** The row names the last author only; the trail names everybody who saved it. */
const hasWritten = async (ctx: GuardedContext, version: { id: string; createdAt: Date }): Promise<boolean> => {
  const rows = await ctx.db.auditQuery(
    `SELECT 1 FROM audit.entry WHERE actor_id = $1 AND entity = 'rule_version' AND entity_id = $2
      AND action = 'ruleVersion.save' AND at >= $3 LIMIT 1`,
    [ctx.actor.userId, version.id, version.createdAt],
  );
  return rows.length > 0;
};

export const publishRules = (ctx: GuardedContext, versionId: string): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at, audit, enqueue } = writer;
    const version = await find(ctx, writer, versionId);
    const by = { actorId: ctx.actor.userId, hasWritten: await hasWritten(ctx, version) };
    const decided = decidePublishVersion({ ...version, isCounted: version.effect !== null }, by);
    if (!decided.ok) return refuse(decided.error);
    const data = { state: decided.value.state, decidedBy: ctx.actor.userId, decidedAt: at };
    await tx.ruleVersion.update({ where: { id: versionId }, data, select: { id: true } });
    const detail = { place: version.place, name: version.name, version: version.version };
    await audit({ action: 'ruleVersion.publish', entity, entityId: versionId, detail });
    if (version.body.kind === 'schedule')
      await enqueue('rules.apply', { area: version.place }, { jobKey: `rules.apply ${version.place}` });
    return null;
  });

export const discardRules = (ctx: GuardedContext, versionId: string): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at, audit } = writer;
    const version = await find(ctx, writer, versionId);
    const decided = decideDiscardVersion(version);
    if (!decided.ok) return refuse(decided.error);
    const data = { ...decided.value, decidedBy: ctx.actor.userId, decidedAt: at };
    await tx.ruleVersion.update({ where: { id: versionId }, data, select: { id: true } });
    await tx.jobProgress.updateMany({ where: { id: versionId }, data: { cancel: true, state: 'cancelled' } });
    const detail = { place: version.place, name: version.name, version: version.version };
    await audit({ action: 'ruleVersion.discard', entity, entityId: versionId, detail });
    return null;
  });
