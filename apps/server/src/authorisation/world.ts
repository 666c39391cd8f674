/** Rows for the matrix: in three villages a person with an entry, and fresh proposals, doses, batches and pairs on demand. */
import { randomBytes, randomUUID } from 'node:crypto';
import { countyOf, type AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { Writer } from '@qiaomen/prisma/scoped';
import { sealBody } from '../jobs/import/source-body.ts';
import { aSourceRow } from '../testing/source-rows.ts';
import { testAreas, type TestApp } from '../testing/test-app.ts';

export interface Located {
  county: CountyCode;
  personId: string;
  entryId: string;
  campaignId: string;
}

export interface World {
  app: TestApp;
  villageIn(place: AreaCode): AreaCode;
  personIn(place: AreaCode): Located;
  proposalIn(place: AreaCode): Promise<{ county: CountyCode; proposalId: string }>;
  doseIn(place: AreaCode): Promise<{ county: CountyCode; personId: string; doseId: string }>;
  batchIn(place: AreaCode): Promise<{ batchId: string }>;
  pairIn(place: AreaCode): Promise<{ pairId: string }>;
  transferIn(place: AreaCode): Promise<{ transferId: string }>;
  workerIn(place: AreaCode): Promise<{ userId: string }>;
}

const villages = [testAreas.village, testAreas.farVillage, testAreas.remoteVillage] as const;

/** A place above the caller's own area is asked about where it lies outside it. */
const villageByPlace: Readonly<Record<string, AreaCode>> = {
  [testAreas.otherCounty]: testAreas.farVillage,
  [testAreas.prefecture]: testAreas.farVillage,
  [testAreas.otherPrefecture]: testAreas.remoteVillage,
};

export const buildWorld = async (app: TestApp): Promise<World> => {
  const villageIn = (place: AreaCode): AreaCode => villageByPlace[place] ?? testAreas.village;
  const write = <T>(area: AreaCode, work: (writer: Writer) => Promise<T>): Promise<T> => {
    const county = area.length < 6 ? '000000' : countyOf(area);
    return app.db.transact({ scope: { area }, actorId: null, county, at: app.now() }, async (writer) => {
      const made = await work(writer);
      await writer.audit({ action: 'test.row', entity: 'test', entityId: null, detail: {} });
      return made;
    });
  };
  const people = new Map<AreaCode, Located>();
  for (const village of villages) people.set(village, await addPerson(app, write, village));
  const personIn = (place: AreaCode): Located => {
    const located = people.get(villageIn(place));
    if (located === undefined) throw new Error('no person there');
    return located;
  };
  let doses = 0;
  return {
    app,
    villageIn,
    personIn,
    proposalIn: (place) => {
      const { county, personId } = personIn(place);
      const id = randomUUID();
      const areaCode = villageIn(place);
      return write(areaCode, async ({ tx, at }) => {
        const row = { county, id, areaCode, personId, userId: randomUUID(), state: 'pending', createdAt: at };
        await tx.proposal.create({ data: row });
        return { county, proposalId: id };
      });
    },
    doseIn: (place) => {
      const { county, personId } = personIn(place);
      const [doseId, areaCode] = [randomUUID(), villageIn(place)];
      // a person has no two doses of one product on one day
      const givenOn = new Date(Date.UTC(2021, 0, 1 + doses++));
      return write(areaCode, async ({ tx }) => {
        const row = { county, id: doseId, areaCode, personId, product: 'INACT', givenOn, origin: 'person' };
        await tx.dose.create({ data: row });
        return { county, personId, doseId };
      });
    },
    batchIn: (place) => {
      const [id, areaCode] = [randomUUID(), place.slice(0, 4) as AreaCode];
      return write(areaCode, async ({ tx }) => {
        const file = { fileName: `${areaCode}.csv`, sha256: new Uint8Array(randomBytes(32)), bytes: 1n, blobKey: '' };
        await tx.importBatch.create({
          data: { id, areaCode, kind: 'population', state: 'uploaded', createdBy: randomUUID(), ...file },
        });
        return { batchId: id };
      });
    },
    pairIn: (place) => {
      const [id, areaCode] = [randomUUID(), place.slice(0, 4) as AreaCode];
      return write(areaCode, async ({ tx }) => {
        const batchId = randomUUID();
        const file = { fileName: 'pair.csv', sha256: new Uint8Array(randomBytes(32)), bytes: 1n, blobKey: '' };
        await tx.importBatch.create({
          data: { id: batchId, areaCode, kind: 'health', state: 'cancelled', createdBy: randomUUID(), ...file },
        });
        const sides = { left: randomUUID(), right: randomUUID() };
        await tx.sourceRecord.createMany({
          data: Object.values(sides).map((sourceId, at) => ({
            id: sourceId,
            areaCode,
            batchId,
            rowNo: at + 1,
            kind: 'health',
            contentHash: new Uint8Array(randomBytes(32)),
            bodyCipher: new Uint8Array(sealBody(app.keys, sourceId, aSourceRow({ phone: '16900000000' }))),
          })),
        });
        await tx.linkPair.create({
          data: { id, areaCode, ...sides, probability: 0.5, evidence: [], state: 'pending' },
        });
        return { pairId: id };
      });
    },
    transferIn: (place) => {
      const [id, areaCode] = [randomUUID(), place.slice(0, 4) as AreaCode];
      return write(areaCode, async ({ tx, at }) => {
        const people = { fromPerson: randomUUID(), intoPerson: randomUUID() };
        const counties = { fromCounty: `${areaCode}01`, intoCounty: `${areaCode}02` };
        const proposed = { state: 'proposed', proposedBy: randomUUID(), proposedAt: at };
        await tx.pairTransfer.create({
          data: { id, areaCode, pairId: randomUUID(), ...people, ...counties, ...proposed },
        });
        return { transferId: id };
      });
    },
    workerIn: async (place) => ({ userId: (await app.createUser('worker', [villageIn(place)])).id }),
  };
};

type Write = <T>(area: AreaCode, work: (writer: Writer) => Promise<T>) => Promise<T>;

const addPerson = async (app: TestApp, write: Write, village: AreaCode): Promise<Located> => {
  const county = countyOf(village);
  const personId = randomUUID();
  const campaignId = randomUUID();
  await write(village, async ({ tx }) => {
    const names = { name: '测试', nameInitials: 'cs', sex: 'female', language: 'zh-CN' };
    const state = { origin: 'file', state: 'active', birthDate: new Date('1940-01-01T00:00:00Z') };
    await tx.person.create({ data: { county, id: personId, areaCode: village, ...names, ...state } });
  });
  const { campaign } = app.caller(await app.createUser('admin', [county]));
  await campaign.save({
    id: campaignId,
    areaCode: county,
    name: '测试',
    legalBasis: '测试',
    targetRule: { minAge: 60 },
    referenceDate: '2026-11-01',
    opensOn: '2026-11-01',
    deadline: '2027-01-01',
    isTest: false,
    milestones: [],
  });
  await campaign.open({ campaignId });
  const entry = await app.db.read({ area: county }, (tx) =>
    tx.registerEntry.findFirstOrThrow({ where: { campaignId, personId }, select: { id: true } }),
  );
  return { county, personId, entryId: entry.id, campaignId };
};
