/** One command on its way: what it says, whom it is about, and where it stands in the rules of the outbox. */
import type { Command, Envelope } from '@qiaomen/domain/command';
import { isOverlaid, needsAttention, newRow, type OutboxRow } from '@qiaomen/domain/sync/outbox';

export interface OutboxItem {
  envelope: Envelope;
  command: Command;
  /** whom it is about, in words for the queue */
  name: string;
  row: OutboxRow;
}

export const queuedItem = (envelope: Envelope, command: Command, name: string): OutboxItem => ({
  envelope,
  command,
  name,
  row: newRow(envelope),
});

/** Puts changed rows back to their items; items whose row did not change stay the same object. */
export const withRows = (items: readonly OutboxItem[], rows: readonly OutboxRow[]): OutboxItem[] =>
  items.map((item, index) => {
    const row = rows[index];
    return row === undefined || row === item.row ? item : { ...item, row };
  });

export const isShownOver = (item: OutboxItem): boolean => isOverlaid(item.row);
export const isUnsent = (item: OutboxItem): boolean => item.row.state === 'queued';

export interface OutboxCounts {
  waiting: number;
  attention: number;
}

export const countItems = (items: readonly OutboxItem[]): OutboxCounts => {
  const attention = items.filter((item) => needsAttention(item.row));
  return {
    waiting: items.filter((item) => isUnsent(item) && !needsAttention(item.row)).length,
    attention: attention.length,
  };
};
