/** Facts of care and doses in the reader's area that broke a rule, with what was done about each. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { incidentStateAfter } from '@qiaomen/domain/incident/decide';
import {
  IncidentAct,
  IncidentFlag,
  type IncidentList,
  type IncidentRow,
  type ListIncidents,
} from '@qiaomen/domain/incident/query';
import { CareFacts } from '@qiaomen/domain/care/event';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { open } from '@qiaomen/prisma/field-crypto';
import { sql, type Prisma } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { narrowTo, withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { incidentNote } from './incident-note.ts';

interface Found {
  county: string;
  eventId: string;
  personId: string;
  personName: string;
  areaCode: string;
  userId: string | null;
  occurredAt: Date;
  receivedAt: Date;
  flags: FactFlag[];
  facts: unknown;
  act: string | null;
  actId: string | null;
  actBy: string | null;
  actAt: Date | null;
  note: Uint8Array | null;
}

/** `incident`: every flagged fact of the ranges with the last act about it. */
const incidents = (inRanges: (column: Prisma.Sql) => Prisma.Sql): Prisma.Sql => sql`flagged AS (
    SELECT e.county, e.id, e.area_code, e.person_id, e.user_id, e.occurred_at, e.received_at, e.flags, e.facts
    FROM care_event e
    WHERE e.flags <> '[]'::jsonb AND e.voided_by IS NULL AND ${inRanges(sql`e.area_code`)}
    UNION ALL
    SELECT d.county, d.id, d.area_code, d.person_id, d.user_id, coalesce(d.given_at, d.recorded_at), d.recorded_at, d.flags, NULL
    FROM dose d
    WHERE d.flags <> '[]'::jsonb AND d.voided_by IS NULL AND ${inRanges(sql`d.area_code`)}
      AND NOT EXISTS (SELECT FROM care_event e WHERE e.county = d.county AND e.id = d.id)
  ), incident AS (
    SELECT f.*, a.act, a.id AS act_id, a.user_id AS act_by, a.at AS act_at, a.note_cipher,
      CASE WHEN a.act IS NULL THEN 'new' WHEN a.act = 'closed' THEN 'closed' ELSE 'acknowledged' END AS state
    FROM flagged f LEFT JOIN LATERAL (
      SELECT i.act, i.id, i.user_id, i.at, i.note_cipher FROM incident_act i
      WHERE i.county = f.county AND i.event_id = f.id ORDER BY i.at DESC, i.id DESC LIMIT 1
    ) a ON true
  )`;

const chosen = ({ state, flag }: ListIncidents): Prisma.Sql => {
  const ofState = state === 'open' ? sql`i.state <> 'closed'` : sql`i.state = ${state}`;
  return flag === null ? ofState : sql`${ofState} AND i.flags @> ${JSON.stringify([{ code: flag }])}::jsonb`;
};

export const listIncidents = (ctx: GuardedContext, input: ListIncidents): Promise<IncidentList> => {
  const { areaCode, page } = input;
  const within = areaCode === null ? ranges(ctx) : narrowTo(ranges(ctx), rangeOf(areaCode));
  const all = incidents((column) => withinRanges(column, within));
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const counts = await tx.$queryRaw<{ state: 'new' | 'acknowledged' | 'closed'; count: number }[]>`
        WITH ${all} SELECT state, count(*)::int AS count FROM incident GROUP BY state`;
      const flags = await tx.$queryRaw<{ flag: string; count: number }[]>`
        WITH ${all} SELECT f ->> 'code' AS flag, count(DISTINCT (county, id))::int AS count
        FROM incident CROSS JOIN LATERAL jsonb_array_elements(flags) f
        WHERE state <> 'closed' GROUP BY 1 ORDER BY 2 DESC, 1`;
      const [sum] = await tx.$queryRaw<{ count: number }[]>`
        WITH ${all} SELECT count(*)::int AS count FROM incident i WHERE ${chosen(input)}`;
      const rows = await tx.$queryRaw<Found[]>`
        WITH ${all} SELECT i.county, i.id::text AS "eventId", i.person_id::text AS "personId", p.name AS "personName",
          i.area_code AS "areaCode", i.user_id::text AS "userId", i.occurred_at AS "occurredAt",
          i.received_at AS "receivedAt", i.flags, i.facts, i.act, i.act_id::text AS "actId", i.act_by::text AS "actBy",
          i.act_at AS "actAt", i.note_cipher AS note
        FROM incident i JOIN person p ON p.county = i.county AND p.id = i.person_id
        WHERE ${chosen(input)} ORDER BY i.occurred_at DESC, i.id
        LIMIT ${page.size} OFFSET ${page.page * page.size}`;
      const names = await userNames(
        tx,
        rows.flatMap(({ userId, actBy }) => [userId, actBy]),
      );
      const pathOf = await areaPaths(
        tx,
        rows.map((row) => row.areaCode),
      );
      const count = (state: string): number => counts.find((one) => one.state === state)?.count ?? 0;
      return {
        total: sum?.count ?? 0,
        byState: { new: count('new'), acknowledged: count('acknowledged'), closed: count('closed') },
        byFlag: flags.flatMap(({ flag, count: size }) => {
          const known = IncidentFlag.safeParse(flag);
          return known.success ? [{ flag: known.data, count: size }] : [];
        }),
        rows: rows.map((row): IncidentRow => ({
          county: row.county,
          eventId: row.eventId,
          personId: row.personId,
          personName: row.personName,
          kind: row.facts === null ? 'dose.told' : CareFacts.parse(row.facts).kind,
          userName: names.get(row.userId ?? '') ?? null,
          areaCode: AreaCode.parse(row.areaCode),
          areaPath: pathOf(row.areaCode),
          occurredAt: row.occurredAt.toISOString(),
          receivedAt: row.receivedAt.toISOString(),
          flags: row.flags,
          state: incidentStateAfter(row.act === null ? null : IncidentAct.parse(row.act)),
          last:
            row.actAt === null || row.actId === null
              ? null
              : {
                  userName: names.get(row.actBy ?? '') ?? null,
                  at: row.actAt.toISOString(),
                  note: row.note === null ? '' : open(ctx.keys, incidentNote(row.actId), row.note),
                },
        })),
      };
    },
    { snapshot: true },
  );
};
