/** The socket: plain or TLS, with limits on how long anyone may take. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Express } from 'express';

export interface Listening {
  port: number;
  /** Takes no new request, waits for the running ones, then closes. */
  drain(): Promise<void>;
}

const limits = {
  headersTimeout: 10_000,
  // an upload of some hundred megabytes over a county office's line takes its time
  requestTimeout: 10 * 60_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
} as const;

const drainFor = 10_000;

/** Asked before anything else is started: half a minute of preparing a demo is not spent on a port that is taken. */
export const assertPortFree = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, () => probe.close(() => resolve()));
  });

export const listen = async (
  app: Express,
  options: { port: number; tls: { certFile: string; keyFile: string } | null },
): Promise<Listening> => {
  const { port, tls } = options;
  const server: Server =
    tls === null
      ? createServer(limits, app)
      : createTlsServer(
          { ...limits, cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile), minVersion: 'TLSv1.2' },
          app,
        );
  server.maxRequestsPerSocket = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    drain: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), drainFor).unref();
      }),
  };
};
