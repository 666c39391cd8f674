/** The pages. Names of assets carry their content's hash and never change; the entry page and the worker are asked for each time. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

const oneYear = 365 * 24 * 3_600_000;

/**
 * The worker that makes a PIN into a key runs WebAssembly, and nothing else on these pages may. It loads nothing, talks to
 * nobody but the page that started it, and has headers of its own.
 */
const pinWorker = /[\\/]pin-worker-[\w-]+\.js$/;
const pinWorkerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

export const staticFiles = (distDir: string): Router => {
  const router = Router();
  const page = join(distDir, 'index.html');
  router.use(
    '/assets',
    express.static(join(distDir, 'assets'), {
      immutable: true,
      maxAge: oneYear,
      index: false,
      fallthrough: false,
      setHeaders: (res, path) => {
        if (pinWorker.test(path)) res.setHeader('content-security-policy', pinWorkerPolicy);
      },
    }),
  );
  router.use(
    express.static(distDir, {
      index: false,
      // must not be answered with a page when they are missing
      dotfiles: 'ignore',
      setHeaders: (res) => void res.setHeader('cache-control', 'no-cache'),
    }),
  );
  // every other address is a page of the app, which knows its own routes
  router.get('/{*path}', (req, res, next) => {
    if (/\.[a-z0-9]+$/i.test(req.path) || !existsSync(page)) {
      next();
      return;
    }
    res.setHeader('cache-control', 'no-cache');
    res.sendFile(page);
  });
  return router;
};
