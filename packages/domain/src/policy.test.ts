import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from './account/role.ts';
import { AreaCode } from './area/area-code.ts';
import { areaRanges, can, fenceOf, hasPermission, isOnDuty, policy, type Actor, type Permission } from './policy.ts';

const permissions = Object.keys(policy).filter((key): key is Permission => Object.hasOwn(policy, key));
const area = (text: string) => AreaCode.parse(text);
const at = '2026-11-22T08:00:00Z';
const since = '2026-01-01T00:00:00Z';

const anArea = fc
  .tuple(fc.constantFrom(2, 4, 6, 9, 12, 14), fc.array(fc.constantFrom('1', '2'), { minLength: 14, maxLength: 14 }))
  .map(([width, digits]) => area(digits.join('').slice(0, width)));
const aDuty = fc.record(
  {
    areaCode: anArea,
    from: fc.constantFrom(since, '2026-12-01T00:00:00Z'),
    to: fc.constantFrom('2026-06-01T00:00:00Z'),
  },
  { requiredKeys: ['areaCode', 'from'] },
);
const anActor: fc.Arbitrary<Actor> = fc.record({
  userId: fc.constantFrom('u1', 'u2'),
  role: fc.constantFrom(...roles),
  duties: fc.array(aDuty, { maxLength: 3 }),
});

const rangesOrNone = (actor: Actor, permission: Permission) => {
  try {
    return areaRanges(actor, permission, at);
  } catch {
    return [];
  }
};

describe('who may do what, where', () => {
  test('a single record is allowed exactly when a list would show it', () => {
    fc.assert(
      fc.property(anActor, fc.constantFrom(...permissions), anArea, (actor, permission, areaCode) => {
        if (policy[permission].reach === 'everywhere') return;
        const listed = rangesOrNone(actor, permission).some(({ gte, lt }) => areaCode >= gte && areaCode < lt);
        expect(can(actor, permission, { areaCode, at })).toBe(listed);
      }),
      { numRuns: 2000 },
    );
  });

  test('the fence holds everything a list may show', () => {
    fc.assert(
      fc.property(anActor, fc.constantFrom(...permissions), anArea, (actor, permission, areaCode) => {
        const fence = fenceOf(actor, at);
        if (
          fence === undefined ||
          !rangesOrNone(actor, permission).some(({ gte, lt }) => areaCode >= gte && areaCode < lt)
        )
          return;
        expect(areaCode.startsWith(fence)).toBe(true);
      }),
    );
  });

  test('without the role nothing helps: neither duty nor ownership', () => {
    fc.assert(
      fc.property(anActor, fc.constantFrom(...permissions), anArea, (actor, permission, areaCode) => {
        if (hasPermission(actor, permission)) return;
        expect(can(actor, permission, { areaCode, at, ownerIds: [actor.userId] })).toBe(false);
      }),
    );
  });

  test('no duty is no list, never the whole list', () => {
    expect(() => areaRanges({ userId: 'u', role: 'worker', duties: [] }, 'visit.record', at)).toThrow();
    expect(() => areaRanges({ userId: 'u', role: 'auditor', duties: [] }, 'visit.record', at)).toThrow();
  });

  test('an owner may visit outside the duty area, a supervisor may not correct there', () => {
    const elsewhere = { areaCode: area('513301'), at, ownerIds: ['u'] };
    const duties = [{ areaCode: area('222401'), from: since }];
    expect(can({ userId: 'u', role: 'worker', duties }, 'visit.record', elsewhere)).toBe(true);
    expect(can({ userId: 'u', role: 'supervisor', duties }, 'dose.correct', elsewhere)).toBe(false);
  });

  test('an auditor reads the trail and no resident', () => {
    const auditor: Actor = { userId: 'u', role: 'auditor', duties: [{ areaCode: area('2224'), from: since }] };
    const allowed = permissions.filter((permission) => hasPermission(auditor, permission));
    // what a former worker still holds on a tablet is heard, and judged command by command
    expect(allowed).toEqual(['account.use', 'area.read', 'sync.push', 'audit.read']);
  });
});

describe('duty on a date', () => {
  const duties = [{ areaCode: area('222401'), from: '2026-11-01T00:00:00Z', to: '2026-11-20T00:00:00.000Z' }];
  const actor: Actor = { userId: 'u', role: 'worker', duties };

  test.each([
    ['2026-10-31T23:59:59.999Z', false],
    ['2026-11-01T00:00:00.000Z', true],
    ['2026-11-19T23:59:59Z', true],
    ['2026-11-20T00:00:00Z', false],
  ])('at %s: %s', (instant, on) => {
    expect(isOnDuty(actor, area('222401001'), instant)).toBe(on);
  });
});
