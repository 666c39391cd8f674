/**
 * Commands and pictures sealed for the server: whoever holds this tablet, with or without its PIN, cannot open them, and a
 * PIN that is forgotten costs no work. An ephemeral P-256 key for each, HKDF-SHA-256, AES-256-GCM; the token inside a command
 * proves the tablet.
 */
import type { Envelope } from '@qiaomen/domain/command';
import { joinBytes } from '@qiaomen/domain/join-bytes';

type Bytes = Uint8Array<ArrayBuffer>;
const encoder = new TextEncoder();
const version = 1;
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

export const bytesOfBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
export const base64OfBytes = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

export type SealForServer = (envelope: Envelope) => Promise<Bytes>;
/** `place` is bound in: one thing cannot be put in the place of another. */
export type SealBytesForServer = (place: string, bytes: Bytes) => Promise<Bytes>;

export const byteSealerFor = async (serverKey: string): Promise<SealBytesForServer> => {
  const server = bytesOfBase64(serverKey);
  const theirs = await crypto.subtle.importKey('raw', server, curve, false, []);
  return async (place, bytes) => {
    const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const [point, secret] = await Promise.all([
      crypto.subtle.exportKey('raw', pair.publicKey),
      crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256),
    ]);
    const ours = new Uint8Array(point);
    const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    const info = encoder.encode('qiaomen outbox 1');
    const key = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: joinBytes([ours, server]), info },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt'],
    );
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = encoder.encode(place);
    const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes);
    return joinBytes([Uint8Array.of(version), ours, iv, new Uint8Array(cipher)]);
  };
};

export const sealerFor = async (serverKey: string, token: string): Promise<SealForServer> => {
  const sealFor = await byteSealerFor(serverKey);
  return (envelope) => sealFor(`outbox|${envelope.id}`, encoder.encode(JSON.stringify({ token, envelope })));
};
