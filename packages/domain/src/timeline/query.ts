/** Everything that happened about one person, newest first: codes and days, which the screens put into words. */
import { z } from 'zod';
import type { AefiClass } from '../aefi/rules.ts';
import type { DeskStep } from '../aefi-desk/query.ts';
import type { CareFacts } from '../care/event.ts';
import type { DoseProduct } from '../dose/command.ts';
import type { IncidentAct } from '../incident/query.ts';
import { PageRequest } from '../page.ts';
import type { SourceField } from '../person-source/query.ts';
import type { EntryState } from '../register/entry-state.ts';
import type { SourceKind } from '../register/query.ts';
import type { FactFlag } from '../sync/query.ts';
import type { VisitOutcome, VisitReason } from '../visit/codes.ts';

export const ListTimeline = z.strictObject({
  county: z.string().regex(/^\d{6}$/),
  personId: z.uuid(),
  page: PageRequest,
});
export type ListTimeline = z.infer<typeof ListTimeline>;

/** What an import or its undo did to a person. */
export const importActs = ['created', 'changed', 'touched', 'arrived', 'left', 'merged', 'united', 'undone'] as const;
export const ImportAct = z.enum(importActs);
export type ImportAct = z.infer<typeof ImportAct>;

export type TimelineEvent =
  | { kind: 'visit'; outcome: VisitOutcome; reasons: VisitReason[]; nextDate: string | null }
  /** a dose no act of ours stands behind: from a file, or told by somebody */
  | { kind: 'dose'; product: DoseProduct; origin: 'file' | 'person' }
  | { kind: 'care'; facts: CareFacts }
  | { kind: 'entered'; campaignName: string; origin: 'base' | 'birthday' | 'door' }
  | { kind: 'closed' | 'reopened'; campaignName: string | null; from: EntryState; state: EntryState }
  | { kind: 'assigned'; ownerName: string | null }
  | { kind: 'released'; ownerName: string | null }
  | { kind: 'found' }
  | { kind: 'found_decided'; decision: 'accepted' | 'linked' | 'declined' }
  | { kind: 'field_chosen' | 'field_taken_back'; field: SourceField }
  | { kind: 'asked' }
  | { kind: 'answered'; answer: 'same' | 'different' }
  /** file names only for readers of the whole prefecture, whose files they are */
  | { kind: 'import'; act: ImportAct; sources: SourceKind[]; fileNames: string[] }
  | { kind: 'incident'; act: IncidentAct }
  | { kind: 'aefi_step'; step: DeskStep; class: AefiClass | null }
  | { kind: 'carried_over'; state: 'proposed' | 'done' | 'withdrawn'; away: boolean };

export interface TimelineRow {
  id: string;
  /** an instant, or a day where no more is known */
  at: string;
  /** when the office heard of it; null where that was the same moment */
  receivedAt: string | null;
  /** null where nobody did it by hand, or nobody knows who */
  userName: string | null;
  areaPath: string[];
  fromTablet: boolean;
  /** recorded for a record that was merged into this one later */
  ofMerged: boolean;
  /** words somebody wrote with it */
  note: string;
  flags: FactFlag[];
  /** ids of the pictures taken with it */
  photos: string[];
  /** ids of the voice notes */
  voices: string[];
  voided: { at: string | null; userName: string | null; why: string | null } | null;
  event: TimelineEvent;
}

/** The moment a row stands for; a mere day is that day's beginning in Shanghai. */
export const instantOf = (at: string): number => Date.parse(at.length === 10 ? `${at}T00:00:00+08:00` : at);

/** At one moment what followed from an act stands above it, and the entry itself below everything. */
const rankOf = (kind: TimelineEvent['kind']): number =>
  kind === 'entered' ? 0 : kind === 'closed' || kind === 'reopened' ? 2 : 1;

type Placed = Pick<TimelineRow, 'at' | 'id'> & { event: { kind: TimelineEvent['kind'] } };

/** Newest first; a mere day stands at its beginning, for nobody knows at which moment of it something was. */
export const inTimelineOrder = (a: Placed, b: Placed): number =>
  instantOf(b.at) - instantOf(a.at) || rankOf(b.event.kind) - rankOf(a.event.kind) || (a.id < b.id ? 1 : -1);
