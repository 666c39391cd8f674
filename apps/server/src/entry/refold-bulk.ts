/** Brings the entries of many persons up to date after an import: residence, band and fold; visits and owners stay. */
import { bandOn } from '@qiaomen/domain/register/age';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { areaOwners, loadAreaDuties } from './area-owners.ts';
import { lockBulkEntries, updateEntries } from './bulk-entries.ts';
import { loadBulkPersons } from './bulk-events.ts';
import { BulkFigures } from './bulk-figures.ts';
import { loadEntryCampaigns } from './create-entries.ts';
import type { Entry } from './entry.ts';
import { idHash } from './id-hash.ts';
import { lockOwners } from './own-area.ts';
import { publishedRulesIn } from './published-rules.ts';

const chunkSize = 5000;

const sameEntry = (left: Entry, right: Entry): boolean =>
  (Object.keys(left) as (keyof Entry)[]).every((key) => left[key] === right[key]);

/** The persons must be locked. Answers how many entries changed; an entry that folds as before is not written. */
export const refoldBulk = async (
  b: BulkWriter,
  county: string,
  personIds: readonly string[],
  onChunk?: (done: number) => Promise<void>,
): Promise<number> => {
  await lockOwners(b, county);
  const ownerOf = areaOwners(await loadAreaDuties(b));
  const rulesAt = entryRulesAt(await publishedRulesIn(b));
  const figures = new BulkFigures();
  let changed = 0;
  for (let start = 0; start < personIds.length; start += chunkSize) {
    const ids = personIds.slice(start, start + chunkSize);
    await onChunk?.(start);
    const before = await lockBulkEntries(b, county, ids);
    if (before.length === 0) continue;
    const campaigns = await loadEntryCampaigns(b, [...new Set(before.map((entry) => entry.campaignId))]);
    const persons = new Map((await loadBulkPersons(b, county, ids)).map((person) => [person.id, person]));
    const after = before.flatMap((entry): Entry[] => {
      const campaign = campaigns.get(entry.campaignId);
      const person = persons.get(entry.personId);
      if (campaign === undefined || person === undefined) throw new Error('entry without its campaign or person');
      const moved = person.areaCode !== entry.areaCode && entry.ownerBy !== 'person';
      const ownerId = moved ? ownerOf(person.areaCode) : entry.ownerId;
      const folded: Entry = {
        ...entry,
        areaCode: person.areaCode,
        band: bandOn(person.person.birthDate, campaign.referenceDate),
        ownerId,
        ownerBy: moved ? (ownerId === null ? null : 'area') : entry.ownerBy,
        ...foldEntry({ campaign, ...person }, rulesAt(person.areaCode)),
      };
      if (sameEntry(entry, folded)) return [];
      figures.count(entry, folded);
      return [{ ...folded, rev: entry.rev + 1 }];
    });
    await updateEntries(b, after);
    if (after.length > 0)
      await b.audit({
        action: 'entry.refold',
        entity: 'register',
        entityId: null,
        detail: { county, count: after.length, sha256: idHash(after.map((entry) => entry.id)) },
      });
    changed += after.length;
  }
  await figures.write(b);
  return changed;
};
