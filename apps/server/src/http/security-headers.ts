/** Headers of every answer. The pages load nothing from anywhere else. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const oneYear = 365 * 24 * 3600;

export const securityHeaders = (options: { tls: boolean }): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Mantine writes its theme variables and responsive styles as <style> elements while it runs. A nonce would have
        // to be put into index.html per answer, which the service worker then serves for weeks: a nonce in name only.
        // Styles cannot run code, and with connect-src and img-src closed they have nowhere to send what they match.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // on plain http, localhost included, it would lock people out of their own machine's other ports
    strictTransportSecurity: options.tls && { maxAge: oneYear, includeSubDomains: false },
  });
