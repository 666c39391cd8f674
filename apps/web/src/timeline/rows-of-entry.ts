/** What a tablet knows of a person's past, without a network: visits, doses and care. The office adds what it did. */
import type { ReplicaEntry } from '@qiaomen/domain/sync/query';
import { inTimelineOrder, type TimelineEvent, type TimelineRow } from '@qiaomen/domain/timeline/query';

/** `voided`: who, when and why stays on the server. */
const unknownVoid = { at: null, userName: null, why: null } as const;

const row = (id: string, at: string, isVoided: boolean, event: TimelineEvent, over: Partial<TimelineRow> = {}) => ({
  id,
  at,
  receivedAt: null,
  userName: null,
  areaPath: [],
  fromTablet: false,
  ofMerged: false,
  note: '',
  flags: [],
  photos: [],
  voices: [],
  voided: isVoided ? unknownVoid : null,
  event,
  ...over,
});

export const rowsOfEntry = ({ visits, doses, care = [] }: ReplicaEntry): TimelineRow[] => {
  const acts = new Set(care.map(({ id }) => id));
  return [
    ...visits.map(({ id, occurredAt, voided, outcome, reasons, nextDate, note, userName }) =>
      row(id, occurredAt, voided, { kind: 'visit', outcome, reasons, nextDate }, { note, userName }),
    ),
    ...care.map(({ id, occurredAt, voided, facts }) => row(id, occurredAt, voided, { kind: 'care', facts })),
    ...doses
      .filter(({ id }) => !acts.has(id))
      .map(({ id, givenOn, voided, product, origin }) => row(id, givenOn, voided, { kind: 'dose', product, origin })),
  ].toSorted(inTimelineOrder);
};
