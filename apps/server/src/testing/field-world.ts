/** A campaign, elders and tablets for tests of the field: one county with its villages, on top of `test-app`. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Command, Envelope } from '@qiaomen/domain/command';
import type { Answer } from '@qiaomen/domain/sync/query';
import { bandOn } from '@qiaomen/domain/register/age';
import { foldEntry } from '@qiaomen/domain/register/fold-entry';
import { countyOf, AreaCode } from '@qiaomen/domain/area/area-code';
import { findAreaOwner } from '../entry/find-area-owner.ts';
import { loadCampaign } from '../entry/load-events.ts';
import { nameInitials } from '../entry/name-initials.ts';
import { newId } from '../entry/new-id.ts';
import { sealPerson } from '../entry/sealed-person.ts';
import { writeEntry } from '../entry/write-entry.ts';
import { testAreas, type TestApp, type TestUser } from './test-app.ts';

export interface ElderDraft {
  areaCode?: string;
  name?: string;
  birthDate?: string;
  idNumber?: string | null;
  phone?: string | null;
}

export interface Elder {
  county: string;
  personId: string;
  entryId: string;
  areaCode: AreaCode;
}

export interface Tablet {
  deviceId: string;
  user: TestUser;
  /** puts commands into envelopes, numbered on */
  wrap(command: Command, over?: Partial<Envelope>): Envelope;
  push(commands: readonly unknown[], options?: { revoked?: boolean }): Promise<Answer[]>;
}

export interface FieldWorld {
  app: TestApp;
  campaignId: string;
  addElder(draft?: ElderDraft): Promise<Elder>;
  tablet(user: TestUser): Promise<Tablet>;
  visit(elder: { personId: string }, over?: Partial<VisitCommand>): VisitCommand;
}

type VisitCommand = Extract<Command, { type: 'visit.record' }>;

export const fieldWorld = async (app: TestApp): Promise<FieldWorld> => {
  const campaignId = randomUUID();
  await app.db.transact({ scope: { area: '22' }, actorId: null, county: '000000', at: app.now() }, async (writer) => {
    await writer.tx.campaign.create({
      data: {
        id: campaignId,
        areaCode: testAreas.prefecture,
        name: '测试',
        legalBasis: '测试',
        targetRule: { minAge: 60 },
        referenceDate: new Date('2026-11-02'),
        opensOn: new Date('2026-11-02'),
        deadline: new Date('2027-01-01'),
        state: 'open',
      },
    });
    await writer.audit({ action: 'test.campaign', entity: 'campaign', entityId: campaignId, detail: {} });
  });
  return {
    app,
    campaignId,
    addElder: (draft = {}) => addElder(app, campaignId, draft),
    tablet: (user) => addTablet(app, user),
    visit: ({ personId }, over = {}) => ({
      type: 'visit.record',
      visitId: newId(app.now()),
      personId,
      campaignId,
      outcome: '02',
      reasons: [],
      nextDate: null,
      note: '',
      ...over,
    }),
  };
};

const addElder = (app: TestApp, campaignId: string, draft: ElderDraft): Promise<Elder> => {
  const areaCode = AreaCode.parse(draft.areaCode ?? testAreas.village);
  const { name = '金顺姬', birthDate = '1942-03-05', idNumber = null, phone = null } = draft;
  const county = countyOf(areaCode);
  const personId = randomUUID();
  const entryId = newId(app.now());
  const context = { scope: { area: county }, actorId: null, county, at: app.now() };
  return app.db.transact(context, async (writer) => {
    const { tx, at } = writer;
    await tx.person.create({
      data: {
        county,
        id: personId,
        areaCode,
        name,
        nameInitials: nameInitials(name),
        sex: 'female',
        birthDate: new Date(birthDate),
        language: 'zh-CN',
        ...sealPerson(app.keys, personId, { idNumber, phone, address: '河南街 12 号' }),
        origin: 'file',
        state: 'active',
      },
    });
    const campaign = await loadCampaign(tx, campaignId);
    if (campaign === undefined) throw new Error('no campaign');
    const { lastSerial } = await tx.campaign.update({
      where: { id: campaignId },
      data: { lastSerial: { increment: 1 } },
    });
    const person = { state: 'active', birthDate, deceased: false } as const;
    const ownerId = await findAreaOwner(tx, areaCode, at);
    await writeEntry(writer, null, {
      county,
      id: entryId,
      areaCode,
      campaignId,
      personId,
      serial: lastSerial,
      band: bandOn(birthDate, campaign.referenceDate),
      origin: 'base',
      ownerId,
      ownerBy: ownerId === null ? null : 'area',
      rev: 1,
      ...foldEntry({ campaign, person, visits: [], doses: [], decisions: [] }),
    });
    await writer.audit({ action: 'test.elder', entity: 'person', entityId: personId, detail: {} });
    return { county, personId, entryId, areaCode };
  });
};

export const addTablet = async (app: TestApp, user: TestUser): Promise<Tablet> => {
  const deviceId = randomUUID();
  const context = { scope: { area: '22' }, actorId: user.id, county: '000000', at: app.now() };
  await app.db.transact(context, async (writer) => {
    await writer.tx.device.create({
      data: { id: deviceId, userId: user.id, tokenHash: randomBytes(32), label: '测试平板' },
    });
    await writer.audit({ action: 'test.device', entity: 'device', entityId: deviceId, detail: {} });
  });
  let deviceSeq = 0;
  return {
    deviceId,
    user,
    wrap: ({ type, ...payload }, over = {}) => {
      deviceSeq += 1;
      return {
        id: newId(app.now()),
        v: 1,
        type,
        county: countyOf(testAreas.village),
        deviceId,
        userId: user.id,
        deviceSeq,
        occurredAt: app.now().toISOString(),
        tz: 'Asia/Shanghai',
        elapsedMs: 1000,
        deps: [],
        attachments: [],
        payload,
        ...over,
      };
    },
    push: async (commands, options = {}) => {
      const reply = await app
        .deviceCaller(user, deviceId, options)
        .sync.push({ commands: [...commands], deviceNow: app.now().toISOString() });
      return reply.answers;
    },
  };
};
