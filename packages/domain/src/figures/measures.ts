/** What one entry adds to the figures of its village and owner. Every figure is also a filter of the register. */
import { isClosed, type AgeBand, type DoseStatus, type EntryState } from '../register/entry-state.ts';
import type { VisitReason } from '../visit/codes.ts';
import { visitReasons } from '../visit/codes.ts';
import type { Figures } from './query.ts';

export interface MeasuredEntry {
  state: EntryState;
  band: AgeBand;
  doseStatus: DoseStatus;
  /** doses recorded and not voided */
  doseCount: number;
  ownerId: string | null;
  origin: 'base' | 'birthday' | 'door';
  visitCount: number;
  refusalReason: VisitReason | null;
  nextDate: string | null;
}

/** An entry that was merged, or never was a target, stands for nobody: it is in no figure and no denominator. */
const standsForSomebody = (entry: MeasuredEntry): boolean => entry.state !== 'merged' && entry.state !== 'not_target';

export type CountedFigure =
  | 'registered'
  | 'visited'
  | 'notVisited'
  | 'agreed'
  | 'refused'
  | 'vaccinated'
  | 'complete'
  | 'withoutOwner'
  | 'doorFound'
  | 'open'
  | 'closed';

const rules: Record<CountedFigure, (entry: MeasuredEntry) => boolean> = {
  registered: () => true,
  visited: (entry) => entry.visitCount > 0,
  notVisited: (entry) => entry.visitCount === 0,
  agreed: (entry) => entry.state === 'agreed' || entry.state === 'booked',
  refused: (entry) => entry.state === 'refused',
  vaccinated: (entry) => entry.doseStatus !== 'none',
  complete: (entry) => entry.doseStatus === 'complete',
  withoutOwner: (entry) => entry.ownerId === null && !isClosed(entry.state),
  doorFound: (entry) => entry.origin === 'door',
  open: (entry) => !isClosed(entry.state),
  closed: (entry) => isClosed(entry.state),
};

/** The rows behind a figure. Overdue needs today: an open entry whose next date has passed. */
export const isInFigure = (figure: CountedFigure | 'overdue', entry: MeasuredEntry, today: string): boolean => {
  if (!standsForSomebody(entry)) return false;
  if (figure !== 'overdue') return rules[figure](entry);
  return !isClosed(entry.state) && entry.nextDate !== null && entry.nextDate < today;
};

const countedKeys = Object.keys(rules).filter((key): key is CountedFigure => Object.hasOwn(rules, key));

export const measuresOf = (entry: MeasuredEntry): Map<string, number> => {
  const measures = new Map<string, number>([[`state:${entry.state}`, 1]]);
  if (!standsForSomebody(entry)) return measures;
  measures.set(`band:${entry.band}`, 1);
  for (const key of countedKeys) if (key !== 'notVisited' && rules[key](entry)) measures.set(key, 1);
  if (entry.state === 'refused' && entry.refusalReason !== null) measures.set(`refused:${entry.refusalReason}`, 1);
  if (entry.doseCount > 0) measures.set('doses', entry.doseCount);
  if (!isClosed(entry.state) && entry.nextDate !== null) measures.set(`due:${entry.nextDate}`, 1);
  return measures;
};

/**
 * The signed change of each measure that differs. Deltas are kept by village and owner: when either changes, book
 * `difference(before, null)` on the old pair and `difference(null, after)` on the new one.
 */
export const difference = (before: MeasuredEntry | null, after: MeasuredEntry | null): Map<string, number> => {
  const change = after === null ? new Map<string, number>() : measuresOf(after);
  for (const [key, amount] of before === null ? [] : measuresOf(before))
    change.set(key, (change.get(key) ?? 0) - amount);
  for (const [key, amount] of change) if (amount === 0) change.delete(key);
  return change;
};

/** Sums of measures, read as the figures of a screen on that day. */
export const figuresFrom = (sums: ReadonlyMap<string, number>, today: string): Figures => {
  const sum = (key: string): number => sums.get(key) ?? 0;
  const refusedBy: Partial<Record<VisitReason, number>> = {};
  for (const reason of visitReasons) if (sum(`refused:${reason}`) !== 0) refusedBy[reason] = sum(`refused:${reason}`);
  let overdue = 0;
  for (const [key, amount] of sums) if (key.startsWith('due:') && key.slice(4) < today) overdue += amount;
  return {
    registered: sum('registered'),
    visited: sum('visited'),
    agreed: sum('agreed'),
    refused: sum('refused'),
    refusedBy,
    vaccinated: sum('vaccinated'),
    complete: sum('complete'),
    overdue,
    withoutOwner: sum('withoutOwner'),
    doorFound: sum('doorFound'),
    open: sum('open'),
    doses: sum('doses'),
  };
};
