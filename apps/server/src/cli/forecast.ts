/**
 * `npm run forecast -- --rules cn-covid19|FILE.json --in cases.jsonl`: one JSON line per person. A line that cannot be read
 * is answered with what is wrong with it, and named on the error output; the others are answered; then it ends with 1.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import { ForecastCase, forecastCase, unknownWords } from '@qiaomen/domain/forecast/forecast-case';
import { RuleTable, unknownProducts } from '@qiaomen/domain/forecast/rule-table';
import { z } from 'zod';

const WithId = z.object({ id: z.union([z.string(), z.number()]) });

class Stop extends Error {}

const usage = 'usage: npm run forecast -- --rules cn-covid19|FILE.json --in cases.jsonl';
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

const readTable = async (name: string): Promise<RuleTable> => {
  if (name === cnCovid19.name) return cnCovid19;
  if (!name.endsWith('.json'))
    throw new Stop(`There is no rule table "${name}": cn-covid19, or a file ending in .json.`);
  const text = await readFile(name, 'utf8').catch(() => null);
  if (text === null) throw new Stop(`The file ${name} cannot be read.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Stop(`The file ${name} is no JSON.`);
  }
  const table = RuleTable.safeParse(json);
  if (!table.success) {
    const places = table.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the table'}: ${message}`);
    throw new Stop([`The file ${name} is no rule table:`, ...places.slice(0, 20)].join('\n'));
  }
  const unknown = unknownProducts(table.data);
  if (unknown.length > 0) throw new Stop(`The file ${name} names products it does not list: ${unknown.join(', ')}`);
  return table.data;
};

type Answer = { ok: true; text: string } | { ok: false; id: unknown; why: string };

const answer = (line: string, table: RuleTable): Answer => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { ok: false, id: null, why: 'no JSON' };
  }
  const read = ForecastCase.safeParse(json);
  if (!read.success) {
    const why = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`).join('; ');
    return { ok: false, id: WithId.safeParse(json).data?.id ?? null, why };
  }
  const unknown = unknownWords(read.data, table);
  if (unknown.length > 0) return { ok: false, id: read.data.id, why: unknown.join('; ') };
  return { ok: true, text: JSON.stringify(forecastCase(read.data, table)) };
};

const print = async (text: string): Promise<void> => {
  if (!process.stdout.write(`${text}\n`)) await new Promise((resume) => process.stdout.once('drain', resume));
};

const main = async (): Promise<boolean> => {
  const { values } = parseArgs({ options: { rules: { type: 'string' }, in: { type: 'string' } } });
  if (values.rules === undefined || values.in === undefined) throw new Stop(usage);
  const table = await readTable(values.rules);
  const input = createReadStream(values.in, 'utf8');
  const opened = await new Promise<boolean>((resolve) => {
    input.once('open', () => resolve(true));
    input.once('error', () => resolve(false));
  });
  if (!opened) throw new Stop(`The file ${values.in} cannot be read.`);
  let number = 0;
  let faults = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const answered = answer(text, table);
    if (answered.ok) await print(answered.text);
    else {
      faults += 1;
      complain(`line ${number}: ${answered.why}`);
      await print(JSON.stringify({ id: answered.id, line: number, error: answered.why }));
    }
  }
  return faults === 0;
};

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Stop) && !(error instanceof TypeError)) throw error;
  complain(error instanceof Stop ? error.message : usage);
  process.exitCode = 2;
}
