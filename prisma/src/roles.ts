/** The four database roles and their passwords. */
import { scryptSync } from 'node:crypto';
import pg from 'pg';

export const roleNames = ['app_owner', 'app_rw', 'app_jobs', 'app_audit'] as const;
export type RoleName = (typeof roleNames)[number];

/**
 * A role's password follows from one secret: the administrator's password unless another is given (QIAOMEN_ROLE_SECRET).
 * Nothing more has to be stored, and every process that knows the secret arrives at the same passwords.
 */
export const rolePassword = (secret: string, role: RoleName): string =>
  scryptSync(secret, `qiaomen role ${role}`, 32, { N: 4096 }).toString('base64url');

export const roleUrl = (adminUrl: string, database: string, role: RoleName, secret: string): string => {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  url.pathname = `/${database}`;
  return url.href;
};

export const secretOf = (adminUrl: string): string => {
  const password = decodeURIComponent(new URL(adminUrl).password);
  if (password === '') {
    throw new Error(
      'DATABASE_URL carries no password: set QIAOMEN_ROLE_SECRET, from which the passwords of the application roles follow',
    );
  }
  return password;
};

export interface Urls {
  ownerUrl: string;
  rwUrl: string;
  jobsUrl: string;
  auditUrl: string;
}

export const urlsOf = (adminUrl: string, database: string, secret = secretOf(adminUrl)): Urls => ({
  ownerUrl: roleUrl(adminUrl, database, 'app_owner', secret),
  rwUrl: roleUrl(adminUrl, database, 'app_rw', secret),
  jobsUrl: roleUrl(adminUrl, database, 'app_jobs', secret),
  auditUrl: roleUrl(adminUrl, database, 'app_audit', secret),
});

/** Creates the roles or puts them back to what they must be. Roles are shared by all databases of a server. */
export const ensureRoles = async (admin: pg.Client, secret: string): Promise<void> => {
  for (const role of roleNames) {
    const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION INHERIT';
    const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    await admin.query(
      `${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} ${attributes} PASSWORD ${pg.escapeLiteral(rolePassword(secret, role))}`,
    );
  }
  await admin.query(`ALTER ROLE app_rw SET idle_in_transaction_session_timeout = '5min'`);
  await admin.query(`ALTER ROLE app_rw SET lock_timeout = '30s'`);
  const { rows } = await admin.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );
  // an administrator who is not a superuser acts for the owner and for the queue while installing
  if (rows[0]?.rolsuper === false)
    await admin.query('GRANT app_owner, app_jobs TO CURRENT_USER WITH INHERIT TRUE, SET TRUE');
};
