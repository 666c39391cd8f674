/** What one worker did in a month, counted from the list on the tablet: the last visits of everybody on it. */
import { dayOf } from '@qiaomen/domain/register/day';
import type { FieldEntry } from '../offline/overlay.ts';

export interface OwnFigures {
  visits: number;
  calls: number;
  people: number;
  agreed: number;
  complete: number;
}

/** `YYYY-MM` of the month before the day's. */
export const monthBefore = (today: string): string => {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

export const ownFigures = (entries: readonly FieldEntry[], userName: string, month: string): OwnFigures => {
  const figures = { visits: 0, calls: 0, people: 0, agreed: 0, complete: 0 };
  for (const entry of entries) {
    const own = entry.visits.filter(
      (visit) => !visit.voided && visit.userName === userName && dayOf(visit.occurredAt).startsWith(month),
    );
    if (own.length === 0) continue;
    figures.people += 1;
    figures.calls += own.filter((visit) => visit.byPhone === true).length;
    figures.visits += own.filter((visit) => visit.byPhone !== true).length;
    if (own.some((visit) => visit.outcome === '02')) figures.agreed += 1;
    if (entry.doseStatus === 'complete') figures.complete += 1;
  }
  return figures;
};
