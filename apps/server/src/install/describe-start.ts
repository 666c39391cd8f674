/** What the person at the terminal reads when everything runs. */
import type { Database } from '@qiaomen/prisma/scoped';
import { readDemoState } from './demo-state.ts';
import { demoPassword } from './demo-users.ts';
import { issueFirstAdminCode } from './first-admin-code.ts';

export const describeStart = async (
  server: { url: string | null; db: Database; demo: boolean },
  now: Date,
): Promise<string> => {
  if (server.url === null) return 'Qiaomen is running background jobs';
  const ready = `Qiaomen is ready at ${server.url}`;
  if (!server.demo && (await readDemoState(server.db)) === 'ready')
    return [
      'This data folder holds the demo, whose users cannot sign in here: choose another QIAOMEN_DATA_DIR.',
      ready,
    ].join('\n');
  if (server.demo) return [await demoSignIns(server.db), ready].join('\n');
  const code = await issueFirstAdminCode(server.db, now);
  if (code === undefined) return ready;
  return [
    'Nobody can sign in yet. Open the address below and create the first admin with this one-time code',
    `(valid for 24 hours; a restart prints a new one):\n\n    ${code}\n`,
    ready,
  ].join('\n');
};

const demoSignIns = async (db: Database): Promise<string> => {
  const users = await db.reference((tx) =>
    tx.user.findMany({
      where: { isDemo: true },
      select: { login: true, role: true },
      orderBy: { createdAt: 'asc' },
      take: 20,
    }),
  );
  const lines = users.map(({ login, role }) => `    ${login.padEnd(16)} ${demoPassword.padEnd(20)} ${role}`);
  return ['This is the demo: everyone in it is invented. Sign in as', ...lines, ''].join('\n');
};
