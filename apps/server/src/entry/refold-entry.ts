/** Brings the entries of a person up to date after a fact: load, fold, write. */
import { foldEntry, type EntryRules, type FoldedCampaign } from '@qiaomen/domain/register/fold-entry';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import type { Tx, Writer } from '@qiaomen/prisma/scoped';
import { lockEntriesOf, type Entry } from './entry.ts';
import { loadCampaign, loadEvents, type PersonEvents } from './load-events.ts';
import { publishedRules } from './published-rules.ts';
import { writeEntry } from './write-entry.ts';

/** One fact about a person at a time: every handler takes this lock first, so that no fold misses another's event. */
export const lockPersons = async (tx: Tx, county: string, personIds: readonly string[]): Promise<void> => {
  await tx.$queryRaw`SELECT id FROM person
    WHERE county = ${county} AND id = ANY(${[...personIds]}::uuid[]) ORDER BY id FOR UPDATE`;
};

/** The area a person is in now; events are written under it. */
export const personArea = async (tx: Tx, county: string, id: string): Promise<string> => {
  const person = await tx.person.findUniqueOrThrow({
    where: { county_id: { county, id } },
    select: { areaCode: true },
  });
  return person.areaCode;
};

export const foldInto = (entry: Entry, campaign: FoldedCampaign, events: PersonEvents, rules: EntryRules): Entry => ({
  ...entry,
  ...foldEntry({ campaign, ...events }, rules),
});

const hasFacts = ({ visits, doses, care = [] }: PersonEvents): boolean =>
  visits.some((visit) => !visit.voided) || doses.some((dose) => !dose.voided) || care.some((event) => !event.voided);

/** Only an import that was undone knew this person; now somebody has met them. From here on they count as found at the door. */
const bringBack = async (tx: Tx, county: string, personId: string, at: Date): Promise<void> => {
  await tx.person.update({
    where: { county_id: { county, id: personId } },
    data: { state: 'active', origin: 'door', rev: { increment: 1 }, updatedAt: at },
    select: { id: true },
  });
};

/** Needs the person's lock. The revision rises even when the fold is as before: the tablet shows the event itself. */
export const refoldEntries = async (writer: Writer, county: string, personId: string): Promise<Entry[]> => {
  const { tx } = writer;
  const events = (await loadEvents(tx, county, [personId])).get(personId);
  if (events === undefined) throw new Error('refold of an unknown person');
  const { person } = events;
  if (person.state === 'withdrawn' && hasFacts(events)) {
    await bringBack(tx, county, personId, writer.at);
    events.person = { ...person, state: 'active' };
  }
  const rulesAt = entryRulesAt(await publishedRules(tx));
  const written: Entry[] = [];
  for (const before of await lockEntriesOf(tx, county, personId)) {
    const campaign = await loadCampaign(tx, before.campaignId);
    if (campaign === undefined) throw new Error('entry of an unknown campaign');
    written.push(await writeEntry(writer, before, foldInto(before, campaign, events, rulesAt(before.areaCode))));
  }
  return written;
};
