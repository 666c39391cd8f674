/** The rules of a place: what holds, what is being written, and all versions there were. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import { can, hasPermission } from '@qiaomen/domain/policy';
import { nameOfBody, RuleBody } from '@qiaomen/domain/rule-version/body';
import { shippedBodies } from '@qiaomen/domain/rule-version/clinic-rules';
import {
  noShifts,
  RulesEffect,
  RuleVersionState,
  type ListShifts,
  type RulesDetail,
  type RulesOfPlace,
  type RulesRow,
  type RuleVersionLine,
  type ShiftCounts,
  type ShiftRow,
} from '@qiaomen/domain/rule-version/query';
import { userNames } from '../../entry/area-paths.ts';
import { publishedRules } from '../../entry/published-rules.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { inForceAt } from './in-force.ts';

export const requirePlace = (ctx: GuardedContext, place: AreaCode): void => {
  if (!can(ctx.actor, ctx.permission, { areaCode: place, at: ctx.now().toISOString() }))
    refuse({ code: 'outside_area' });
};

const rowsOf = (body: RuleBody): number => {
  switch (body.kind) {
    case 'schedule':
      return body.table.series.length + body.table.spacing.length + body.table.conditions.length;
    case 'thresholds':
      return body.rows.length;
    case 'questions':
      return body.sets.at(-1)?.questions.length ?? 0;
    case 'form':
      return body.form.items.length;
  }
};

/** Everything that comes with the product and everything that was published or begun here. */
export const listRules = (ctx: GuardedContext, place: AreaCode): Promise<RulesRow[]> => {
  requirePlace(ctx, place);
  return ctx.db.read({ area: ctx.fence }, async (tx) => {
    const published = await publishedRules(tx);
    const own = await tx.ruleVersion.findMany({
      where: { place, state: { in: ['draft', 'published'] } },
      orderBy: { version: 'desc' },
      select: { name: true, state: true, decidedAt: true, version: true, body: true },
      take: 1000,
    });
    const here = published.filter((row) => place.startsWith(row.place));
    const names = [...shippedBodies.map(nameOfBody), ...here.map(({ name }) => name), ...own.map(({ name }) => name)];
    return [...new Set(names)].flatMap((name): RulesRow[] => {
      const drafts = own.filter((row) => row.name === name && row.state === 'draft');
      const holds = inForceAt(published, place, name);
      const body = holds?.body ?? (drafts[0] === undefined ? undefined : RuleBody.parse(drafts[0].body));
      if (body === undefined) return [];
      const version = own.find((row) => row.name === name && row.state === 'published');
      return [
        {
          name,
          kind: body.kind,
          place: holds?.place ?? place,
          version: holds?.version ?? 0,
          isExample: body.kind === 'schedule' && body.table.status === 'example',
          rows: rowsOf(body),
          publishedAt: version?.decidedAt?.toISOString() ?? null,
          hasDraft: drafts.length > 0,
        },
      ];
    });
  });
};

export const readRules = (ctx: GuardedContext, { place, name }: RulesOfPlace): Promise<RulesDetail> => {
  requirePlace(ctx, place);
  return ctx.db.read({ area: ctx.fence }, async (tx) => {
    const rows = await tx.ruleVersion.findMany({ where: { place, name }, orderBy: { version: 'desc' }, take: 200 });
    const draft = rows.find(({ state }) => state === 'draft');
    const holds = inForceAt(await publishedRules(tx), place, name);
    const inForce =
      holds ?? (draft === undefined ? undefined : { version: 0, place: null, body: RuleBody.parse(draft.body) });
    if (inForce === undefined) return refuse({ code: 'not_found' });
    const names = await userNames(
      tx,
      rows.flatMap(({ authorId, decidedBy }) => [authorId, decidedBy]),
    );
    const line = (row: (typeof rows)[number]): RuleVersionLine => ({
      id: row.id,
      version: row.version,
      state: RuleVersionState.parse(row.state),
      note: row.note,
      author: names.get(row.authorId) ?? null,
      isOwn: row.authorId === ctx.actor.userId,
      createdAt: row.createdAt.toISOString(),
      decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    });
    const job = draft && (await tx.jobProgress.findUnique({ where: { id: draft.id } }));
    const isCounting = job && ['queued', 'running', 'failed'].includes(job.state);
    const effect = draft?.effect === null || draft === undefined ? null : RulesEffect.parse(draft.effect);
    const mayManage = hasPermission(ctx.actor, 'ruleVersion.manage');
    return {
      name,
      place,
      inForce,
      draft:
        draft === undefined
          ? null
          : {
              line: line(draft),
              body: RuleBody.parse(draft.body),
              effect: effect && { day: effect.day, people: effect.people, counts: effect.counts },
              counting: isCounting
                ? { done: Number(job.done), total: job.total === null ? null : Number(job.total), failed: job.state === 'failed' }
                : null,
            },
      newest: rows[0]?.version ?? 0,
      history: rows.map(line),
      mayManage,
      mayPublish: mayManage && draft !== undefined && draft.authorId !== ctx.actor.userId,
    };
  }); // prettier-ignore
};

const plus = (a: ShiftCounts, b: ShiftCounts): ShiftCounts => ({
  earlier: a.earlier + b.earlier,
  later: a.later + b.later,
  newly_due: a.newly_due + b.newly_due,
  no_longer_due: a.no_longer_due + b.no_longer_due,
});

const partLength = (within: AreaCode | null, place: AreaCode): number => {
  const length = (within ?? place).length;
  return length < 4 ? 4 : length < 6 ? 6 : length < 9 ? 9 : 12;
};

/** Whom a version moves, by the areas one level down. */
export const listShifts = (ctx: GuardedContext, { versionId, within, page }: ListShifts): Promise<Page<ShiftRow>> =>
  ctx.db.read({ area: ctx.fence }, async (tx) => {
    const row = await tx.ruleVersion.findUnique({ where: { id: versionId }, select: { place: true, effect: true } });
    if (row === null) return refuse({ code: 'not_found' });
    const place = AreaCode.parse(row.place);
    requirePlace(ctx, place);
    if (row.effect === null) return { rows: [], total: 0 };
    const { villages } = RulesEffect.parse(row.effect);
    const length = partLength(within, place);
    const { gte, lt } = rangeOf(within ?? place);
    const parts = new Map<string, ShiftCounts>();
    for (const [village, counts] of Object.entries(villages)) {
      if (village < gte || village >= lt) continue;
      const part = village.slice(0, length);
      parts.set(part, plus(parts.get(part) ?? noShifts, counts));
    }
    const codes = [...parts.keys()].toSorted();
    const shown = codes.slice(page.page * page.size, (page.page + 1) * page.size);
    const areas = await tx.area.findMany({
      where: { code: { in: shown } },
      select: { code: true, nameZh: true, nameKo: true, nameBo: true },
    });
    return {
      total: codes.length,
      rows: shown.map((code) => {
        const area = areas.find((each) => each.code === code);
        return {
          areaCode: AreaCode.parse(code),
          name: area?.nameZh ?? code,
          nameKo: area?.nameKo ?? null,
          nameBo: area?.nameBo ?? null,
          counts: parts.get(code) ?? noShifts,
        };
      }),
    };
  });
