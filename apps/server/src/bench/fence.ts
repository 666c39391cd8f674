/** What row-level security costs: the very statement of a register page, with the fence and without, on one connection. */
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { rangeOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { ListRegister } from '@qiaomen/domain/register/query';
import { planOnce } from '@qiaomen/prisma/scoped';
import pg from 'pg';
import { pageStatement } from '../features/register/list-register.ts';
import { inTurns } from './loops.ts';
import { row, type Line } from './table.ts';

const rounds = 400;

export const benchFence = async (
  dataDir: string,
  input: ListRegister,
  counties: readonly AreaCode[],
): Promise<Line[]> => {
  const cluster = await startCluster({ dataDir });
  const clients = [new pg.Client(cluster.urlFor('qiaomen')), new pg.Client(cluster.urlFor('qiaomen'))];
  const [open, fenced] = clients;
  if (open === undefined || fenced === undefined) throw new Error('two connections are needed');
  try {
    for (const client of clients) {
      await client.connect();
      // as the product asks; here for the whole session
      await client.query(planOnce.replaceAll('SET LOCAL', 'SET'));
    }
    // the superuser passes every policy; the same session as app_rw passes none
    await fenced.query(`SET ROLE app_rw; SET app.lo = '2224'; SET app.hi = '2225'`);
    const page = (client: pg.Client) => (n: number) => {
      const county = counties[n % counties.length] ?? counties[0];
      const { text, values } = pageStatement(
        { ...input, page: { page: n % 20, size: 50 } },
        county === undefined ? [] : [rangeOf(county)],
        '2026-01-01',
      );
      return client.query({ name: 'page', text, values });
    };
    const point = (client: pg.Client) => (n: number) =>
      client.query({
        name: 'point',
        text: 'SELECT * FROM person WHERE county = $1 AND id = $2::uuid',
        values: [ids[n % ids.length]?.county, ids[n % ids.length]?.id],
      });
    const { rows: ids } = await open.query<{ county: string; id: string }>(
      'SELECT county, id::text FROM person TABLESAMPLE SYSTEM (0.1) LIMIT 500',
    );
    await inTurns(20, [page(open), page(fenced), point(fenced)]);
    const [without, within, one] = await inTurns(rounds, [page(open), page(fenced), point(fenced)]);
    if (without === undefined || within === undefined || one === undefined) throw new Error('nothing was measured');
    return [
      row('yardstick: one person by key, in the database', `p50 ${one.p50.toFixed(2)} ms`),
      row(
        'rows of a register page, in the database, under RLS',
        `p50 ${within.p50.toFixed(2)} ms`,
        `without RLS ${without.p50.toFixed(2)} ms`,
        `ratio ${(within.p50 / without.p50).toFixed(2)}×`,
        'goal ≤ 1.3×',
      ),
    ];
  } finally {
    for (const client of clients) await client.end();
    await cluster.stop();
  }
};
