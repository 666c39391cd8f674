/** The context of a request and the procedures every feature is built from. A procedure declares its permission; it never checks. */
import { initTRPC } from '@trpc/server';
import type { Account } from '@qiaomen/domain/account/query';
import type { AreaCode, AreaRange } from '@qiaomen/domain/area/area-code';
import { areaRanges, hasPermission, policy, type Actor, type Permission } from '@qiaomen/domain/policy';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Database } from '@qiaomen/prisma/scoped';
import { domainErrorOf, refuse } from './errors.ts';
import type { Attempts } from './identity/attempts.ts';
import type { Log } from './log.ts';

/** A signed-in user as the database knows them at this instant. */
export interface Identity {
  actor: Actor;
  account: Account;
  /** smallest area that covers all present duties; undefined when there is none */
  fence: AreaCode | undefined;
  /** the same over all duties ever: the scope of what concerns only the user's own account */
  home: AreaCode | undefined;
  disabled: boolean;
}

export interface SessionRef {
  tokenHash: Uint8Array<ArrayBuffer>;
  mfa: boolean;
  createdAt: Date;
}

/** A tablet that proved its token. A revoked one still speaks: what it sends is kept in quarantine. */
export interface DeviceRef {
  deviceId: string;
  revoked: boolean;
}

export interface SessionCookie {
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

/** Which tablet this browser was made for a user. It outlives the session and storage that the browser clears. */
export interface TabletCookie {
  find(userId: string): string | null;
  remember(userId: string, deviceId: string): void;
}

export interface Context {
  db: Database;
  keys: FieldKeys;
  dataDir: string;
  /** 0700 folder for files that must not outlive a request */
  workDir: string;
  now(): Date;
  requestId: string;
  log: Log;
  /** this install is the demo: its users are exempt from one-time passwords */
  demo: boolean;
  /** https or localhost: the browser keeps the cookie and runs the service worker */
  secure: boolean;
  ip: string;
  attempts: Attempts;
  cookie: SessionCookie;
  tablet: TabletCookie;
  session: (SessionRef & { identity: Identity }) | null;
  device: (DeviceRef & { identity: Identity }) | null;
}

export interface Meta {
  /** null only together with `public` */
  permission: Permission | null;
  public?: true;
  /** spoken to with a device token, which outlives the session */
  device?: true;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const domain = domainErrorOf(error.cause);
      return {
        code: shape.code,
        message: domain?.code ?? (error.code === 'INTERNAL_SERVER_ERROR' ? 'internal' : error.code),
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, domain },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** One line per call: path, user id, time and code. Never input, never output. */
const logged = t.middleware(async ({ ctx, path, next }) => {
  const started = performance.now();
  const result = await next();
  const line = {
    requestId: ctx.requestId,
    procedure: path,
    userId: ctx.session?.identity.actor.userId ?? ctx.device?.identity.actor.userId ?? null,
    ms: Math.round(performance.now() - started),
  };
  if (result.ok) ctx.log.info(line, 'call');
  else {
    const domain = domainErrorOf(result.error.cause);
    if (domain !== null) ctx.log.warn({ ...line, code: domain.code }, 'refused');
    else if (result.error.code === 'INTERNAL_SERVER_ERROR')
      ctx.log.error({ ...line, err: result.error.cause }, 'fault');
    else ctx.log.warn({ ...line, code: result.error.code }, 'refused');
  }
  return result;
});

const pathOfUnstorable = (value: unknown, path: readonly string[] = []): string | undefined => {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path.join('.') : undefined;
  if (typeof value !== 'object' || value === null || path.length > 20) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathOfUnstorable(inner, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** PostgreSQL holds neither the character NUL nor half of a character, and nobody types them. */
const storable = t.middleware(async ({ getRawInput, next }) => {
  // no body, or one that is no JSON: whoever needs an input says so
  const field = pathOfUnstorable(await getRawInput().catch(() => undefined));
  if (field !== undefined) refuse({ code: 'bad_input', fields: [field] });
  return next();
});

/** Open to everyone. Must say so: `publicProcedure.meta({ permission: null, public: true })`. */
export const publicProcedure = t.procedure
  .use(logged)
  .use(storable)
  .use(({ meta, next }) => {
    if (meta?.public !== true || meta.permission !== null) refuse({ code: 'forbidden' });
    return next();
  });

/** The same answer for tRPC and for raw routes: role, second factor, fence. */
const admit = (identity: Identity, permission: Permission, fence: AreaCode | undefined) => {
  if (!hasPermission(identity.actor, permission)) return refuse({ code: 'forbidden' });
  if (fence === undefined) return refuse({ code: 'forbidden' });
  if (identity.account.mustEnrolTotp && permission !== 'account.use') return refuse({ code: 'totp_required' });
  return { permission, fence, actor: identity.actor, account: identity.account };
};

/** Signed in, allowed by the policy table, inside the fence; or a refusal. */
export const admitSession = (ctx: Context, permission: Permission): SessionContext => {
  const { session } = ctx;
  if (session === null || session.identity.disabled) return refuse({ code: 'not_signed_in' });
  const { identity } = session;
  // who has no duty today still has an account, and a tablet that must hear that it holds nobody any more
  const fence = identity.fence ?? (policy[permission].reach === 'ownArea' ? undefined : identity.home);
  return { ...ctx, session, ...admit(identity, permission, fence) };
};

const declared = (meta: Meta | undefined): Permission =>
  meta?.permission === undefined || meta.permission === null || meta.public === true
    ? refuse({ code: 'forbidden' })
    : meta.permission;

/** Everything else. */
export const procedure = t.procedure
  .use(logged)
  .use(({ ctx, meta, next }) => next({ ctx: admitSession(ctx, declared(meta)) }))
  .use(storable);

/** For `sync.push`: the device token speaks, not the session. */
export const deviceProcedure = t.procedure.use(logged).use(({ ctx, meta, next }) => {
  const { device } = ctx;
  if (device === null || meta?.device !== true) return refuse({ code: 'not_signed_in' });
  const { identity } = device;
  const { actor, account } = identity;
  // what a user without a duty sends is judged by the duties of its date; a second factor still to be set up, or another
  // role, must not hold work back on a tablet: it is judged command by command
  const fence = identity.fence ?? identity.home;
  if (fence === undefined) return refuse({ code: 'forbidden' });
  const admitted = { permission: declared(meta), fence, actor, account };
  const revoked = device.revoked || identity.disabled;
  return next({ ctx: { ...ctx, device: { ...device, revoked }, ...admitted } satisfies DeviceContext });
});

/** The context behind the guard: what handlers take. */
export interface GuardedContext extends Context {
  permission: Permission;
  fence: AreaCode;
  actor: Actor;
  account: Account;
}
export interface SessionContext extends GuardedContext {
  session: SessionRef & { identity: Identity };
}
export interface DeviceContext extends GuardedContext {
  device: DeviceRef & { identity: Identity };
}

/** The areas of the actor's present duties, for the queries of this procedure. */
export const ranges = (ctx: GuardedContext): AreaRange[] =>
  areaRanges(ctx.actor, ctx.permission, ctx.now().toISOString());
