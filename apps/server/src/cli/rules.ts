/** `npm run rules`: writes docs/rules.md from the rule tables. */
import { writeFile } from 'node:fs/promises';
import { rulesDocument } from './rules-document.ts';

await writeFile(new URL('../../../../docs/rules.md', import.meta.url), rulesDocument());
process.stdout.write('docs/rules.md written.\n');
