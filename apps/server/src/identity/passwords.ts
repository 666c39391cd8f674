/** Passwords: argon2id as OWASP recommends it (19 MiB, two passes, one lane), two at a time so that sign-in cannot starve the server. */
import { hash, parseOptions, verify } from '@node-rs/argon2';

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const slots = 2;
let taken = 0;
const waiting: (() => void)[] = [];

const inSlot = async <T>(work: () => Promise<T>): Promise<T> => {
  // a slot is handed over, never freed and raced for
  if (taken < slots) taken += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  }
};

export const hashPassword = (password: string): Promise<string> => inSlot(() => hash(password, options));

let dummy: Promise<string> | undefined;

/** Takes as long for a user who does not exist or has no password as for one who does. */
export const verifyPassword = async (stored: string | null, password: string): Promise<boolean> => {
  dummy ??= hashPassword('nobody has this password');
  const against = stored ?? (await dummy);
  const matches = await inSlot(() => verify(against, password));
  return stored !== null && matches;
};

export const needsRehash = (stored: string): boolean => {
  const used = parseOptions(stored);
  return (
    used.memoryCost !== options.memoryCost ||
    used.timeCost !== options.timeCost ||
    used.parallelism !== options.parallelism
  );
};
