/** What a source row keeps: its standardised fields with the cells as they were, sealed under the row's id. */
import type { SourceRow } from '@qiaomen/linkage/prefecture/read-row';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { blindIndex, open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';

const context = (sourceId: string): string => `source_record.body|${sourceId}`;

export const sealBody = (keys: FieldKeys, sourceId: string, record: SourceRow): Uint8Array =>
  seal(keys, context(sourceId), JSON.stringify(record));

export const openBody = (keys: FieldKeys, sourceId: string, cipher: Uint8Array): SourceRow =>
  JSON.parse(open(keys, context(sourceId), cipher)) as SourceRow;

/** What counts as "the same row": everything standardised, in a fixed order; the cells as they were written do not count. */
const said = [
  'name', 'sex', 'birthDate', 'idNumber', 'idValid', 'phone', 'areaCode', 'address', 'ethnicity', 'householdId', 'disabled',
  'nursingHome', 'deceased', 'product', 'givenOn', 'lot',
] as const satisfies (keyof SourceRow)[]; // prettier-ignore

/** What only some kinds of file say. */
const saidBy: Partial<Record<SourceKind, readonly (keyof SourceRow)[]>> = {
  disability: ['disabilityNumber', 'disabilityCategory', 'disabilityGrade'],
  nursing_home: ['institution', 'institutionCode', 'room', 'admittedOn', 'dischargedOn'],
  death: ['deathDate', 'deathSource'],
  move_out: ['movedOn', 'destination'],
};

/** Keyed, so that the same row in next month's file is recognised without being opened, and by nobody else. */
export const contentHashOf = (keys: FieldKeys, kind: SourceKind, record: SourceRow): Uint8Array =>
  blindIndex(
    keys,
    'source_record.content',
    JSON.stringify([kind, ...[...said, ...(saidBy[kind] ?? [])].map((field) => record[field])]),
  );
