/** The network of a whole prefecture comes back: two hundred tablets send their day at the same moment. */
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import pg from 'pg';
import { createClient } from './client.ts';
import { benchToken, benchWorkers } from './large-register.ts';
import { latencyOf } from './load.ts';
import type { Product } from './product.ts';
import { row, type Line } from './table.ts';
import { pushed, visitsOf, type Door } from './visits.ts';

const dayOfVisits = 60;
const batchSize = 50;

interface Tablet {
  deviceId: string;
  userId: string;
  after: number;
  doors: Door[];
}

const tabletsOf = async (dataDir: string): Promise<Tablet[]> => {
  const cluster = await startCluster({ dataDir });
  const client = new pg.Client(cluster.urlFor('qiaomen'));
  try {
    await client.connect();
    const { rows } = await client.query<Tablet>(
      `SELECT d.id::text AS "deviceId", d.user_id::text AS "userId", d.last_seq AS after, (
         SELECT coalesce(json_agg(json_build_object('county', e.county, 'personId', e.person_id, 'campaignId', e.campaign_id)), '[]')
         FROM (SELECT e.* FROM register_entry e JOIN campaign c ON c.id = e.campaign_id AND c.state = 'open' AND NOT c.is_test
                WHERE e.owner_id = d.user_id AND e.state = 'to_visit' ORDER BY e.id LIMIT ${dayOfVisits}) e) AS doors
       FROM device d JOIN app_user u ON u.id = d.user_id
       WHERE u.login LIKE 'bench%' ORDER BY substr(u.login, 6)::int`,
    );
    return rows;
  } finally {
    await client.end();
    await cluster.stop();
  }
};

export const benchFanIn = async ({ url, dataDir, memory }: Product): Promise<Line[]> => {
  const tablets = await tabletsOf(dataDir);
  if (tablets.length < benchWorkers) return [];
  const client = createClient(url, benchWorkers);
  const before = await memory();
  let peak = before;
  const watch = setInterval(() => void memory().then((now) => (peak = Math.max(peak, now))), 200);
  const began = performance.now();
  const times: number[] = [];
  const again = await Promise.all(
    tablets.map(async ({ doors, ...sender }, index) => {
      const commands = visitsOf(doors, sender);
      let rounds = 0;
      for (let at = 0; at < commands.length; at += batchSize) {
        const sent = performance.now();
        rounds += await pushed(client, commands.slice(at, at + batchSize), benchToken(index));
        times.push(performance.now() - sent);
      }
      return rounds;
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  client.close();
  const commands = tablets.reduce((sum, { doors }) => sum + doors.length, 0);
  const latency = latencyOf(times, 0);
  return [
    row(
      `${tablets.length} tablets send ${commands} visits at once`,
      `all acknowledged in ${seconds.toFixed(1)} s`,
      `${Math.round(commands / seconds)} commands/s`,
      'goal ≤ 60 s',
    ),
    row(
      '  a push of up to 50, waiting in line included',
      `p95 ${(latency.p95 / 1000).toFixed(1)} s`,
      `sent again ${again.reduce((sum, rounds) => sum + rounds, 0)} times`,
    ),
    row('  memory of the server', `${before.toFixed(0)} MB before`, `${peak.toFixed(0)} MB at most`),
  ];
};
