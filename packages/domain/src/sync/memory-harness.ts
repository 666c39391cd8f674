/** The office around the memory store: adds people, gives entries away. */
import { AreaCode } from '../area/area-code.ts';
import { foldEntry } from '../register/fold-entry.ts';
import { world, type StoreHarness } from './contract-world.ts';
import { openStaging } from './memory-model.ts';
import { MemoryStore } from './memory-store.ts';

export const makeMemoryHarness = (): StoreHarness & { store: MemoryStore } => {
  const campaign = { id: world.campaignId, ...world.campaign };
  const store = new MemoryStore(campaign);
  const { memory } = store;
  return {
    store,
    addEntry: ({ personId, entryId, areaCode, ownerId, name }) => {
      const staging = openStaging(memory, world.county);
      const person = { personId, areaCode, name, sex: 'female', birthDate: '1942-03-05', phone: null } as const;
      const standing = { state: 'active', mergedInto: null, deceased: false } as const;
      staging.persons.put(personId, { ...person, ...standing });
      const fold = foldEntry({ campaign, person: { ...person, ...standing }, visits: [], doses: [], decisions: [] });
      const entry = { entryId, county: world.county, personId, campaignId: campaign.id, areaCode, ownerId, serial: 1 };
      const ownerBy = ownerId === null ? null : 'area';
      staging.entries.put(entryId, { ...entry, ownerBy, origin: 'base', rev: 1, fold });
      staging.point({ kind: 'entry', areaCode, entryId, userId: null });
      staging.commit();
      return Promise.resolve();
    },
    move: (entryId, to, at) => store.move(entryId, to, at),
    resetVillage: (areaCode) => {
      const staging = openStaging(memory, world.county);
      staging.point({ kind: 'reset', areaCode: AreaCode.parse(areaCode), entryId: null, userId: null });
      staging.commit();
      return Promise.resolve();
    },
    findEntry: (personId) =>
      Promise.resolve([...memory.entries.rows.values()].find((entry) => entry.personId === personId)?.fold ?? null),
    certify: (userId, kind) => {
      const years = { validFrom: '2024-01-01', validTo: '2028-12-31', trainedUntil: '2028-12-31' };
      memory.certificates.push({ userId, kind, ...years });
      return Promise.resolve();
    },
    listVisits: (personId) =>
      Promise.resolve(
        [...memory.visits.rows.values()]
          .filter((visit) => visit.personId === personId)
          .map(({ id, voided }) => ({ id, voided })),
      ),
    close: () => Promise.resolve(),
  };
};
