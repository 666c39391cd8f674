/** A whole server on its own database, without sockets: what every server test starts from. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AreaCode, parentOf, smallestCommonArea } from '@qiaomen/domain/area/area-code';
import { rolesWithTotp, type Role } from '@qiaomen/domain/account/role';
import type { DomainError } from '@qiaomen/domain/error';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Database } from '@qiaomen/prisma/scoped';
import { createTestDatabase } from '@qiaomen/prisma/testing/test-database';
import { domainErrorOf } from '../errors.ts';
import { findIdentity } from '../identity/identity.ts';
import { hashToken } from '../identity/sessions.ts';
import { memoryAttempts } from '../identity/attempts.ts';
import { silentLog, type Log } from '../log.ts';
import { appRouter } from '../router.ts';
import { createCallerFactory, type Context } from '../trpc.ts';

export interface TestUser {
  id: string;
  login: string;
  role: Role;
  areaCodes: AreaCode[];
}

export type Caller = ReturnType<typeof appRouter.createCaller>;

export interface TestApp {
  db: Database;
  keys: FieldKeys;
  dataDir: string;
  /** the test's clock; `setNow` moves it */
  now(): Date;
  setNow(instant: Date): void;
  /** a signed-in user, or nobody; the user is read again on every call, as over HTTP */
  caller(user: Pick<TestUser, 'id'> | null, options?: CallerOptions): Caller;
  /** as `sync.push` is called: by a device token */
  deviceCaller(user: Pick<TestUser, 'id'>, deviceId: string, options?: { revoked?: boolean }): Caller;
  createUser(
    role: Role,
    areaCodes: readonly string[],
    options?: { status?: string; isDemo?: boolean },
  ): Promise<TestUser>;
  /** one user per role in Yanbian (prefecture) or, for field roles, one of its villages */
  seedUsers(): Promise<Record<Role, TestUser>>;
  close(): Promise<void>;
}

export interface CallerOptions {
  demo?: boolean;
  mfa?: boolean;
  ip?: string;
  /** the session cookie this browser holds */
  token?: string;
  log?: Log;
  /** what this browser remembers of its tablets, by user */
  tablets?: Map<string, string>;
  /** collects what would have become cookies */
  cookies?: string[];
}

/** A small true part of Yanbian: prefecture, two counties, and below them two townships with two villages each. */
export const testAreas = {
  province: AreaCode.parse('22'),
  prefecture: AreaCode.parse('2224'),
  county: AreaCode.parse('222401'),
  otherCounty: AreaCode.parse('222402'),
  township: AreaCode.parse('222401100'),
  otherTownship: AreaCode.parse('222401101'),
  village: AreaCode.parse('222401100200'),
  siblingVillage: AreaCode.parse('222401100201'),
  otherVillage: AreaCode.parse('222401101200'),
  farVillage: AreaCode.parse('222402100200'),
  farTownship: AreaCode.parse('222402100'),
  otherPrefecture: AreaCode.parse('5133'),
  otherProvince: AreaCode.parse('51'),
  remoteCounty: AreaCode.parse('513301'),
  remoteTownship: AreaCode.parse('513301100'),
  remoteVillage: AreaCode.parse('513301100201'),
} as const;

const levelNames: Record<number, string> = {
  2: 'province',
  4: 'prefecture',
  6: 'county',
  9: 'township',
  12: 'village',
};

export const testApp = async (start = new Date('2026-11-22T02:00:00Z')): Promise<TestApp> => {
  const { db, keys, dataDir, drop } = await createTestDatabase();
  let current = start;
  const now = (): Date => current;
  const attempts = memoryAttempts();

  const contextFor = async (
    user: Pick<TestUser, 'id'> | null,
    device: { deviceId: string; revoked: boolean } | null,
    options: CallerOptions,
  ): Promise<Context> => {
    const demo = options.demo ?? false;
    const identity = user === null ? undefined : await findIdentity(db, user.id, now(), demo);
    return {
      db,
      keys,
      dataDir,
      workDir: join(dataDir, 'work'),
      now,
      requestId: randomUUID(),
      log: options.log ?? silentLog,
      demo,
      secure: true,
      ip: options.ip ?? '127.0.0.1',
      attempts,
      cookie: {
        set: (token) => void options.cookies?.push(token),
        clear: () => void options.cookies?.push(''),
      },
      tablet: {
        find: (userId) => options.tablets?.get(userId) ?? null,
        remember: (userId, deviceId) => void options.tablets?.set(userId, deviceId),
      },
      session:
        identity === undefined || device !== null
          ? null
          : { tokenHash: hashToken(options.token ?? ''), mfa: options.mfa ?? true, createdAt: now(), identity },
      device: identity === undefined || device === null ? null : { ...device, identity },
    };
  };

  const createUser: TestApp['createUser'] = async (role, areaCodes, options = {}) => {
    const id = randomUUID();
    const user: TestUser = {
      id,
      login: `${role}-${id.slice(0, 8)}`,
      role,
      areaCodes: areaCodes.map((code) => AreaCode.parse(code)),
    };
    await writeUser(db, user, options, now());
    return user;
  };

  await seedTestAreas(db, now());
  const caller = createCallerFactory(appRouter);
  return {
    db,
    keys,
    dataDir,
    now,
    setNow: (instant) => {
      current = instant;
    },
    caller: (user, options = {}) => caller(() => contextFor(user, null, options)),
    deviceCaller: (user, deviceId, { revoked = false } = {}) =>
      caller(() => contextFor(user, { deviceId, revoked }, {})),
    createUser,
    seedUsers: async () => ({
      worker: await createUser('worker', [testAreas.village]),
      vaccinator: await createUser('vaccinator', [testAreas.township]),
      supervisor: await createUser('supervisor', [testAreas.county]),
      admin: await createUser('admin', [testAreas.prefecture]),
      auditor: await createUser('auditor', [testAreas.prefecture]),
    }),
    close: drop,
  };
};

/** A user whose one-time password, where the role needs one, is already enrolled. */
const writeUser = (
  db: Database,
  user: TestUser,
  options: { status?: string; isDemo?: boolean },
  at: Date,
): Promise<void> =>
  db.transact(
    { scope: { area: smallestCommonArea(user.areaCodes) ?? '22' }, actorId: null, county: '000000', at },
    async (writer) => {
      await writer.tx.user.create({
        data: {
          id: user.id,
          login: user.login,
          name: `测试 ${user.role}`,
          role: user.role,
          status: options.status ?? 'active',
          isDemo: options.isDemo ?? false,
          ...(rolesWithTotp.includes(user.role) ? { totpLastStep: 0n } : {}),
        },
      });
      const from = new Date('2026-01-01T00:00:00Z');
      const duties = user.areaCodes.map((areaCode) => ({ id: randomUUID(), userId: user.id, areaCode, from }));
      await writer.tx.duty.createMany({ data: duties });
      await writer.audit({ action: 'test.user', entity: 'user', entityId: user.id, detail: {} });
    },
  );

const seedTestAreas = (db: Database, at: Date): Promise<void> =>
  db.transact({ scope: { area: '22' }, actorId: null, county: '000000', at }, async (writer) => {
    const data = Object.values(testAreas).map((code) => ({
      code,
      level: levelNames[code.length] ?? 'grid',
      parentCode: parentOf(code) ?? null,
      nameZh: `测试${code}`,
      year: 2023,
    }));
    await writer.tx.area.createMany({ data, skipDuplicates: true });
    await writer.audit({ action: 'test.areas', entity: 'area', entityId: null, detail: { count: data.length } });
  });

/** The code of the refusal a call ends with; fails when it succeeds or breaks otherwise. */
export const refusalOf = async (call: Promise<unknown>): Promise<DomainError> => {
  try {
    await call;
  } catch (error) {
    const domain = domainErrorOf(error);
    if (domain !== null) return domain;
    throw error;
  }
  throw new Error('expected a refusal');
};
