/**
 * Limits on guessing: per login and address, per address, and per login from anywhere. Only what fails is counted: a county
 * office of sixty people stands behind one address. Kept in PostgreSQL so that a restart forgives nothing.
 */
import { createHash } from 'node:crypto';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Pool } from 'pg';

export interface Attempts {
  /** Counts one attempt; answers the seconds to wait, or 0 when it may go on. */
  spend(login: string, ip: string): Promise<number>;
  /** After a success: clears the counter of this login and address, and takes this one attempt out of the others. */
  forgive(login: string, ip: string): Promise<void>;
}

const perLogin = { points: 5, duration: 15 * 60 };
const perAddress = { points: 50, duration: 15 * 60 };
/** Far above what the owner of a login needs, so that a stranger cannot lightly lock them out. */
const perLoginAnywhere = { points: 100, duration: 15 * 60 };

/** Logins and addresses are stored as hashes only. */
const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);

interface Limiters {
  byLogin: RateLimiterAbstract;
  byAddress: RateLimiterAbstract;
  byLoginAnywhere: RateLimiterAbstract;
}

const attemptsOf = ({ byLogin, byAddress, byLoginAnywhere }: Limiters): Attempts => {
  const consume = async (limiter: RateLimiterAbstract, key: string): Promise<number> => {
    try {
      await limiter.consume(key);
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  };
  return {
    spend: async (login, ip) => {
      const address = await consume(byAddress, keyOf('ip', ip));
      if (address > 0) return address;
      const here = await consume(byLogin, keyOf('login', login.toLowerCase(), ip));
      return here > 0 ? here : consume(byLoginAnywhere, keyOf('anywhere', login.toLowerCase()));
    },
    forgive: async (login, ip) => {
      await byLogin.delete(keyOf('login', login.toLowerCase(), ip));
      await byAddress.reward(keyOf('ip', ip));
      await byLoginAnywhere.reward(keyOf('anywhere', login.toLowerCase()));
    },
  };
};

export const memoryAttempts = (): Attempts =>
  attemptsOf({
    byLogin: new RateLimiterMemory({ keyPrefix: 'login', ...perLogin }),
    byAddress: new RateLimiterMemory({ keyPrefix: 'address', ...perAddress }),
    byLoginAnywhere: new RateLimiterMemory({ keyPrefix: 'anywhere', ...perLoginAnywhere }),
  });

/** `pool` belongs to the role that owns the schema, which creates the table on first use. */
export const postgresAttempts = async (pool: Pool, schemaName: string): Promise<Attempts> => {
  const create = (keyPrefix: string, limits: typeof perLogin): Promise<RateLimiterPostgres> =>
    new Promise((resolve, reject) => {
      const limiter: RateLimiterPostgres = new RateLimiterPostgres(
        { storeClient: pool, storeType: 'pool', schemaName, tableName: 'attempt', keyPrefix, ...limits },
        (error?: Error) => (error === undefined ? resolve(limiter) : reject(error)),
      );
    });
  // one after the other: all create the same table
  const byLogin = await create('login', perLogin);
  const byAddress = await create('address', perAddress);
  const byLoginAnywhere = await create('anywhere', perLoginAnywhere);
  return attemptsOf({ byLogin, byAddress, byLoginAnywhere });
};
