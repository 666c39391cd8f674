/** `npm run audit -- verify`: proves that no line of the trail was changed, removed or put in between. */
import { verifyAudit } from '@qiaomen/prisma/audit-verify';
import { withData } from './with-data.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const verify = (): Promise<boolean> =>
  withData(async ({ db }) => {
    const { rows, faults, heads } = await verifyAudit(db);
    for (const { county, chain, seq, kind } of faults) say(`FAULT ${kind} county ${county} chain ${chain} line ${seq}`);
    // lines cut off at the end leave no trace inside: the heads are to be kept elsewhere and compared
    for (const { county, chain, seq, hash } of heads) say(`head ${county}/${chain} ${seq} ${hash}`);
    say(`${rows} lines, ${faults.length} faults`);
    return faults.length === 0;
  });

if (process.argv[2] === 'verify') process.exitCode = (await verify()) ? 0 : 1;
else {
  say('usage: npm run audit -- verify');
  process.exitCode = 2;
}
