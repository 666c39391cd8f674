/** Limits on guessing: per login and address, and per address alone. Kept in PostgreSQL so that a restart forgives nothing. */
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
  /** A success clears the counter of this login and address. */
  forgive(login: string, ip: string): Promise<void>;
}

const perLogin = { points: 5, duration: 15 * 60 };
const perAddress = { points: 50, duration: 15 * 60 };

/** Logins and addresses are stored as hashes only. */
const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);

const attemptsOf = (byLogin: RateLimiterAbstract, byAddress: RateLimiterAbstract): Attempts => {
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
      return consume(byLogin, keyOf('login', login.toLowerCase(), ip));
    },
    forgive: async (login, ip) => {
      await byLogin.delete(keyOf('login', login.toLowerCase(), ip));
    },
  };
};

export const memoryAttempts = (): Attempts =>
  attemptsOf(
    new RateLimiterMemory({ keyPrefix: 'login', ...perLogin }),
    new RateLimiterMemory({ keyPrefix: 'address', ...perAddress }),
  );

/** `pool` belongs to the role that owns the schema, which creates the table on first use. */
export const postgresAttempts = async (pool: Pool, schemaName: string): Promise<Attempts> => {
  const create = (keyPrefix: string, limits: typeof perLogin): Promise<RateLimiterPostgres> =>
    new Promise((resolve, reject) => {
      const limiter: RateLimiterPostgres = new RateLimiterPostgres(
        { storeClient: pool, storeType: 'pool', schemaName, tableName: 'attempt', keyPrefix, ...limits },
        (error?: Error) => (error === undefined ? resolve(limiter) : reject(error)),
      );
    });
  // one after the other: both create the same table
  const byLogin = await create('login', perLogin);
  const byAddress = await create('address', perAddress);
  return attemptsOf(byLogin, byAddress);
};
