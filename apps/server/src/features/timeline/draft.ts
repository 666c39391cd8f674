/** A line of the timeline before areas and users have names. */
import type { TimelineRow } from '@qiaomen/domain/timeline/query';
import type { Void } from './load-voids.ts';

export interface Draft extends Omit<
  TimelineRow,
  'userName' | 'areaPath' | 'voided' | 'ofMerged' | 'photos' | 'voices'
> {
  userId: string | null;
  areaCode: string | null;
  /** whose record it stands in */
  personId: string;
  voided: Void | null;
}

/** Most lines have neither words nor flags and were made in the office. */
export const draft = (row: Pick<Draft, 'id' | 'at' | 'event' | 'personId'> & Partial<Draft>): Draft => ({
  receivedAt: null,
  userId: null,
  areaCode: null,
  fromTablet: false,
  note: '',
  flags: [],
  voided: null,
  ...row,
});
