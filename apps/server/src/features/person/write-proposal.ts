/** Keeps an elder who was found at the door and was not on the list. */

import type { ProposedFact } from '@qiaomen/domain/person/decide';
import { bandOn, isTarget } from '@qiaomen/domain/register/age';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { findAreaOwner } from '../../entry/find-area-owner.ts';
import { dayToDate } from '../../entry/entry.ts';
import { loadCampaign } from '../../entry/load-events.ts';
import { nameInitials } from '../../entry/name-initials.ts';
import { newId } from '../../entry/new-id.ts';
import { sealPerson } from '../../entry/sealed-person.ts';
import { writeEntry } from '../../entry/write-entry.ts';

export const writeProposal = async (context: ApplyContext, fact: ProposedFact): Promise<void> => {
  const { writer, county, flags } = context;
  await writePerson(context, fact);
  await writer.tx.proposal.create({
    data: {
      county,
      id: fact.proposalId,
      areaCode: fact.areaCode,
      personId: fact.personId,
      userId: context.userId,
      candidates: fact.candidates.map(({ personId, evidence, points }) => ({ personId, evidence, points })),
      state: 'pending',
      createdAt: writer.at,
    },
    select: { id: true },
  });
  const entered = await enterCampaign(context, fact);
  const { personId } = fact;
  const detail = { personId, candidates: fact.candidates.length, entered, flags: flagCodesOf(flags) };
  await writer.audit({ action: context.type, entity: 'proposal', entityId: fact.proposalId, detail });
};

const writePerson = async ({ writer, keys, county }: ApplyContext, fact: ProposedFact): Promise<void> => {
  const { personId } = fact;
  const sealed = sealPerson(keys, personId, {
    idNumber: fact.idNumber ?? fact.idAsTold,
    phone: fact.phone ?? fact.phoneAsTold,
    address: fact.address,
  });
  await writer.tx.person.create({
    data: {
      county,
      id: personId,
      areaCode: fact.areaCode,
      name: fact.name,
      nameInitials: nameInitials(fact.name),
      sex: fact.sex,
      birthDate: dayToDate(fact.birthDate),
      language: fact.language,
      ...sealed,
      // what fails its check is kept as told, but it is nobody's number and must match nobody
      ...(fact.idNumber === null && { idIndex: null }),
      ...(fact.phone === null && { phoneIndex: null }),
      origin: 'door',
      state: 'proposed',
      createdAt: writer.at,
      updatedAt: writer.at,
    },
    select: { id: true },
  });
};

/** On the list at once when the campaign means the person, or when nobody could say how old they are. */
const enterCampaign = async ({ writer, county }: ApplyContext, fact: ProposedFact): Promise<boolean> => {
  const { tx, at } = writer;
  const campaign = await loadCampaign(tx, fact.campaignId);
  if (campaign === undefined) return false;
  const { targetRule, referenceDate } = campaign;
  if (fact.birthDate !== null && !isTarget(targetRule, fact.birthDate, referenceDate)) return false;
  const ownerId = await findAreaOwner(tx, fact.areaCode, at);
  const person = { state: 'proposed', birthDate: fact.birthDate, deceased: false } as const;
  const { lastSerial } = await tx.campaign.update({
    where: { id: fact.campaignId },
    data: { lastSerial: { increment: 1 } },
    select: { lastSerial: true },
  });
  await writeEntry(writer, null, {
    county,
    id: newId(at),
    areaCode: fact.areaCode,
    campaignId: fact.campaignId,
    personId: fact.personId,
    serial: lastSerial,
    band: bandOn(fact.birthDate, referenceDate),
    origin: 'door',
    ownerId,
    ownerBy: ownerId === null ? null : 'area',
    rev: 1,
    ...foldEntry({ campaign, person, visits: [], doses: [], decisions: [] }),
  });
  return true;
};
