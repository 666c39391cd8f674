/** Seals for the server as tablets do, written a second time from the description of the format. */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** @param place what the seal is bound to */
export const sealBytesAsTablet = (outboxKey: string, place: string, content: Uint8Array): Buffer => {
  const server = Buffer.from(outboxKey, 'base64');
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  const salt = Buffer.concat([point, server]);
  const key = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(server), salt, 'qiaomen outbox 1', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(1), point, iv, body, cipher.getAuthTag()]);
};

export const sealAsTablet = (outboxKey: string, id: string, content: unknown): string =>
  sealBytesAsTablet(outboxKey, `outbox|${id}`, Buffer.from(JSON.stringify(content))).toString('base64');
