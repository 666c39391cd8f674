/** The command that a form says anew: it stays in the queue as it was, and no longer asks for anybody. */
import { needsAttention } from '@qiaomen/domain/sync/outbox';
import type { FieldDatabase, Row } from './database.ts';
import { findDraft } from './drafts.ts';
import type { OutboxItem } from './outbox-item.ts';
import { outboxRow } from './sealed-rows.ts';

export const fixedBy = async (
  database: FieldDatabase,
  key: CryptoKey,
  draftId: string | null,
  items: readonly OutboxItem[],
): Promise<{ item: OutboxItem; row: Row } | undefined> => {
  if (draftId === null) return undefined;
  const fixes = (await findDraft(database, key, draftId))?.fixes;
  const refused = items.find(({ envelope, row }) => envelope.id === fixes && needsAttention(row));
  // what still waits to be sent may yet be taken
  if (refused?.row.state !== 'attention') return undefined;
  const item: OutboxItem = { ...refused, row: { ...refused.row, handled: true } };
  return { item, row: await outboxRow(key, item) };
};
