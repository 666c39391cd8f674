/**
 * Calls every procedure with a right input in which one value was replaced by something nobody should send. Whatever it is,
 * the answer is a refusal or a result, never a fault of ours; and neither answer nor log repeats what was sent.
 */
import { randomUUID } from 'node:crypto';
import { policy } from '@qiaomen/domain/policy';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from './authorisation/case.ts';
import { cases } from './authorisation/cases.ts';
import { buildWorld, type World } from './authorisation/world.ts';
import { domainErrorOf } from './errors.ts';
import { createLog } from './log.ts';
import { appRouter } from './router.ts';
import { testApp, testAreas, type Caller, type TestApp, type TestUser } from './testing/test-app.ts';
import type { Meta } from './trpc.ts';

const canaries = ['990101194001010021', '13800138000', '金丝雀'];
const hostile: unknown[] = [
  ...canaries,
  "'; DROP TABLE person; --",
  '%',
  '\u0000',
  '\ud800',
  'x'.repeat(100_000),
  '0000-01-01',
  '9999-12-31',
  '9999-12-31T23:59:59Z',
  '00000000-0000-0000-0000-000000000000',
  '99999999999999999999',
  '',
  -1,
  2 ** 53,
  Number.NaN,
  true,
  null,
  undefined,
  [],
  {},
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

let app: TestApp;
let world: World;
const lines: string[] = [];
const log = createLog((line) => void lines.push(line));
const users = new Map<string, TestUser>();

beforeAll(async () => {
  app = await testApp();
  world = await buildWorld(app);
  for (const role of ['worker', 'vaccinator', 'supervisor', 'admin', 'auditor'] as const)
    users.set(role, await app.createUser(role, [testAreas.prefecture]));
});
afterAll(() => app.close());

/** a schedule has some thousand places to spoil; a busy machine gets time */
const longestMs = 180_000;

type Call = (input: unknown) => Promise<unknown>;
const metaOf = (path: string): Meta | undefined =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta } }>)[path]?._def.meta;

const callerFor = (path: string): Caller => {
  const meta = metaOf(path);
  const permission = meta?.permission ?? null;
  const user = permission === null ? null : (users.get(policy[permission].roles[0]) ?? null);
  if (user !== null && meta?.device === true) return app.deviceCaller(user, randomUUID());
  // guesses at a sign-in count per address
  return app.caller(user, { log, ip: randomUUID() });
};

const procedureOf = (caller: Caller, path: string): Call => {
  const [feature = '', name = ''] = path.split('.');
  return (
    (caller as unknown as Record<string, Record<string, Call>>)[feature]?.[name] ??
    (() => Promise.reject(new Error(path)))
  );
};

/** The input a row of the matrix sends, without sending it. */
const inputOf = async (path: string, row: Case): Promise<unknown> => {
  let seen: unknown;
  const [feature = '', name = ''] = path.split('.');
  // what a row does first, such as beginning the upload it then drops, is answered with ids of nothing
  const before = () => Promise.resolve({ uploadId: randomUUID(), exportId: randomUUID() });
  const listening = {
    [feature]: new Proxy({}, { get: (_, called) => (called === name ? (input: unknown) => ((seen = input), Promise.resolve(null)) : before) }), // prettier-ignore
  };
  await row.call(listening as unknown as Caller, testAreas.county, world);
  return seen;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every input that differs from the right one in one place, that place being replaced by `value`. */
const spoilt = (input: unknown, value: unknown): unknown[] => {
  if (!isObject(input)) return [value];
  const inner = Object.entries(input).flatMap(([key, right]) =>
    spoilt(right, value).map((wrong) => (Array.isArray(input) ? [wrong] : { ...input, [key]: wrong })),
  );
  return [value, ...inner];
};

describe('what nobody should send', () => {
  it.each(Object.entries<Case>(cases))(
    '%s refuses or answers, and repeats nothing of it',
    async (path, row) => {
      const right = await inputOf(path, row);
      const call = procedureOf(callerFor(path), path);
      const faults: string[] = [];
      for (const value of hostile) {
        for (const input of spoilt(right, value)) {
          const said = await call(input).then(
            () => '',
            (error: unknown) => {
              const domain = domainErrorOf(error);
              if (error instanceof TRPCError && (domain !== null || error.code !== 'INTERNAL_SERVER_ERROR'))
                return JSON.stringify(domain);
              faults.push(`${JSON.stringify(input)?.slice(0, 300)}: ${String(error).slice(0, 300)}`);
              return '';
            },
          );
          expect(canaries.filter((canary) => said.includes(canary))).toEqual([]);
        }
      }
      expect(faults).toEqual([]);
    },
    longestMs,
  );

  it('left no trace in the log and none in the prototypes of objects', () => {
    const text = lines.join('\n');
    expect(lines.length).toBeGreaterThan(1000);
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
