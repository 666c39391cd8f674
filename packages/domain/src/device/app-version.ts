import { z } from 'zod';

/** What a tablet calls its program: digits, dots and a name, nothing that a log or a table could stumble over. */
export const AppVersion = z
  .string()
  .max(40)
  .regex(/^[\w.+-]*$/);
