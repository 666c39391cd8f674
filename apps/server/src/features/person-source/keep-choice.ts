/** Somebody said what a field is: the newest word holds, and the ones before it are kept as ended. */
import type { SourceField } from '@qiaomen/domain/person-source/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Writer } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { sealChoice, type Kept } from './choice.ts';

export interface Chosen {
  county: string;
  personId: string;
  field: SourceField;
  areaCode: string;
  /** the row of a file that was picked, or null for somebody's own words */
  sourceId: string | null;
  userId: string;
}

/** @returns the id of the choice */
export const keepChoice = async (
  { tx, at }: Writer,
  keys: FieldKeys,
  { county, personId, field, areaCode, sourceId, userId }: Chosen,
  kept: Kept,
): Promise<string> => {
  const id = newId(at);
  await tx.personFieldChoice.updateMany({
    where: { county, personId, field, endedAt: null },
    data: { endedBy: userId, endedAt: at },
  });
  const said = { sourceId, valueCipher: sealChoice(keys, id, kept), chosenBy: userId, chosenAt: at };
  await tx.personFieldChoice.create({ data: { county, id, areaCode, personId, field, ...said }, select: { id: true } });
  return id;
};
