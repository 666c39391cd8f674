import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacterOf } from '@qiaomen/domain/person/id-number';
import { WorkDatabase } from '../engine/work-database.ts';
import { isNumberSql, standardNumber } from './standard-number.ts';

test('what SQL takes for a right number is one, and it overlooks none that needs no cleaning', async () => {
  const first17 = fc
    .tuple(fc.integer({ min: 100000, max: 999999 }), fc.date({ min: new Date('1800-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }), fc.nat(999)) // prettier-ignore
    .map(([area, day, order]) => `${area}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`); // prettier-ignore
  const numbers = [
    ...fc.sample(first17, { numRuns: 400, seed: 1 }).map((digits) => digits + checkCharacterOf(digits)),
    ...fc.sample(fc.stringMatching(/^[0-9]{17}[0-9X]$/), { numRuns: 200, seed: 1 }),
    '111111111111111111', '222401190001010008', '22240119360815', '123456789012345678', 'X'.repeat(18), '王秀英',
  ]; // prettier-ignore
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-number-'));
  const db = await WorkDatabase.open(folder, '200MB');
  try {
    await db.run('CREATE TABLE n (v VARCHAR)');
    await db.append(
      'n',
      numbers.map((number) => [number]),
    );
    for (const [text, isNumber] of await db.rows(`SELECT v, ${isNumberSql('v')} FROM n`)) {
      const { isValid, digits } = standardNumber(String(text));
      expect([text, isNumber]).toEqual([text, isValid && digits === text]);
    }
  } finally {
    await db.close();
    await rm(folder, { recursive: true });
  }
});
