/**
 * Calls every procedure as everyone, about their own area, one inside it, the one beside it and the one above, and compares
 * what happens with the policy table. It reads the router itself: a procedure without a permission or without a row fails.
 */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { roles, type Role } from '@qiaomen/domain/account/role';
import { policy } from '@qiaomen/domain/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachable, type Case, type World } from './authorisation/case.ts';
import { cases } from './authorisation/cases.ts';
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
} as const satisfies Record<string, AreaCode>;

/** A refusal because of who asks, not because of what is asked. */
const byAuthority = new Set(['not_signed_in', 'forbidden', 'outside_area', 'totp_required']);
/** To whom a row is out of reach it does not exist, or may not be named. */
const outOfReach = new Set(['outside_area', 'not_found', 'forbidden', 'worker_not_in_area']);

let app: TestApp;
let world: World;
let users: Record<Role, TestUser>;
let disabled: Record<Role, TestUser>;

const oneOfEach = async (options?: { status: string }): Promise<Record<Role, TestUser>> => {
  const pairs = roles.map(async (role) => [role, await app.createUser(role, [places.own], options)] as const);
  return Object.fromEntries(await Promise.all(pairs)) as Record<Role, TestUser>;
};

beforeAll(async () => {
  app = await testApp();
  const villages: Record<string, AreaCode> = {
    [places.sibling]: testAreas.farVillage,
    [places.parent]: testAreas.farVillage,
  };
  world = { app, villageIn: (place) => villages[place] ?? testAreas.village };
  users = await oneOfEach();
  disabled = await oneOfEach({ status: 'disabled' });
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
  user !== null && meta?.device === true ? app.deviceCaller(user, crypto.randomUUID()) : app.caller(user);

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
  it('lets through to each duty area exactly what lies in it', async () => {
    const county = { [places.own]: testAreas.county, [places.sibling]: testAreas.otherCounty };
    for (const [place, home] of Object.entries(county)) {
      const write = { scope: { area: home }, actorId: null, county: home, at: app.now() };
      await app.db.transact(write, async (writer) => {
        const areaCode = world.villageIn(home);
        await writer.tx.person.create({
          data: {
            county: home,
            id: crypto.randomUUID(),
            areaCode,
            name: place,
            nameInitials: '',
            sex: 'unknown',
            language: 'zh-CN',
            origin: 'file',
            state: 'active',
          },
        });
        await writer.audit({ action: 'test.person', entity: 'person', entityId: null, detail: {} });
      });
    }
    for (const area of Object.values(places)) {
      const seen = await app.db.read({ area }, (tx) => tx.person.findMany({ select: { areaCode: true } }));
      const expected = [testAreas.village, testAreas.farVillage].filter((village) => reachable(area, village));
      expect(seen.map(({ areaCode }) => areaCode).toSorted()).toEqual(expected);
    }
    expect(await app.db.reference((tx) => tx.person.count())).toBe(0);
  });
});

describe.each(rows)('%s', (path, row) => {
  const meta = metaByPath.get(path);
  const permission = meta?.permission ?? null;

  it('answers nobody and no disabled user', async () => {
    if (permission === null) {
      expect(byAuthority.has((await attempt(row, app.caller(null), places.own)).code ?? '')).toBe(false);
      return;
    }
    expect(await attempt(row, callerAs(null, meta), places.own)).toMatchObject({ code: 'not_signed_in' });
    // a tablet of a disabled user is heard, and what it says is quarantined
    if (meta?.device === true) return;
    for (const role of roles)
      expect(await attempt(row, app.caller(disabled[role]), places.own)).toMatchObject({ code: 'not_signed_in' });
  });

  it.each(roles)('does for a %s what the policy says', async (role) => {
    if (permission === null) return;
    const rule = policy[permission];
    const hasRole = (rule.roles as readonly Role[]).includes(role);
    for (const [name, place] of Object.entries(places)) {
      const happened = await attempt(row, callerAs(users[role], meta), place);
      const about = `${role} · ${name} · ${happened.code ?? 'let through'}`;
      if (!hasRole) expect(happened.code, about).toBe('forbidden');
      else if (row.about === 'none' || rule.reach === 'everywhere' || reachable(places.own, place))
        expect(byAuthority.has(happened.code ?? ''), about).toBe(false);
      else if (row.isEmpty !== undefined && happened.code === null)
        expect(row.isEmpty(happened.answer), about).toBe(true);
      else expect(outOfReach.has(happened.code ?? ''), about).toBe(true);
    }
  });
});
