/** Works out the next dose of everybody in the register by the old rules and by the new ones, county by county. */
import { rangeOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import { dueShift, type DueShift } from '@qiaomen/domain/rule-version/due-shift';
import { forecast } from '@qiaomen/domain/forecast/forecast';
import type { NextDose } from '@qiaomen/domain/forecast/history';
import type { RuleTable } from '@qiaomen/domain/forecast/rule-table';
import { RuleBody } from '@qiaomen/domain/rule-version/body';
import { noShifts, type RulesEffect, type ShiftCounts } from '@qiaomen/domain/rule-version/query';
import { publishedRules } from '../../entry/published-rules.ts';
import { inForceAt } from '../../features/rule-version/in-force.ts';
import { followCount } from '../base-figure/follow-count.ts';
import { Stopped, writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';

interface Target {
  area: AreaCode;
  versionId: string;
  day: string;
}

interface Tables {
  before: RuleTable | null;
  after: RuleTable;
}

const readTables = ({ db }: JobDeps, { area, versionId }: Target): Promise<Tables | null> =>
  db.read({ area }, async (tx) => {
    const row = await tx.ruleVersion.findUnique({ where: { id: versionId }, select: { state: true, body: true, name: true } });
    if (row === null || row.state !== 'draft') return null;
    const after = RuleBody.parse(row.body);
    if (after.kind !== 'schedule') return null;
    const holds = inForceAt(await publishedRules(tx), area, row.name)?.body;
    return { after: after.table, before: holds?.kind === 'schedule' ? holds.table : null };
  }); // prettier-ignore

/** Most people share their history with others: each history is worked out once. */
const shiftOf = ({ before, after }: Tables, day: string) => {
  const known = new Map<string, DueShift | null>();
  const next = (table: RuleTable | null, birthDate: string | null, history: string): NextDose | null => {
    if (table === null) return null;
    const doses = history.split(' ').flatMap((item) => {
      const [product = '', date = ''] = item.split('@');
      return table.products.includes(product) ? [{ product, date }] : [];
    });
    const past = { doses, infections: [], otherVaccines: [], conditions: [] };
    return forecast(past, { birthDate }, { table, rulesAsOf: day }, day).next;
  };
  return (birthDate: string | null, history: string): DueShift | null => {
    const key = `${birthDate ?? ''} ${history}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const shift = dueShift(next(before, birthDate, history), next(after, birthDate, history));
    if (known.size < 500_000) known.set(key, shift);
    return shift;
  };
};

interface Person {
  id: string;
  areaCode: string;
  birthDate: string | null;
  doses: string;
}
const chunk = 5000;

const chunkAfter = ({ db }: JobDeps, county: AreaCode, area: AreaCode, after: string): Promise<Person[]> =>
  db.read({ area }, (tx) => {
    const { gte, lt } = rangeOf(area);
    return tx.$queryRaw<Person[]>`
      SELECT p.id::text, p.area_code AS "areaCode", p.birth_date::text AS "birthDate", coalesce((
        SELECT string_agg(d.product || '@' || d.given_on::text, ' ' ORDER BY d.given_on, d.product)
        FROM dose d WHERE d.county = p.county AND d.person_id = p.id AND d.voided_by IS NULL), '') AS doses
      FROM person p
      WHERE p.county = ${county} AND p.id > ${after}::uuid AND p.area_code >= ${gte} AND p.area_code < ${lt}
        AND EXISTS (SELECT FROM register_entry e WHERE e.county = p.county AND e.person_id = p.id
          AND e.state NOT IN ('merged', 'not_target', 'deceased', 'moved'))
      ORDER BY p.id LIMIT ${chunk}`;
  });

const countiesOf = ({ db }: JobDeps, area: AreaCode): Promise<AreaCode[]> =>
  area.length >= 6
    ? Promise.resolve([area.slice(0, 6) as AreaCode])
    : db.reference(async (tx) => {
        const { gte, lt } = rangeOf(area);
        const rows = await tx.area.findMany({
          where: { code: { gte, lt }, level: 'county' },
          select: { code: true },
          orderBy: { code: 'asc' },
        });
        return rows.map(({ code }) => code as AreaCode);
      });

const run = async (deps: JobDeps, target: Target, tables: Tables, signal: AbortSignal): Promise<RulesEffect> => {
  const { area, versionId, day } = target;
  const steps = followCount(deps, { area, id: versionId, signal });
  const shift = shiftOf(tables, day);
  const villages: Record<string, ShiftCounts> = {};
  const counts = { ...noShifts };
  const total = await deps.db.read({ area }, (tx) => tx.registerEntry.count());
  let people = 0;
  for (const county of await countiesOf(deps, area)) {
    const within = area.length > 6 ? area : county;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const persons = await chunkAfter(deps, county, within, after);
      for (const { areaCode, birthDate, doses } of persons) {
        const moved = shift(birthDate, doses);
        if (moved === null) continue;
        counts[moved] += 1;
        const village = (villages[areaCode] ??= { ...noShifts });
        village[moved] += 1;
      }
      people += persons.length;
      await steps.report('counting', people, Math.max(total, people));
      const last = persons.at(-1);
      if (last === undefined || persons.length < chunk) break;
      after = last.id;
    }
  }
  return { day, people, counts, villages };
};

export const countEffect = async (deps: JobDeps, target: Target, signal: AbortSignal): Promise<void> => {
  const { area, versionId } = target;
  const tables = await readTables(deps, target);
  if (tables === null) return;
  const steps = followCount(deps, { area, id: versionId, signal });
  try {
    const effect = await run(deps, target, tables, signal);
    await deps.db.transact(writeFor(area, null, deps.now()), async ({ tx, audit }) => {
      // a text that was changed meanwhile has stopped this count
      const { count } = await tx.ruleVersion.updateMany({ where: { id: versionId, state: 'draft' }, data: { effect } });
      const { day, people, counts } = effect;
      if (count > 0)
        await audit({ action: 'ruleVersion.counted', entity: 'rule_version', entityId: versionId, detail: { day, people, counts } });
    }); // prettier-ignore
    await steps.finish('done');
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'shutdown') throw error;
    const state = error instanceof Stopped ? 'cancelled' : 'failed';
    if (state === 'failed') deps.log.error({ versionId, err: error }, 'counting the effect of rules failed');
    await steps.finish(state);
  }
};
