/** A correction from the door: it holds against the files like any field a person chose, and can be taken back like one. */
import type { ContactFact } from '@qiaomen/domain/person/decide-contact';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { refoldEntries } from '../../entry/refold-entry.ts';
import { keepChoice } from './keep-choice.ts';
import { sourcesOf, writeField } from './write-field.ts';

export const writeContact = async (
  { writer, county, keys, flags, type, userId }: ApplyContext,
  { personId, field, value, isNew }: ContactFact,
): Promise<void> => {
  const { tx } = writer;
  if (isNew && field === 'language') {
    const data = { language: value ?? '', rev: { increment: 1 }, updatedAt: writer.at };
    await tx.person.update({ where: { county_id: { county, id: personId } }, data, select: { id: true } });
    await refoldEntries(writer, county, personId);
  } else if (isNew && field !== 'language') {
    const { areaCode, fieldSources } = await tx.person.findUniqueOrThrow({
      where: { county_id: { county, id: personId } },
      select: { areaCode: true, fieldSources: true },
    });
    const why = { kind: null, sourceId: null, on: null, why: 'chosen' };
    const sources = { ...sourcesOf(fieldSources), [field]: why };
    await writeField(writer, keys, { county, personId, field }, value, sources);
    const chosen = { county, personId, field, areaCode, sourceId: null, userId };
    await keepChoice(writer, keys, chosen, { value, reason: '' });
  }
  const detail = { field, kept: isNew, empty: value === null, flags: flagCodesOf(flags) };
  await writer.audit({ action: type, entity: 'person', entityId: personId, detail });
};
