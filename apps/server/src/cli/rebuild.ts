/** `npm run rebuild -- --check`: recomputes entries and figures and prints what differs. Ends with 1 if anything does. */
import { parseArgs } from 'node:util';
import { connect } from '@qiaomen/prisma/scoped';
import { checkCounty } from '../entry/rebuild.ts';
import { readEnv } from '../env.ts';
import { prepareDatabase } from '../install/prepare-database.ts';
import { listCounties } from '../jobs/regions.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const check = async (): Promise<number> => {
  const database = await prepareDatabase(readEnv(process.env));
  const db = connect(database.urls, { poolSize: 4 });
  try {
    let differences = 0;
    for (const county of await listCounties(db)) {
      for (const { kind, key, field, stored, computed } of await checkCounty(db, county)) {
        differences += 1;
        say(`${county} ${kind} ${key} ${field}: stored ${stored}, computed ${computed}`);
      }
    }
    say(differences === 0 ? 'No differences.' : `${differences} differences.`);
    return differences === 0 ? 0 : 1;
  } finally {
    await db.close();
    await database.stop();
  }
};

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (values.check) process.exitCode = await check();
else {
  say('Usage: npm run rebuild -- --check');
  process.exitCode = 2;
}
