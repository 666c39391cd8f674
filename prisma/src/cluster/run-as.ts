/** The operating-system user that runs PostgreSQL when we are root. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

export const parsePasswd = (text: string): SystemUser[] =>
  text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });

const users = (): SystemUser[] => parsePasswd(readFileSync('/etc/passwd', 'utf8'));

const serviceUser = 'qiaomen-db';

/** Minimal images have one of the two commands, or neither. */
const createCommands: readonly (readonly [string, readonly string[]])[] = [
  [
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      serviceUser,
    ],
  ],
  ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', serviceUser]],
];

const createServiceUser = (): SystemUser | undefined => {
  for (const [command, args] of createCommands) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
    } catch {
      continue;
    }
    return users().find(({ name }) => name === serviceUser);
  }
  return undefined;
};

/** The owner of an existing data directory stays its owner; else `postgres`, our own service user, or `nobody`. */
export const chooseRunAs = (dataOwner: number | undefined): SystemUser => {
  const all = users();
  if (dataOwner !== undefined && dataOwner !== 0) {
    const owner = all.find(({ uid }) => uid === dataOwner);
    if (owner) return owner;
  }
  const named = (wanted: string): SystemUser | undefined => all.find(({ name, uid }) => name === wanted && uid !== 0);
  const chosen = named('postgres') ?? named(serviceUser) ?? createServiceUser() ?? named('nobody');
  if (!chosen)
    throw new Error('PostgreSQL does not run as root and no other system user exists; create a user "postgres"');
  return chosen;
};
