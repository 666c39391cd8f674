/** Reads one item of a push. Whatever cannot be read is kept as it came. */
import { z } from 'zod';
import { CountyCode } from '../area/area-code.ts';
import { Command, Envelope } from '../command.ts';
import { commandShapes, upcast, type CommandShape } from './upcast.ts';

export type ReadItem =
  | { kind: 'command'; envelope: Envelope; command: Command; body: string }
  /** the envelope is sound, so it can be attributed; its content is not */
  | { kind: 'unreadable'; envelope: Envelope; body: string }
  | { kind: 'no_envelope'; id: string | null; county: CountyCode | null; type: string; body: string };

/** The least that lets an unreadable command be answered under its own id. */
const Traces = z.object({
  id: z.uuid().nullable().catch(null),
  county: CountyCode.nullable().catch(null),
  type: z
    .string()
    .max(64)
    .regex(/^[^\0]*$/)
    .catch(''),
});
const nothing = { id: null, county: null, type: '' };

type Shapes = Readonly<Record<string, CommandShape>>;

/** The payload may repeat the type of the envelope but not contradict it. */
const readCommand = (envelope: Envelope, shapes: Shapes): Command | undefined => {
  const { type, v, payload } = envelope;
  const present = upcast(type, v, payload, shapes);
  if (!present.ok || (present.payload['type'] ?? type) !== type) return undefined;
  return Command.safeParse({ ...present.payload, type }).data;
};

/** Only something nested thousands of levels deep has no text; nobody wrote that. */
const textOf = (item: unknown): string => {
  try {
    return JSON.stringify(item ?? null);
  } catch {
    return '"nested too deeply"';
  }
};

export const readItem = (item: unknown, shapes: Shapes = commandShapes): ReadItem => {
  const body = textOf(item);
  const envelope = Envelope.safeParse(item).data;
  if (envelope === undefined) return { kind: 'no_envelope', ...(Traces.safeParse(item).data ?? nothing), body };
  const command = readCommand(envelope, shapes);
  return command === undefined ? { kind: 'unreadable', envelope, body } : { kind: 'command', envelope, command, body };
};
