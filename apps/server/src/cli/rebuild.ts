/** `npm run rebuild -- --check`: recomputes entries and figures and prints what differs. Ends with 1 if anything does. */
import { parseArgs } from 'node:util';
import { checkCounty } from '../entry/rebuild.ts';
import { listCounties } from '../jobs/regions.ts';
import { withData } from './with-data.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const check = (): Promise<boolean> =>
  withData(async ({ db }) => {
    let differences = 0;
    for (const county of await listCounties(db)) {
      for (const { kind, key, field, stored, computed } of await checkCounty(db, county)) {
        differences += 1;
        say(`${county} ${kind} ${key} ${field}: stored ${stored}, computed ${computed}`);
      }
    }
    say(differences === 0 ? 'No differences.' : `${differences} differences.`);
    return differences === 0;
  });

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (values.check) process.exitCode = (await check()) ? 0 : 1;
else {
  say('usage: npm run rebuild -- --check');
  process.exitCode = 2;
}
