/** The code that lets whoever can read the server's output create the first admin. */
import type { Database, Tx } from '@qiaomen/prisma/scoped';
import { expiryOfCode, hashOneTimeCode, isSameHash, newOneTimeCode } from '../identity/one-time-code.ts';

const key = 'first_admin_code';

interface StoredCode {
  sha256: string;
  expiresAt: string;
}

const isStoredCode = (value: unknown): value is StoredCode =>
  typeof value === 'object' && value !== null && 'sha256' in value && 'expiresAt' in value;

/** A fresh code at every start while nobody exists; undefined once somebody does. The code itself is kept nowhere. */
export const issueFirstAdminCode = async (db: Database, at: Date): Promise<string | undefined> => {
  const code = newOneTimeCode();
  const value = {
    sha256: Buffer.from(hashOneTimeCode(code)).toString('hex'),
    expiresAt: expiryOfCode(at).toISOString(),
  };
  return db.transact({ scope: { area: '00' }, actorId: null, county: '000000', at }, async (writer) => {
    if ((await writer.tx.user.count()) > 0) return undefined;
    await writer.tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    await writer.audit({ action: 'install.firstAdminCode', entity: 'setting', entityId: null, detail: {} });
    return code;
  });
};

/** Uses the code up. False when it is wrong, expired or somebody exists already. */
export const claimFirstAdminCode = async (tx: Tx, code: string, at: Date): Promise<boolean> => {
  const row = await tx.setting.findUnique({ where: { key }, select: { value: true } });
  if (row === null || !isStoredCode(row.value)) return false;
  const { sha256, expiresAt } = row.value;
  if (new Date(expiresAt) <= at || !isSameHash(Buffer.from(sha256, 'hex'), hashOneTimeCode(code))) return false;
  if ((await tx.user.count()) > 0) return false;
  // of two simultaneous claims only one deletes the row
  const claimed = await tx.setting.deleteMany({ where: { key } });
  return claimed.count === 1;
};
