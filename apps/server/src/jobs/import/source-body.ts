/** What a source row keeps: its standardised fields with the cells as they were, sealed under the row's id. */
import type { SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { blindIndex, open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';

const context = (sourceId: string): string => `source_record.body|${sourceId}`;

export const sealBody = (keys: FieldKeys, sourceId: string, record: SourceRow): Uint8Array =>
  seal(keys, context(sourceId), JSON.stringify(record));

export const openBody = (keys: FieldKeys, sourceId: string, cipher: Uint8Array): SourceRow =>
  JSON.parse(open(keys, context(sourceId), cipher)) as SourceRow;

/** Keyed hash of what the row says, so that the same row in next month's file is recognised without being opened. */
export const contentHashOf = (keys: FieldKeys, kind: SourceKind, { raw: _raw, ...said }: SourceRow): Uint8Array =>
  blindIndex(keys, 'source_record.content', JSON.stringify([kind, Object.entries(said).toSorted()]));
