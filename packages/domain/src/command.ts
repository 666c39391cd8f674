/** Every command a person can give, and the envelope it travels in. */
import { z } from 'zod';
import { CountyCode } from './area/area-code.ts';
import { CareCommand, VoidCare } from './care/command.ts';
import { CorrectDose } from './dose/command.ts';
import { CorrectContact, NoteLandmark, ProposePerson, RevealPhone } from './person/command.ts';
import { RecordVisit, RescheduleVisit, VoidVisit } from './visit/command.ts';

export const Command = z.discriminatedUnion('type', [
  RecordVisit,
  VoidVisit,
  RescheduleVisit,
  NoteLandmark,
  CorrectContact,
  ProposePerson,
  RevealPhone,
  CorrectDose,
  ...CareCommand.options,
  VoidCare,
]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];

/** Numbers and instants a table can hold; what lies outside was never queued by a tablet of ours and is kept aside. */
const Count = z.int().min(1).max(2_147_483_647);
const Instant = z.iso.datetime().refine((at) => at >= '1900');
const Word = z
  .string()
  .max(64)
  .regex(/^[^\0]*$/);

/** Immutable once queued. `deviceSeq` is gap-free per device and user. Instants are ISO 8601 in UTC. */
export const Envelope = z.strictObject({
  id: z.uuidv7(),
  v: Count,
  type: Word,
  county: CountyCode,
  deviceId: z.uuid(),
  userId: z.uuid(),
  deviceSeq: Count,
  occurredAt: Instant,
  tz: Word,
  /** ms since the page started, a clock the user cannot set */
  elapsedMs: z.number().min(0),
  basedOn: z.int().exactOptional(),
  deps: z.array(z.uuidv7()).max(50),
  attachments: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20),
  payload: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;
