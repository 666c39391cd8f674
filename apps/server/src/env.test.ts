import { describe, expect, it } from 'vitest';
import { BadEnvironment, readEnv } from './env.ts';

describe('the environment', () => {
  it('needs nothing: port 4000, its own database, the demo, web and jobs in one process', () => {
    expect(readEnv({})).toMatchObject({
      port: 4000,
      databaseUrl: null,
      demo: true,
      origin: null,
      tls: null,
      trustedProxies: 0,
      web: true,
      jobs: true,
    });
  });

  it('treats an empty variable as one that is not set', () => {
    expect(readEnv({ DATABASE_URL: '', QIAOMEN_DEMO: '' })).toMatchObject({ databaseUrl: null, demo: true });
  });

  it('reads each setting', () => {
    const env = readEnv({
      PORT: '8443',
      QIAOMEN_DEMO: 'off',
      QIAOMEN_ORIGIN: 'https://qiaomen.example/',
      QIAOMEN_TLS_CERT: 'cert.pem',
      QIAOMEN_TLS_KEY: 'key.pem',
      QIAOMEN_ROLE: 'jobs',
      QIAOMEN_TRUST_PROXY: '1',
      QIAOMEN_DATA_DIR: '/srv/qiaomen',
    });
    expect(env).toMatchObject({
      port: 8443,
      demo: false,
      origin: 'https://qiaomen.example',
      tls: { certFile: 'cert.pem', keyFile: 'key.pem' },
      web: false,
      jobs: true,
      trustedProxies: 1,
      workDir: '/srv/qiaomen/work',
    });
  });

  it.each([
    [{ PORT: 'many' }],
    [{ QIAOMEN_DEMO: 'maybe' }],
    [{ QIAOMEN_ORIGIN: 'qiaomen' }],
    [{ QIAOMEN_TLS_CERT: 'cert.pem' }],
    [{ QIAOMEN_ROLE: 'everything' }],
  ])('stops at a value that cannot be meant: %o', (variables) => {
    expect(() => readEnv(variables)).toThrow(BadEnvironment);
  });
});
