/** Gives an area to a worker or takes it away: the duty changes first, and the entries follow the duties. */
import { randomUUID } from 'node:crypto';
import { countyOf, levelOf } from '@qiaomen/domain/area/area-code';
import type { AssignArea, AssignResult } from '@qiaomen/domain/assignment/query';
import { can } from '@qiaomen/domain/policy';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { lockOwners, ownArea } from '../../entry/own-area.ts';
import { wideDuties } from '../../entry/wide-duties.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { requireWorker } from './find-worker.ts';

export const assignArea = async (ctx: GuardedContext, input: AssignArea): Promise<AssignResult> => {
  const { areaCode, userId } = input;
  const at = ctx.now();
  if (!can(ctx.actor, ctx.permission, { areaCode, at: at.toISOString() })) refuse({ code: 'outside_area' });
  // one county is settled in one transaction; a whole prefecture is nobody's round of doors
  const level = levelOf(areaCode);
  if (level === 'province' || level === 'prefecture') refuse({ code: 'bad_input', fields: ['areaCode'] });
  if (userId !== null) await requireWorker(ctx, userId, ['worker']);
  const wide = await wideDuties(ctx.db, at);
  const county = countyOf(areaCode);
  const context = { scope: { area: county, userId: ctx.actor.userId }, actorId: ctx.actor.userId, county, at };
  return ctx.db.bulk(context, async (b) => {
    await lockOwners(b, county);
    const ended = await endDuties(b, input);
    const begun = userId !== null && (await beginDuty(b, areaCode, userId));
    const changed = await ownArea(b, { county, areaCode, wideDuties: wide });
    const touched = [...ended, ...(begun ? [userId] : [])];
    // their tablets hold another area from now on
    for (const one of touched) {
      await b.query(`INSERT INTO change (county, area_code, kind, user_id) VALUES ($1, $2, 'reset', $3)`, [
        county,
        areaCode,
        one,
      ]);
    }
    const detail = { areaCode, userId, ended, begun, changed };
    await b.audit({ action: 'assignment.set', entity: 'duty', entityId: userId, detail });
    return { changed };
  });
};

/** Nobody but the one named keeps the duty of exactly this area; wider and narrower duties stay. */
const endDuties = async (b: BulkWriter, { areaCode, userId }: AssignArea): Promise<string[]> => {
  const rows = await b.query<{ user_id: string }>(
    `UPDATE duty d SET valid_to = $3 FROM app_user u
      WHERE u.id = d.user_id AND u.role = 'worker' AND d.area_code = $1 AND d.user_id IS DISTINCT FROM $2::uuid
        AND d.valid_from <= $3 AND (d.valid_to IS NULL OR d.valid_to > $3) RETURNING d.user_id::text`,
    [areaCode, userId, b.at],
  );
  return rows.map((row) => row.user_id);
};

const beginDuty = async (b: BulkWriter, areaCode: string, userId: string): Promise<boolean> => {
  const rows = await b.query<{ id: string }>(
    `INSERT INTO duty (id, user_id, area_code, valid_from)
     SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM duty WHERE user_id = $2 AND area_code = $3
       AND valid_from <= $4 AND (valid_to IS NULL OR valid_to > $4)) RETURNING id::text`,
    [randomUUID(), userId, areaCode, b.at],
  );
  return rows.length > 0;
};
