/** How many commands this tablet has numbered, kept where a browser that clears its databases does not look. */
import { z } from 'zod';

const nameOf = (userId: string): string => `qiaomen.made.${userId}`;
const Made = z.strictObject({ deviceId: z.uuid(), seq: z.int().min(0) });
export type Made = z.infer<typeof Made>;

export const keepMade = (userId: string, made: Made): void => {
  try {
    localStorage.setItem(nameOf(userId), JSON.stringify(made));
  } catch {
    // a full disk: the command itself is safe, and this is only a memory of it
  }
};

export const findMade = (userId: string): Made | null => {
  try {
    return Made.safeParse(JSON.parse(localStorage.getItem(nameOf(userId)) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
};
