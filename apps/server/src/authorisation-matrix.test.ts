/**
 * Calls every procedure as everyone, about their own area, one inside it, the one beside it and the one above, and compares
 * what happens with the policy table. It reads the router itself: a procedure without a permission or without a row fails.
 */
import { randomUUID } from 'node:crypto';
import { contains, type AreaCode } from '@qiaomen/domain/area/area-code';
import { roles, type Role } from '@qiaomen/domain/account/role';
import { policy } from '@qiaomen/domain/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from './authorisation/case.ts';
import { cases } from './authorisation/cases.ts';
import { buildWorld, type World } from './authorisation/world.ts';
import { domainErrorOf } from './errors.ts';
import { appRouter } from './router.ts';
import { testApp, testAreas, type Caller, type TestApp, type TestUser } from './testing/test-app.ts';
import type { Meta } from './trpc.ts';

const metaByPath = new Map<string, Meta | undefined>(
  Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta } }>).map(
    ([path, procedure]) => [path, procedure._def.meta],
  ),
);
const rows = Object.entries<Case>(cases);
const places = {
  own: testAreas.county,
  child: testAreas.village,
  sibling: testAreas.otherCounty,
  parent: testAreas.prefecture,
  remote: testAreas.otherPrefecture,
} as const satisfies Record<string, AreaCode>;

/** The fence of `scattered` is the whole prefecture, of which two villages are theirs. */
const standings = {
  county: [testAreas.county],
  scattered: [testAreas.village, testAreas.farVillage],
  prefecture: [testAreas.prefecture],
} as const satisfies Record<string, readonly AreaCode[]>;
type Standing = keyof typeof standings;

/** A refusal because of who asks, not because of what is asked. */
const byAuthority = new Set(['not_signed_in', 'forbidden', 'outside_area', 'totp_required']);
/** To whom a row is out of reach it does not exist, or may not be named. */
const outOfReach = new Set(['outside_area', 'not_found', 'forbidden', 'worker_not_in_area']);

let app: TestApp;
let world: World;
const users = new Map<string, TestUser>();
const keyOf = (standing: Standing | 'disabled', role: Role): string => `${standing} ${role}`;
const userOf = (standing: Standing | 'disabled', role: Role): TestUser => {
  const user = users.get(keyOf(standing, role));
  if (user === undefined) throw new Error('no such user');
  return user;
};

beforeAll(async () => {
  app = await testApp();
  world = await buildWorld(app);
  for (const role of roles) {
    for (const [standing, areas] of Object.entries(standings))
      users.set(keyOf(standing as Standing, role), await app.createUser(role, areas));
    users.set(keyOf('disabled', role), await app.createUser(role, [places.own], { status: 'disabled' }));
  }
});
afterAll(() => app.close());

interface Happened {
  /** the code of the refusal, or null when the call was let through */
  code: string | null;
  answer: unknown;
}

const attempt = async (row: Case, caller: Caller, place: AreaCode): Promise<Happened> => {
  try {
    return { code: null, answer: await row.call(caller, place, world) };
  } catch (error) {
    const domain = domainErrorOf(error);
    if (domain === null) throw error;
    return { code: domain.code, answer: undefined };
  }
};

/** What speaks for a user: the session, or for the procedures of a tablet its token. */
const callerAs = (user: TestUser | null, meta: Meta | undefined): Caller =>
  user !== null && meta?.device === true ? app.deviceCaller(user, randomUUID()) : app.caller(user);

describe('the router', () => {
  it('has a permission and a row in the matrix for every procedure', () => {
    expect([...metaByPath.keys()].toSorted()).toEqual(rows.map(([path]) => path).toSorted());
    for (const [path, meta] of metaByPath) {
      const declared = meta !== undefined && (meta.public === true) !== (meta.permission !== null);
      expect(declared, path).toBe(true);
      if (meta?.permission) expect(Object.hasOwn(policy, meta.permission), path).toBe(true);
    }
  });

  it('is open to nobody but at sign-in', () => {
    const open = [...metaByPath].filter(([, meta]) => meta?.public === true).map(([path]) => path);
    expect(open.toSorted()).toEqual([
      'account.activate',
      'account.firstAdmin',
      'account.installState',
      'account.signIn',
    ]);
  });
});

describe('the database', () => {
  it('lets through to each duty area exactly what lies in it, and nothing without an area', async () => {
    const villages = [testAreas.village, testAreas.farVillage, testAreas.remoteVillage];
    for (const area of Object.values(places)) {
      const seen = await app.db.read({ area }, (tx) => tx.person.findMany({ select: { areaCode: true } }));
      const expected = villages.filter((village) => contains(area, village));
      expect(seen.map(({ areaCode }) => areaCode).toSorted()).toEqual(expected);
    }
    expect(await app.db.reference((tx) => tx.person.count())).toBe(0);
  });
});

describe.each(rows)('%s', (path, row) => {
  const meta = metaByPath.get(path);
  const permission = meta?.permission ?? null;
  const isAllowed = (role: Role): boolean =>
    permission !== null && (policy[permission].roles as readonly Role[]).includes(role);

  it('answers nobody and no disabled user', async () => {
    if (permission === null) {
      expect(byAuthority.has((await attempt(row, app.caller(null), places.own)).code ?? '')).toBe(false);
      return;
    }
    expect(await attempt(row, callerAs(null, meta), places.own)).toMatchObject({ code: 'not_signed_in' });
    // a tablet of a disabled user is heard, and what it says is quarantined
    if (meta?.device === true) return;
    for (const role of roles) {
      const caller = app.caller(userOf('disabled', role));
      expect(await attempt(row, caller, places.own)).toMatchObject({ code: 'not_signed_in' });
    }
  });

  it('is refused to every role the policy does not name', async () => {
    if (permission === null) return;
    for (const role of roles.filter((each) => !isAllowed(each))) {
      const happened = await attempt(row, callerAs(userOf('prefecture', role), meta), places.own);
      expect(happened.code, role).toBe('forbidden');
    }
  });

  it.each(Object.keys(standings) as Standing[])(
    'reaches as far as the duties of the standing "%s"',
    async (standing) => {
      if (permission === null) return;
      const duties: readonly AreaCode[] = standings[standing];
      const mine = (area: AreaCode): boolean => duties.some((duty) => contains(duty, area));
      for (const role of roles.filter(isAllowed)) {
        for (const [name, place] of Object.entries(places)) {
          const { code, answer } = await attempt(row, callerAs(userOf(standing, role), meta), place);
          const about = `${role} · ${name} · ${code ?? 'let through'}`;
          const needed = policy[permission].reach === 'everywhere' ? undefined : row.needs?.(place, world);
          if (code === null)
            expect(
              (row.shows?.(answer) ?? []).filter((area) => !mine(area)),
              about,
            ).toEqual([]);
          if (needed === undefined) expect(byAuthority.has(code ?? ''), about).toBe(false);
          else if (mine(needed)) expect(outOfReach.has(code ?? ''), about).toBe(false);
          // a list may be let through, because what it shows was just looked at
          else if (code !== null || row.shows === undefined) expect(outOfReach.has(code ?? ''), about).toBe(true);
        }
      }
    },
  );
});
