/** SHA-256 over ids in their order: what the audit row of a bulk act keeps in place of a row per person. */
import { createHash } from 'node:crypto';

export const idHash = (ids: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const id of ids) hash.update(id).update('\n');
  return hash.digest('hex');
};
