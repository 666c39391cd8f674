/** How this tablet shows things: size of text and contrast. Kept on the tablet, for everybody who uses it. */
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { sunColours } from '../ui/theme.ts';

export const textSizes = [100, 115, 130] as const;

const Display = z.object({
  /** per cent of the usual size */
  text: z.union([z.literal(100), z.literal(115), z.literal(130)]),
  /** black on white, for reading in the sun */
  sun: z.boolean(),
});
type Display = z.infer<typeof Display>;

const key = 'qiaomen-display';
const usual: Display = { text: 100, sun: false };

const read = (): Display => {
  try {
    const kept = Display.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return kept.success ? kept.data : usual;
  } catch {
    return usual;
  }
};

let display = usual;
const listeners = new Set<() => void>();

const apply = (): void => {
  const root = document.documentElement;
  root.style.setProperty('--qm-text-scale', String(display.text / 100));
  for (const [name, colour] of Object.entries(sunColours))
    if (display.sun) root.style.setProperty(name, colour);
    else root.style.removeProperty(name);
};

export const startDisplay = (): void => {
  display = read();
  apply();
};

export const changeDisplay = (part: Partial<Display>): void => {
  display = { ...display, ...part };
  try {
    localStorage.setItem(key, JSON.stringify(display));
  } catch {
    // a full tablet still shows it as asked until it is closed
  }
  apply();
  for (const listener of listeners) listener();
};

export const useDisplay = (): Display =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => display,
  );
