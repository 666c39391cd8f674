/** At the end of each day its figures are written down for good. A day that is closed already stays as it is. */
import { randomUUID } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { closedMeasures, lastEndedDay } from '@qiaomen/domain/figures/day-close';
import type { BulkWriter, Database } from '@qiaomen/prisma/scoped';
import { settleMembers } from '../entry/member-figures.ts';
import type { Job } from './job.ts';
import { listProvinces } from './regions.ts';

interface ClosedCampaign {
  id: string;
  areaCode: AreaCode;
}

const closeCampaignDay = async (b: BulkWriter, { id, areaCode }: ClosedCampaign, day: string): Promise<boolean> => {
  const [snapshot] = await b.query<{ id: string }>(
    `SELECT id::text FROM base_snapshot WHERE campaign_id = $1 AND state = 'published'`,
    [id],
  );
  // what a change outside somebody's own area could not book is booked by now
  if (snapshot !== undefined) await settleMembers(b, snapshot.id, null);
  const closed = await b.query(
    `INSERT INTO day_close (id, area_code, campaign_id, day, closed_at, snapshot_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (campaign_id, day) DO NOTHING RETURNING id`,
    [randomUUID(), areaCode, id, day, b.at, snapshot?.id ?? null],
  );
  if (closed.length === 0) return false;
  await b.query(
    `INSERT INTO day_figure (county, area_code, campaign_id, day, measure, amount)
     SELECT county, area_code, $1, $2, measure, sum(amount)::int FROM (
       SELECT county, area_code, CASE WHEN campaign_id = $1 THEN measure ELSE 'base:' || measure END AS measure, amount
       FROM (SELECT county, area_code, campaign_id, measure, amount FROM figure_total
             UNION ALL SELECT county, area_code, campaign_id, measure, amount FROM figure_delta) f
       WHERE campaign_id = $1 AND measure = ANY($3::text[]) OR campaign_id = $4
     ) g GROUP BY county, area_code, measure HAVING sum(amount) <> 0`,
    [id, day, [...closedMeasures], snapshot?.id ?? null],
  );
  await b.query(
    `INSERT INTO report_freeze (county, id, area_code, campaign_id, day, snapshot_id, body, sha256, frozen_at)
     SELECT county, gen_random_uuid(), county, $1, $2, $3, body, sha256(convert_to(body::text, 'UTF8')), $4 FROM (
       SELECT county, jsonb_object_agg(measure, amount) AS body FROM (
         SELECT county, measure, sum(amount) AS amount FROM day_figure WHERE campaign_id = $1 AND day = $2 GROUP BY 1, 2
       ) m GROUP BY county
     ) r`,
    [id, day, snapshot?.id ?? null, b.at],
  );
  await b.audit({ action: 'day.close', entity: 'campaign', entityId: id, detail: { day } });
  return true;
};

/** Answers how many campaigns were closed for the day. */
export const closeDay = async (db: Database, at: Date, day: string = lastEndedDay(at)): Promise<number> => {
  let closed = 0;
  for (const area of await listProvinces(db)) {
    const campaigns = await db.read({ area }, (tx) =>
      tx.campaign.findMany({
        where: { state: 'open', opensOn: { lte: new Date(`${day}T00:00:00Z`) } },
        select: { id: true, areaCode: true },
        orderBy: { id: 'asc' },
      }),
    );
    for (const { id, areaCode } of campaigns) {
      const campaign = { id, areaCode: AreaCode.parse(areaCode) };
      const context = { scope: { area: campaign.areaCode }, actorId: null, county: '000000', at };
      if (await db.bulk(context, (b) => closeCampaignDay(b, campaign, day))) closed += 1;
    }
  }
  return closed;
};

export const dayCloseJob: Job = {
  name: 'day.close',
  // a minute past midnight in Shanghai
  cron: '1 16 * * *',
  run: async (_payload, { db, now }) => {
    await closeDay(db, now());
  },
};
