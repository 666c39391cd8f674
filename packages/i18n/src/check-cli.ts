/** `node packages/i18n/src/check-cli.ts`: prints what is wrong with the catalogues and how much awaits review. */
import { check } from './check.ts';

const { findings, counts } = check();
for (const { where, what } of findings) process.stdout.write(`${where}: ${what}\n`);
for (const [language, { texts, unreviewed, chineseUntilReviewed }] of Object.entries(counts))
  process.stdout.write(
    `${language}: ${texts} texts, ${unreviewed} unreviewed, ${chineseUntilReviewed} shown in Chinese until reviewed\n`,
  );
process.stdout.write(findings.length === 0 ? 'catalogues: ok\n' : `catalogues: ${findings.length} findings\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
