/** A program: reads one file as a table and prints how many rows it has, how long that took and the most memory it held. */
import { openTable } from './read-table.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('measure-read wants a file');
const startedAt = performance.now();
const table = await openTable(path);
let rows = 0;
let cells = 0;
for await (const row of table.rows()) {
  rows += 1;
  cells += row.cells.length;
}
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(
  `${JSON.stringify({ rows, cells, seconds, cpuSeconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 })}\n`,
);
