/** Every command a person can give, and the envelope it travels in. */
import { z } from 'zod';
import { CountyCode } from './area/area-code.ts';
import { CorrectDose } from './dose/command.ts';
import { ProposePerson, RevealPhone } from './person/command.ts';
import { RecordVisit, VoidVisit } from './visit/command.ts';

export const Command = z.discriminatedUnion('type', [RecordVisit, VoidVisit, ProposePerson, RevealPhone, CorrectDose]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];

/** Immutable once queued. `deviceSeq` is gap-free per device and user. Instants are ISO 8601 in UTC. */
export const Envelope = z.strictObject({
  id: z.uuidv7(),
  v: z.int().min(1),
  type: z.string().max(64),
  county: CountyCode,
  deviceId: z.uuid(),
  userId: z.uuid(),
  deviceSeq: z.int().min(1),
  occurredAt: z.iso.datetime(),
  tz: z.string().max(64),
  /** ms since the page started, a clock the user cannot set */
  elapsedMs: z.number().min(0),
  basedOn: z.int().exactOptional(),
  deps: z.array(z.uuidv7()).max(50),
  attachments: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20),
  payload: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;
