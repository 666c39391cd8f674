/** The statements that fill a large register. Figures are counted with the very conditions that open their rows. */
import { closedStates } from '@qiaomen/domain/register/entry-state';
import type pg from 'pg';
import { noOwner } from '../entry/no-owner.ts';
import { figureCondition } from '../entry/figure-condition.ts';

const perStatement = 250_000;

/** Villages differ in size; six of ten have a phone; birth dates spread so that a bit more than a quarter is sixty or older. */
export const insertPersons = async (client: pg.Client, people: number, prefecture: string): Promise<void> => {
  await client.query('CREATE TEMP TABLE bench_village (n int PRIMARY KEY, code text COLLATE "C")');
  await client.query(
    `INSERT INTO bench_village SELECT row_number() OVER (ORDER BY md5(code)) - 1, code FROM area
      WHERE level = 'village' AND starts_with(code, $1)`,
    [prefecture],
  );
  for (let from = 0; from < people; from += perStatement) {
    const rows = Math.min(perStatement, people - from);
    await client.query(
      `INSERT INTO person (county, id, area_code, name, name_initials, sex, birth_date, language, ethnicity, id_cipher, id_index,
         id_tail_index, phone_cipher, phone_index, phone_tail_index, address_cipher, origin, state, field_sources)
       SELECT left(v.code, 6), r.id, v.code, s.name || g.name, s.initials || g.initials,
         CASE WHEN r.a < 0.5 THEN 'male' ELSE 'female' END, date '2025-06-30' - (r.age * 365.25)::int,
         CASE WHEN r.a < 0.3 THEN 'ko' ELSE 'zh-CN' END, CASE WHEN r.a < 0.3 THEN '10' ELSE '01' END,
         sha256(r.id::text::bytea) || substr(sha256(r.id::text::bytea), 1, 17), sha256(r.id::text::bytea), t.id_index,
         CASE WHEN r.b < 0.6 THEN sha256(r.id::text::bytea) || substr(sha256(r.id::text::bytea), 1, 10) END,
         CASE WHEN r.b < 0.6 THEN sha256(('p' || r.id)::bytea) END, CASE WHEN r.b < 0.6 THEN tp.phone_index END,
         sha256(r.id::text::bytea) || substr(sha256(r.id::text::bytea), 1, 29),
         'file', 'active', '{"name": {"kind": "population", "sourceId": "0", "why": "only"}}'
       FROM (
         SELECT gen_random_uuid() AS id, random() AS a, random() AS b, CASE WHEN random() < 0.28 THEN 60 + 38 * random() ^ 2 ELSE 60 * random() END AS age,
           floor(random() * (SELECT count(*) FROM bench_surname))::int AS s, floor(random() ^ 1.5 * (SELECT count(*) FROM bench_given))::int AS g,
           floor(random() * 10000)::int AS t, floor(random() * 10000)::int AS tp,
           floor(random() ^ 1.3 * (SELECT count(*) FROM bench_village))::int AS v
         FROM generate_series(1, ${rows})
       ) r
       JOIN bench_surname s ON s.n = r.s JOIN bench_given g ON g.n = r.g JOIN bench_village v ON v.n = r.v
       JOIN bench_tail t ON t.n = r.t JOIN bench_tail tp ON tp.n = r.tp`,
    );
  }
};

/** One entry for everyone of sixty and more who has none yet; how far each has come is drawn. */
export const insertEntries = async (client: pg.Client, campaignId: string): Promise<void> => {
  await client.query(
    `WITH drawn AS (
       SELECT p.county, p.id, p.area_code, p.birth_date, c.reference_date, c.opens_on, c.last_serial, random() AS r, random() AS d,
         random() AS n, row_number() OVER (ORDER BY p.area_code, p.id) AS place
       FROM person p, campaign c
       WHERE c.id = $1::uuid AND p.birth_date <= c.reference_date - interval '60 years' AND p.state = 'active'
         AND NOT EXISTS (SELECT FROM register_entry e WHERE e.county = p.county AND e.person_id = p.id AND e.campaign_id = c.id)
     ), stated AS (
       SELECT *, CASE WHEN r < .35 THEN 'to_visit' WHEN r < .43 THEN 'undecided' WHEN r < .51 THEN 'agreed' WHEN r < .54 THEN 'booked'
         WHEN r < .59 THEN 'deferred' WHEN r < .68 THEN 'refused' WHEN r < .72 THEN 'away' WHEN r < .75 THEN 'unreachable'
         WHEN r < .95 THEN 'complete' WHEN r < .96 THEN 'contraindicated' WHEN r < .98 THEN 'deceased' WHEN r < .99 THEN 'moved'
         ELSE 'merged' END AS state FROM drawn
     ), spaced AS (SELECT *, state = ANY($2::text[]) AS closed FROM stated)
     INSERT INTO register_entry (county, id, area_code, campaign_id, person_id, serial, band, origin, state, dose_status, dose_count,
       next_action, next_date, visit_count, last_visit_at, refusal_reason, owner_id, owner_by)
     SELECT county, gen_random_uuid(), area_code, $1::uuid, id, last_serial + place,
       CASE WHEN birth_date <= reference_date - interval '80 years' THEN '80+' ELSE '60-79' END, 'base', state,
       CASE WHEN state = 'complete' THEN 'complete' WHEN d < .2 THEN 'partial' ELSE 'none' END,
       CASE WHEN state = 'complete' THEN 3 WHEN d < .2 THEN 1 ELSE 0 END,
       CASE WHEN closed THEN NULL ELSE 'visit' END, CASE WHEN closed THEN NULL ELSE opens_on + (n * 60)::int END,
       CASE WHEN state = 'to_visit' THEN 0 ELSE 1 END, CASE WHEN state = 'to_visit' THEN NULL ELSE now() - interval '1 day' * n * 20 END,
       CASE WHEN state = 'refused' THEN 'T' || (1 + floor(n * 5))::int END,
       o.user_id, CASE WHEN o.user_id IS NOT NULL THEN 'area' END
     FROM spaced LEFT JOIN bench_owner o ON o.code = area_code`,
    [campaignId, [...closedStates]],
  );
  await client.query(
    'UPDATE campaign SET last_serial = (SELECT max(serial) FROM register_entry WHERE campaign_id = $1::uuid) WHERE id = $1::uuid',
    [campaignId],
  );
};

export const insertVisits = async (client: pg.Client, campaignId: string): Promise<void> => {
  await client.query(
    `INSERT INTO visit (county, id, area_code, person_id, campaign_id, user_id, occurred_at, outcome, reasons)
     SELECT county, gen_random_uuid(), area_code, person_id, campaign_id, (SELECT id FROM app_user WHERE login = 'worker1'),
       last_visit_at, CASE WHEN state = 'refused' THEN '04' ELSE '08' END, '{}'
     FROM register_entry e WHERE campaign_id = $1::uuid AND last_visit_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM visit v WHERE v.county = e.county AND v.person_id = e.person_id)`,
    [campaignId],
  );
};

/** Every village belongs to whoever has the narrowest duty over it. */
export const chooseOwners = async (client: pg.Client): Promise<void> => {
  await client.query(
    `CREATE TEMP TABLE bench_owner AS SELECT DISTINCT ON (a.code) a.code, d.user_id
       FROM bench_village a JOIN duty d ON d.area_code IN (a.code, left(a.code, 9), left(a.code, 6))
       JOIN app_user u ON u.id = d.user_id AND u.role = 'worker'
      ORDER BY a.code, length(d.area_code) DESC, d.user_id`,
  );
};

const counted = [
  'registered', 'visited', 'agreed', 'refused', 'vaccinated', 'complete', 'withoutOwner', 'doorFound', 'open', 'closed',
] as const; // prettier-ignore

const noFilter = {
  areaCode: null, state: null, band: null, doseStatus: null, ownerId: null, refusalReason: null, exactArea: false,
} as const; // prettier-ignore

/** All figures of the campaign anew from its entries, already folded. */
export const countFigures = async (client: pg.Client, campaignId: string): Promise<void> => {
  const values: unknown[] = [campaignId, noOwner];
  const placed = (text: string, params: readonly unknown[]): string =>
    text.replaceAll(/\$(\d+)/g, (_, place: string) => `$${values.push(params[Number(place) - 1])}`);
  const conditionOf = (figure: (typeof counted)[number] | null): string => {
    const condition = figureCondition({ ...noFilter, figure }, '2026-01-01');
    return condition === null ? 'true' : placed(condition.text, condition.values);
  };
  const stands = conditionOf(null);
  const open = conditionOf('open');
  const lines = [
    `('state:' || e.state, true, 1)`,
    `('band:' || e.band, ${stands}, 1)`,
    ...counted.map((figure) => `('${figure}', ${conditionOf(figure)}, 1)`),
    `('refused:' || e.refusal_reason, e.state = 'refused' AND e.refusal_reason IS NOT NULL, 1)`,
    `('doses', (${stands}) AND e.dose_count > 0, e.dose_count)`,
    `('due:' || e.next_date, (${open}) AND e.next_date IS NOT NULL, 1)`,
  ];
  await client.query('DELETE FROM figure_delta WHERE campaign_id = $1::uuid', [campaignId]);
  await client.query('DELETE FROM figure_total WHERE campaign_id = $1::uuid', [campaignId]);
  await client.query(
    `INSERT INTO figure_total (county, area_code, campaign_id, owner_id, measure, amount)
     SELECT e.county, left(e.area_code, 12), e.campaign_id, coalesce(e.owner_id, $2::uuid), m.measure, sum(m.amount)
     FROM register_entry e CROSS JOIN LATERAL (VALUES ${lines.join(', ')}) m(measure, holds, amount)
     WHERE e.campaign_id = $1::uuid AND m.holds GROUP BY 1, 2, 3, 4, 5`,
    values,
  );
};
