/** Writes one field of a person, with everything that follows from it: indexes, place, entries and what the tablets hold. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { SourceField } from '@qiaomen/domain/person-source/query';
import type { FieldValue } from '@qiaomen/domain/person-source/read-value';
import { bandOn } from '@qiaomen/domain/register/age';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Json, Tx, Writer } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { dayToDate, lockEntriesOf } from '../../entry/entry.ts';
import { packSources, unpackSources } from '../../entry/field-sources.ts';
import { findAreaOwner } from '../../entry/find-area-owner.ts';
import { loadCampaign, loadEvents } from '../../entry/load-events.ts';
import { nameInitials } from '../../entry/name-initials.ts';
import { publishedRules } from '../../entry/published-rules.ts';
import { foldInto } from '../../entry/refold-entry.ts';
import { sealPerson } from '../../entry/sealed-person.ts';
import { writeEntry } from '../../entry/write-entry.ts';

const Sources = z.record(z.string(), z.json());
export const sourcesOf = (fieldSources: unknown): Record<string, Json> =>
  Sources.parse(unpackSources(fieldSources)) as Record<string, Json>;

const text = (value: FieldValue): string | null => (typeof value === 'string' ? value : null);

const columnsOf = (keys: FieldKeys, personId: string, field: SourceField, value: FieldValue) => {
  const nothing = { idNumber: null, phone: null, address: null };
  switch (field) {
    case 'name':
      return { name: text(value) ?? '', nameInitials: nameInitials(text(value) ?? '') };
    case 'sex':
      return { sex: text(value) ?? 'unknown' };
    case 'birthDate':
      return { birthDate: dayToDate(text(value)) };
    case 'idNumber': {
      const { idCipher, idIndex, idTailIndex } = sealPerson(keys, personId, { ...nothing, idNumber: text(value) });
      return { idCipher, idIndex, idTailIndex };
    }
    case 'phone': {
      const sealed = sealPerson(keys, personId, { ...nothing, phone: text(value) });
      return { phoneCipher: sealed.phoneCipher, phoneIndex: sealed.phoneIndex, phoneTailIndex: sealed.phoneTailIndex };
    }
    case 'address':
      return { addressCipher: sealPerson(keys, personId, { ...nothing, address: text(value) }).addressCipher };
    case 'areaCode':
      return { areaCode: text(value) ?? '' };
    case 'ethnicity':
      return { ethnicity: text(value) };
    case 'disabled':
    case 'nursingHome':
    case 'deceased':
      return { [field]: value === true };
  }
};

/** Within the county: everything of the person moves with the person, and is checked at the commit. */
const moveAlong = async (tx: Tx, county: string, personId: string, areaCode: string): Promise<void> => {
  await tx.$executeRaw`UPDATE visit SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE dose SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE care_event SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE incident_act SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE aefi_step SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE photo SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE proposal SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE entry_question SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE person_field_choice SET area_code = ${areaCode} WHERE county = ${county} AND person_id = ${personId}::uuid`;
  await tx.$executeRaw`UPDATE entry_owner o SET area_code = ${areaCode} FROM register_entry e
    WHERE e.county = ${county} AND e.person_id = ${personId}::uuid AND o.county = e.county AND o.entry_id = e.id`;
};

const refoldPlaced = async (writer: Writer, county: string, personId: string): Promise<void> => {
  const { tx, at } = writer;
  const person = await tx.person.findUniqueOrThrow({
    where: { county_id: { county, id: personId } },
    select: { areaCode: true, birthDate: true },
  });
  const areaCode = AreaCode.parse(person.areaCode);
  const events = (await loadEvents(tx, county, [personId])).get(personId);
  if (events === undefined) throw new Error('refold of an unknown person');
  const rules = entryRulesAt(await publishedRules(tx))(areaCode);
  for (const before of await lockEntriesOf(tx, county, personId)) {
    const campaign = await loadCampaign(tx, before.campaignId);
    if (campaign === undefined) throw new Error('entry of an unknown campaign');
    const moved = before.areaCode !== areaCode && before.ownerBy !== 'person';
    const ownerId = moved ? await findAreaOwner(tx, areaCode, at) : before.ownerId;
    const placed = {
      ...before,
      areaCode,
      band: bandOn(events.person.birthDate, campaign.referenceDate),
      ownerId,
      ownerBy: moved ? (ownerId === null ? null : ('area' as const)) : before.ownerBy,
    };
    await writeEntry(writer, before, foldInto(placed, campaign, events, rules));
  }
};

/** Needs the person's lock. */
export const writeField = async (
  writer: Writer,
  keys: FieldKeys,
  at: { county: string; personId: string; field: SourceField },
  value: FieldValue,
  sources: Record<string, Json>,
): Promise<void> => {
  const { county, personId, field } = at;
  await writer.tx.person.update({
    where: { county_id: { county, id: personId } },
    data: {
      ...columnsOf(keys, personId, field, value),
      fieldSources: packSources(sources),
      rev: { increment: 1 },
      updatedAt: writer.at,
    },
    select: { id: true },
  });
  if (field === 'areaCode' && typeof value === 'string') await moveAlong(writer.tx, county, personId, value);
  await refoldPlaced(writer, county, personId);
};
