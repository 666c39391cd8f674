/** How a PIN becomes a key, and how dear each guess is. What was used is kept beside the key, so that it can be used again. */
export type PinCost =
  | { kdf: 'argon2id'; memoryKiB: number; passes: number }
  // browsers before Chrome 97 run no WebAssembly under our headers
  | { kdf: 'pbkdf2'; rounds: number };

export type Derive = (pin: string, salt: Uint8Array<ArrayBuffer>, cost: PinCost) => Promise<Uint8Array<ArrayBuffer>>;

/** The dearest first; a tablet takes the first it can afford. */
export const pinCosts: readonly PinCost[] = [
  { kdf: 'argon2id', memoryKiB: 65_536, passes: 3 },
  { kdf: 'argon2id', memoryKiB: 32_768, passes: 3 },
  { kdf: 'pbkdf2', rounds: 600_000 },
];
