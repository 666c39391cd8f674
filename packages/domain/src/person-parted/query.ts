/** Two persons who were one for a while: what was recorded in that time, and whose it is. */
import { z } from 'zod';

export const PartedEventKind = z.enum(['visit', 'care', 'dose']);
export type PartedEventKind = z.infer<typeof PartedEventKind>;

export interface PartedEvent {
  kind: PartedEventKind;
  id: string;
  /** instant it was recorded */
  at: string;
}

export interface Parted {
  personId: string;
  name: string;
  /** recorded for the asked person while both were one: nobody but a person can say whose it is */
  events: PartedEvent[];
}

export const GiveEvent = z.strictObject({
  county: z.string().regex(/^\d{6}$/),
  /** whose it is now */
  personId: z.uuid(),
  kind: PartedEventKind,
  eventId: z.uuid(),
  to: z.uuid(),
});
export type GiveEvent = z.infer<typeof GiveEvent>;
