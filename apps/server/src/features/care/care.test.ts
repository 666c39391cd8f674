/** Care at home from a tablet to the office: certificates, flags as incidents, the second word of a closing. */
import { randomUUID } from 'node:crypto';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { usual } from '@qiaomen/domain/care/testing';
import type { Command } from '@qiaomen/domain/command';
import type { Answer } from '@qiaomen/domain/sync/query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../entry/new-id.ts';
import { checkCounty } from '../../entry/rebuild.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let admin: TestUser;
let supervisor: TestUser;
let vaccinator: TestUser;
const deviceId = randomUUID();
const county = CountyCode.parse(testAreas.county);

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  admin = await app.createUser('admin', [testAreas.prefecture]);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  vaccinator = await app.createUser('vaccinator', [testAreas.village]);
});
afterAll(() => app.close());

let deviceSeq = 0;
const push = async (command: Command): Promise<Answer> => {
  const { type, ...payload } = command;
  const at = app.now().toISOString();
  deviceSeq += 1;
  const envelope = {
    id: newId(app.now()),
    v: 1,
    type,
    county,
    deviceId,
    userId: vaccinator.id,
    deviceSeq,
    occurredAt: at,
    tz: 'Asia/Shanghai',
    elapsedMs: 1,
    deps: [],
    attachments: [],
    payload,
  };
  const { answers } = await app.deviceCaller(vaccinator, deviceId).sync.push({ commands: [envelope], deviceNow: at });
  const [answer] = answers;
  if (answer === undefined) throw new Error('no answer');
  return answer;
};
const page = { page: 0, size: 50 };
const flagsOf = (answer: Answer): string[] =>
  answer.state === 'applied' ? answer.flags.map(({ code }) => code) : [answer.state];
const certificate = (over: object = {}) => ({
  id: newId(app.now()),
  userId: vaccinator.id,
  kind: 'vaccinator' as const,
  number: '2022010234567',
  issuer: '县卫生健康局',
  validFrom: '2025-01-01',
  validTo: '2027-12-31',
  trainedUntil: '2027-06-30',
  ...over,
});

test('a dose without a certificate is an incident; with one it is none, and a withdrawn one is none either', async () => {
  const office = app.caller(admin);
  const doseOf = (personId: string) => ({ ...usual.dose, personId, doseId: newId(app.now()), place: 'site' as const });
  const first = await world.addElder();
  const dose = doseOf(first.personId);
  expect(flagsOf(await push(dose))).toEqual(['not_screened', 'no_consent', 'certificate_invalid']);
  const own = certificate();
  await office.certificate.save(own);
  const rows = await office.certificate.list({ userId: vaccinator.id });
  expect(rows).toMatchObject([{ id: own.id, numberMasked: '*********4567', state: 'valid', withdrawn: null }]);
  expect(flagsOf(await push(doseOf((await world.addElder()).personId)))).toEqual(['not_screened', 'no_consent']);
  await office.certificate.withdraw({ id: own.id, userId: vaccinator.id, reason: '调离岗位' });
  const [ended] = await office.certificate.list({ userId: vaccinator.id });
  expect(ended?.withdrawn).toMatchObject({ reason: '调离岗位', byName: expect.any(String) });
  expect(flagsOf(await push(doseOf((await world.addElder()).personId)))).toContain('certificate_invalid');
  expect(await refusalOf(office.certificate.save(own))).toMatchObject({ code: 'changed_meanwhile' });
  const incidents = await app.caller(supervisor).incident.list({ areaCode: null, state: 'open', flag: null, page });
  expect(incidents.total).toBe(3);
  expect(incidents.rows.find(({ eventId }) => eventId === dose.doseId)).toMatchObject({
    personId: first.personId,
    kind: 'dose.record',
    flags: [{ code: 'not_screened' }, { code: 'no_consent' }, { code: 'certificate_invalid' }],
  });
});

test('staff without a certificate that holds, or with one that ends soon, stand first and are counted', async () => {
  const office = app.caller(admin);
  const nobody = await app.createUser('vaccinator', [testAreas.siblingVillage]);
  const soon = await app.createUser('vaccinator', [testAreas.siblingVillage]);
  const fine = await app.createUser('vaccinator', [testAreas.siblingVillage]);
  await office.certificate.save({ ...certificate({ trainedUntil: '2026-12-31' }), userId: soon.id });
  await office.certificate.save({ ...certificate(), userId: fine.id });
  const staff = await office.certificate.staff({ show: 'all', text: '', page });
  const stateOf = (userId: string) => staff.rows.find((row) => row.userId === userId)?.state;
  expect([nobody, soon, fine].map(({ id }) => stateOf(id))).toEqual(['none', 'ending', 'valid']);
  expect(staff.rows.at(0)?.state).toBe('none');
  const few = await app.caller(supervisor).certificate.staff({ show: 'attention', text: '', page });
  expect(few.rows.map((row) => row.userId)).not.toContain(fine.id);
  expect(few.total).toBe(few.attention);
  const other = await app.createUser('supervisor', [testAreas.otherTownship]);
  expect(await app.caller(other).certificate.staff({ show: 'all', text: '', page })).toMatchObject({
    rows: [],
    total: 0,
  });
});

test('a certificate that ends before it begins is refused', async () => {
  const wrong = certificate({ validTo: '2024-12-31' });
  expect(await refusalOf(app.caller(admin).certificate.save(wrong))).toMatchObject({ code: 'bad_input' });
});

test('what the register keeps of a dose can be traced, and words are sealed', async () => {
  const { personId } = await world.addElder();
  const dose = { ...usual.dose, personId, doseId: newId(app.now()) };
  await push(dose);
  await push({ ...usual.followUp, personId, doseId: dose.doseId, followUpId: newId(app.now()), note: '胳膊有点酸' });
  const { row, notes } = await app.db.read({ area: county }, async (tx) => ({
    row: await tx.dose.findUniqueOrThrow({ where: { county_id: { county, id: dose.doseId } } }),
    notes: await tx.careEvent.findMany({ where: { county, personId } }),
  }));
  const { traceCode, traceScheme, lot, site, route, amount, place, screeningId, consentId } = usual.dose;
  const traced = { traceCode, traceScheme, lot, site, route, amount, place, screeningId, consentId };
  expect(row).toMatchObject({ ...traced, expiry: new Date('2027-05-31'), givenAt: app.now(), team: usual.dose.team });
  expect(JSON.stringify(notes.map(({ facts, flags }) => ({ facts, flags })))).not.toContain('胳膊');
  expect(notes.filter(({ bodyCipher }) => bodyCipher !== null)).toHaveLength(1);
});

test('an entry is closed by a second person only, and a later screening opens it again', async () => {
  const { personId } = await world.addElder();
  const { campaignId } = world;
  const closeId = newId(app.now());
  expect(flagsOf(await push({ ...usual.close, personId, campaignId, closeId }))).toEqual([]);
  const caller = app.caller(supervisor);
  const stateOf = async () => (await caller.person.detail({ county, personId })).row?.state;
  expect(await stateOf()).toBe('exemption_claimed');
  const word = { ...usual.agreement, agreementId: newId(app.now()), personId, closeId };
  expect(await caller.care.agreeClose({ county, command: word })).toEqual({ flags: [] });
  expect(await stateOf()).toBe('deceased');
  const again = { ...word, agreementId: newId(app.now()) };
  expect(await refusalOf(caller.care.agreeClose({ county, command: again }))).toMatchObject({
    code: 'already_decided',
  });
  app.setNow(new Date(app.now().getTime() + 3_600_000));
  await push({ ...usual.screening, personId, screeningId: newId(app.now()) });
  expect(await stateOf()).toBe('agreed');
});

test('who moved away is closed when the prefecture confirms it; the area that was left cannot say so', async () => {
  const { personId } = await world.addElder();
  const { campaignId } = world;
  const closeId = newId(app.now());
  const close = {
    ...usual.close,
    personId,
    campaignId,
    closeId,
    code: 'C5' as const,
    evidence: ['receiving_area' as const],
  };
  expect(flagsOf(await push(close))).toEqual([]);
  const stateOf = async () => (await app.caller(supervisor).person.detail({ county, personId })).row?.state;
  const word = { ...usual.agreement, agreementId: newId(app.now()), personId, closeId };
  expect(await refusalOf(app.caller(supervisor).care.agreeClose({ county, command: word }))).toEqual({
    code: 'outside_area',
  });
  expect(await stateOf()).toBe('exemption_claimed');
  const prefecture = await app.createUser('supervisor', [testAreas.prefecture]);
  await app.caller(prefecture).care.agreeClose({ county, command: word });
  expect(await stateOf()).toBe('moved');
  app.setNow(new Date(app.now().getTime() + 3_600_000));
  await push({ ...usual.screening, personId, screeningId: newId(app.now()) });
  expect(await stateOf()).toBe('agreed');
});

test('requests to close wait in a queue for somebody else, and a word taken back opens the entry again', async () => {
  const { personId } = await world.addElder();
  const { campaignId } = world;
  const closeId = newId(app.now());
  await push({ ...usual.close, personId, campaignId, closeId, text: '村委会证明' });
  const caller = app.caller(supervisor);
  const queue = async (state: 'waiting' | 'agreed') =>
    (await caller.care.closings({ areaCode: null, state, page })).rows.filter((row) => row.closeId === closeId);
  expect(await queue('waiting')).toMatchObject([
    { code: 'C4', missing: [], text: '村委会证明', own: false, entryState: 'exemption_claimed', decision: null },
  ]);
  const agreementId = newId(app.now());
  await caller.care.agreeClose({
    county,
    command: { ...usual.agreement, agreementId, personId, closeId, why: '电话核实' },
  });
  expect(await queue('waiting')).toEqual([]);
  expect(await queue('agreed')).toMatchObject([
    { entryState: 'deceased', decision: { agreed: true, why: '电话核实' } },
  ]);
  const back = { type: 'care.void' as const, eventId: agreementId, personId, why: '本人还在' };
  expect(await refusalOf(caller.care.reopen({ county, command: { ...back, why: '' } }))).toMatchObject({
    code: 'bad_input',
  });
  expect(await refusalOf(caller.care.reopen({ county, command: { ...back, eventId: closeId } }))).toEqual({
    code: 'not_found',
  });
  await caller.care.reopen({ county, command: back });
  expect(await queue('waiting')).toMatchObject([{ entryState: 'exemption_claimed' }]);
});

test('the tablet is told its user’s certificates and the care of each person', async () => {
  await app.caller(admin).certificate.save(certificate());
  const pull = { epoch: null, cursors: {}, schema: 1, resume: null };
  const reply = await app.caller(vaccinator).sync.pull(pull);
  expect(reply.certificates).toMatchObject([{ userId: vaccinator.id, kind: 'vaccinator', validTo: '2027-12-31' }]);
  expect(reply.upserts.filter(({ care }) => care !== undefined).length).toBeGreaterThan(3);
});

test('built anew from the events, every entry is as it stands', async () => {
  expect(await checkCounty(app.db, county)).toEqual([]);
});

test('a doubt at the bedside waits for the expert panel, and its word moves the entry on', async () => {
  const { personId } = await world.addElder();
  const screeningId = newId(app.now());
  const answers = { ...usual.screening.answers, componentAllergy: 'unsure' } as const;
  await push({ ...usual.screening, personId, screeningId, answers });
  const office = app.caller(supervisor);
  const mine = async () => (await office.care.consults({ page })).rows.find((row) => row.screeningId === screeningId);
  expect(await mine()).toMatchObject({ personId, conditions: ['ALLERGY_TO_COMPONENT'], isLate: false, own: false });
  const answer = { answerId: newId(app.now()), screeningId, personId, result: 'ELIGIBLE', until: null, why: '与疫苗成分无关' } as const;
  await office.care.answerConsult({ county, command: { type: 'consult.answer', ...answer } });
  expect(await mine()).toBeUndefined();
  const again = { ...answer, answerId: newId(app.now()) };
  expect(await refusalOf(office.care.answerConsult({ county, command: { type: 'consult.answer', ...again } }))).toEqual({ code: 'already_decided' });
}); // prettier-ignore
