/**
 * What tablets seal for the server alone: P-256 with an ephemeral key, HKDF-SHA-256, AES-256-GCM. The private key is made
 * from the install's own secret, so that whoever kept the field keys has it too. Format: version, point, iv, text, tag.
 */
import { createDecipheriv, createECDH, hkdfSync, type ECDH } from 'node:crypto';
import { UnreadableField, type FieldKeys } from './field-crypto.ts';

const version = 1;
const ivAt = 66;
const textAt = ivAt + 12;
const tagLength = 16;

const made = new WeakMap<FieldKeys, ECDH>();

const outboxKey = (keys: FieldKeys): ECDH => {
  const known = made.get(keys);
  if (known !== undefined) return known;
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(hkdfSync('sha256', keys.index, '', 'qiaomen outbox key 1', 32)));
  made.set(keys, ecdh);
  return ecdh;
};

/** Uncompressed point, base64: what tablets are given. */
export const outboxPublicKey = (keys: FieldKeys): string => outboxKey(keys).getPublicKey('base64');

const decipherFor = (keys: FieldKeys, place: string, bytes: Buffer) => {
  const ecdh = outboxKey(keys);
  const point = bytes.subarray(1, ivAt);
  const salt = Buffer.concat([point, ecdh.getPublicKey()]);
  const key = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(point), salt, 'qiaomen outbox 1', 32));
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(ivAt, textAt), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  return decipher;
};

/** @param place what the tablet bound the seal to */
export const openBytesFromTablet = (keys: FieldKeys, place: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < textAt + tagLength || bytes[0] !== version) throw new UnreadableField('not sealed by a tablet');
  try {
    const decipher = decipherFor(keys, place, bytes);
    const text = decipher.update(bytes.subarray(textAt, bytes.length - tagLength));
    return Buffer.concat([text, decipher.final()]);
  } catch {
    throw new UnreadableField('sealed for another server, changed or moved');
  }
};

/** A command, known by its id. */
export const openFromTablet = (keys: FieldKeys, id: string, sealed: Uint8Array): string =>
  openBytesFromTablet(keys, `outbox|${id}`, sealed).toString('utf8');
