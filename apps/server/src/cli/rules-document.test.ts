import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rulesDocument } from './rules-document.ts';

test('docs/rules.md says what the tables say (npm run rules writes it)', async () => {
  expect(await readFile(new URL('../../../../docs/rules.md', import.meta.url), 'utf8')).toBe(rulesDocument());
});
