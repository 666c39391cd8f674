/** Requests to close an entry: those that wait for a second person, oldest first, and those that were decided, newest first. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import type { ClosingRow, ListClosings } from '@qiaomen/domain/care/closing-query';
import { CareFacts } from '@qiaomen/domain/care/event';
import { closeRules } from '@qiaomen/domain/close-out/rules';
import type { Page } from '@qiaomen/domain/page';
import { EntryState } from '@qiaomen/domain/register/entry-state';
import { findRule } from '@qiaomen/domain/rule';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { open, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { sql } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { careContext } from '../../entry/care-events.ts';
import { narrowTo, withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

interface Found {
  county: string;
  closeId: string;
  personId: string;
  personName: string;
  areaCode: string;
  userId: string;
  askedAt: Date;
  facts: unknown;
  body: Uint8Array | null;
  entryState: string | null;
  agreementId: string | null;
  agreed: boolean | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decidedBody: Uint8Array | null;
}

const wordIn = (keys: FieldKeys, id: string, body: Uint8Array | null, field: 'text' | 'why'): string => {
  if (body === null) return '';
  const words = JSON.parse(open(keys, careContext(id), body)) as Record<string, unknown>;
  const word = words[field];
  return typeof word === 'string' ? word : '';
};

export const listClosings = (
  ctx: GuardedContext,
  { areaCode, state, page }: ListClosings,
): Promise<Page<ClosingRow>> => {
  const within = areaCode === null ? ranges(ctx) : narrowTo(ranges(ctx), rangeOf(areaCode));
  const standing =
    state === 'waiting' ? sql`a.id IS NULL` : sql`(a.facts ->> 'agreed')::boolean = ${state === 'agreed'}`;
  const order = state === 'waiting' ? sql`e.occurred_at, e.id` : sql`a.occurred_at DESC, e.id`;
  const from = sql`FROM care_event e JOIN person p ON p.county = e.county AND p.id = e.person_id
    LEFT JOIN care_event a ON a.county = e.county AND a.person_id = e.person_id AND a.kind = 'close.agree'
      AND a.voided_by IS NULL AND a.facts ->> 'closeId' = e.id::text
    WHERE e.kind = 'close.request' AND e.voided_by IS NULL AND ${withinRanges(sql`e.area_code`, within)} AND ${standing}`;
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const [sum] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${from}`;
    const rows = await tx.$queryRaw<Found[]>`
      SELECT e.county, e.id::text AS "closeId", p.id::text AS "personId", p.name AS "personName",
        e.area_code AS "areaCode", e.user_id::text AS "userId", e.occurred_at AS "askedAt", e.facts,
        e.body_cipher AS body, a.id::text AS "agreementId", (a.facts ->> 'agreed')::boolean AS agreed,
        a.user_id::text AS "decidedBy", a.occurred_at AS "decidedAt", a.body_cipher AS "decidedBody",
        (SELECT r.state FROM register_entry r WHERE r.county = e.county AND r.person_id = e.person_id
          AND (e.campaign_id IS NULL OR r.campaign_id = e.campaign_id) ORDER BY r.created_at DESC LIMIT 1) AS "entryState"
      ${from} ORDER BY ${order} LIMIT ${page.size} OFFSET ${page.page * page.size}`;
    const names = await userNames(
      tx,
      rows.flatMap(({ userId, decidedBy }) => [userId, decidedBy]),
    );
    const pathOf = await areaPaths(
      tx,
      rows.map((row) => row.areaCode),
    );
    return {
      total: sum?.count ?? 0,
      rows: rows.map((row): ClosingRow => {
        const facts = CareFacts.parse(row.facts);
        if (facts.kind !== 'close.request') throw new Error('not a request to close');
        const { code, evidence } = facts;
        const rule = findRule(
          closeRules.filter((one) => one.code === code),
          shanghaiDay(row.askedAt),
        );
        return {
          county: row.county,
          closeId: row.closeId,
          personId: row.personId,
          personName: row.personName,
          areaCode: AreaCode.parse(row.areaCode),
          areaPath: pathOf(row.areaCode),
          code,
          evidence,
          missing: (rule?.evidence ?? []).filter((kind) => !evidence.includes(kind)),
          text: wordIn(ctx.keys, row.closeId, row.body, 'text'),
          askedBy: names.get(row.userId) ?? null,
          askedAt: row.askedAt.toISOString(),
          own: row.userId === ctx.actor.userId,
          entryState: EntryState.safeParse(row.entryState).data ?? null,
          decision:
            row.agreementId === null || row.decidedAt === null
              ? null
              : {
                  agreementId: row.agreementId,
                  agreed: row.agreed === true,
                  userName: names.get(row.decidedBy ?? '') ?? null,
                  at: row.decidedAt.toISOString(),
                  why: wordIn(ctx.keys, row.agreementId, row.decidedBody, 'why'),
                },
        };
      }),
    };
  });
};
