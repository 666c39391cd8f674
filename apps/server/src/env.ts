/** The environment, read once. A value that cannot be meant stops the start with a sentence. */
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const repositoryRoot = join(import.meta.dirname, '../../..');

const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_URL: z.string().min(1).optional(),
  QIAOMEN_ROLE_SECRET: z.string().min(16).optional(),
  QIAOMEN_DATA_DIR: z.string().min(1).optional(),
  QIAOMEN_WORK_DIR: z.string().min(1).optional(),
  QIAOMEN_DEMO: z.enum(['on', 'off']).default('on'),
  QIAOMEN_DEMO_PEOPLE: z.coerce.number().int().min(100).max(2_000_000).optional(),
  QIAOMEN_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  QIAOMEN_TLS_CERT: z.string().min(1).optional(),
  QIAOMEN_TLS_KEY: z.string().min(1).optional(),
  QIAOMEN_TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  QIAOMEN_ROLE: z.enum(['web', 'jobs', 'both']).default('both'),
});

export interface Env {
  port: number;
  /** null: the database server that comes with the product */
  databaseUrl: string | null;
  roleSecret: string | null;
  dataDir: string;
  workDir: string;
  demo: boolean;
  demoPeople: number | null;
  /** the address people type, where it differs from host and port */
  origin: string | null;
  tls: { certFile: string; keyFile: string } | null;
  /** how many proxies in front are ours; 0 ignores every X-Forwarded header */
  trustedProxies: number;
  web: boolean;
  jobs: boolean;
  cores: number;
}

export class BadEnvironment extends Error {}

export const readEnv = (variables: NodeJS.ProcessEnv): Env => {
  // an empty variable is one that is not set
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const read = Variables.safeParse(given);
  if (!read.success) {
    const names = read.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
    throw new BadEnvironment(`These settings cannot be used: ${names.join('; ')}`);
  }
  const env = read.data;
  const { QIAOMEN_TLS_CERT: certFile, QIAOMEN_TLS_KEY: keyFile } = env;
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new BadEnvironment('QIAOMEN_TLS_CERT and QIAOMEN_TLS_KEY are needed together');
  const dataDir = resolve(env.QIAOMEN_DATA_DIR ?? join(repositoryRoot, '.data'));
  return {
    port: env.PORT,
    databaseUrl: env.DATABASE_URL ?? null,
    roleSecret: env.QIAOMEN_ROLE_SECRET ?? null,
    dataDir,
    workDir: resolve(env.QIAOMEN_WORK_DIR ?? join(dataDir, 'work')),
    demo: env.QIAOMEN_DEMO === 'on',
    demoPeople: env.QIAOMEN_DEMO_PEOPLE ?? null,
    origin: env.QIAOMEN_ORIGIN === undefined ? null : new URL(env.QIAOMEN_ORIGIN).origin,
    tls: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
    trustedProxies: env.QIAOMEN_TRUST_PROXY,
    web: env.QIAOMEN_ROLE !== 'jobs',
    jobs: env.QIAOMEN_ROLE !== 'web',
    cores: availableParallelism(),
  };
};
