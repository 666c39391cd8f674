/** Old command shapes are brought to the present one here, on the server: a stranded tablet may never get new code. */
import type { CommandType } from '../command.ts';

/** Turns the payload of one version into that of the next. */
export type Upcaster = (payload: Record<string, unknown>) => Record<string, unknown>;

export interface CommandShape {
  current: number;
  /** by the version they start from; shapes are append-only, so none is ever taken out */
  upcasters: Readonly<Partial<Record<number, Upcaster>>>;
}

export const commandShapes: Record<CommandType, CommandShape> = {
  'visit.record': { current: 1, upcasters: {} },
  'visit.void': { current: 1, upcasters: {} },
  'visit.reschedule': { current: 1, upcasters: {} },
  'landmark.note': { current: 1, upcasters: {} },
  'contact.correct': { current: 1, upcasters: {} },
  'person.propose': { current: 1, upcasters: {} },
  'phone.reveal': { current: 1, upcasters: {} },
  'dose.correct': { current: 1, upcasters: {} },
  'homeVisit.request': { current: 1, upcasters: {} },
  'assessment.record': { current: 1, upcasters: {} },
  'screening.record': { current: 1, upcasters: {} },
  'homeVisit.approve': { current: 1, upcasters: {} },
  'consent.record': { current: 1, upcasters: {} },
  'dose.record': { current: 1, upcasters: {} },
  'observation.end': { current: 1, upcasters: {} },
  'followUp.record': { current: 1, upcasters: {} },
  'aefi.report': { current: 1, upcasters: {} },
  'close.request': { current: 1, upcasters: {} },
  'close.agree': { current: 1, upcasters: {} },
  'consult.answer': { current: 1, upcasters: {} },
  'care.void': { current: 1, upcasters: {} },
};

export type Upcast =
  | { ok: true; payload: Record<string, unknown> }
  | { ok: false; fault: 'type_unknown' | 'version_unknown' | 'not_an_object' };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A version newer than ours is unknown too: it is kept and shown, never guessed at. */
export const upcast = (
  type: string,
  version: number,
  payload: unknown,
  shapes: Readonly<Record<string, CommandShape>> = commandShapes,
): Upcast => {
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (shape === undefined) return { ok: false, fault: 'type_unknown' };
  if (!isRecord(payload)) return { ok: false, fault: 'not_an_object' };
  let present = payload;
  if (version > shape.current) return { ok: false, fault: 'version_unknown' };
  for (let from = version; from < shape.current; from += 1) {
    const step = shape.upcasters[from];
    if (step === undefined) return { ok: false, fault: 'version_unknown' };
    present = step(present);
  }
  return { ok: true, payload: present };
};
