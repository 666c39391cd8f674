/** The record of a person on screen and as a bundle: masked unless somebody says what for, and always in the trail. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { usual } from '@qiaomen/domain/care/testing';
import { newId } from '../../entry/new-id.ts';
import { fieldWorld, type Elder, type FieldWorld } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let elder: Elder;
const county = CountyCode.parse(testAreas.county);
const secrets = { idNumber: '222401194203050021', phone: '13900000000' };
const doseId = () => newId(app.now());

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  elder = await world.addElder(secrets);
  const vaccinator = await world.tablet(await app.createUser('vaccinator', [testAreas.village]));
  const { personId } = elder;
  const id = doseId();
  const aefi = {
    type: 'aefi.report' as const,
    aefiId: newId(app.now()),
    doseId: id,
    personId,
    onsetAt: app.now().toISOString(),
    seenOn: null,
    reactions: ['rash'],
    severity: 'not_serious' as const,
    hospitalised: false,
    found: 'active' as const,
    cluster: false,
    majorImpact: false,
    maker: '',
    doseNumber: 1,
    course: '',
    diagnosis: '',
  };
  await vaccinator.push([vaccinator.wrap({ ...usual.dose, personId, doseId: id }), vaccinator.wrap(aefi)]);
});
afterAll(() => app.close());

const trail = (action: string) =>
  app.db.auditQuery<{ detail: Record<string, unknown> }>('SELECT detail FROM audit.entry WHERE action = $1', [action]);

test('the record shows every dose as it counts, its lot and who gave it, and masks what is secret', async () => {
  const { personId } = elder;
  const record = await app.caller(supervisor).vaccinationRecord.read({ county, personId });
  expect(record).toMatchObject({ masked: true, idNumber: '222401********0021', standing: 'not_yet' });
  expect(record.doses).toMatchObject([
    { number: 1, verdict: 'VALID', lot: '202611A07', vaccinatorName: expect.any(String) },
  ]);
  expect(record.aefi).toMatchObject([{ reactions: ['rash'], outcome: 'ongoing' }]);
  expect(JSON.stringify(record)).not.toContain(secrets.phone);
});

test('shown in full it counts three looks, with what they were for', async () => {
  const { personId } = elder;
  const record = await app.caller(supervisor).vaccinationRecord.open({ county, personId, purpose: 'verify_identity' });
  expect(record).toMatchObject({ masked: false, ...secrets, address: '河南街 12 号' });
  const [line] = await trail('person.reveal');
  expect(line?.detail).toMatchObject({ count: 3, purpose: 'verify_identity', with: 'vaccination_record' });
});

test('every bundle taken away is in the trail, by ids and counts', async () => {
  const { personId } = elder;
  const caller = app.caller(supervisor);
  const masked = await caller.vaccinationRecord.download({ county, personId });
  expect(masked.entry.map(({ resource }) => resource.resourceType)).toEqual([
    'Patient',
    'Immunization',
    'ImmunizationRecommendation',
    'AdverseEvent',
  ]);
  expect(JSON.stringify(masked)).not.toMatch(/222401194203050021|13900000000|河南街/);
  const open = await caller.vaccinationRecord.downloadOpen({ county, personId, purpose: 'supervision' });
  expect(JSON.stringify(open)).toContain(secrets.idNumber);
  const lines = await trail('vaccinationRecord.download');
  expect(lines.map(({ detail }) => detail['masked'])).toEqual([true, false]);
  expect(JSON.stringify(lines)).not.toContain(secrets.idNumber);
});

test('nobody reads or takes a record of another area', async () => {
  const stranger = app.caller(await app.createUser('supervisor', [testAreas.otherTownship]));
  const { personId } = elder;
  for (const asked of [
    () => stranger.vaccinationRecord.read({ county, personId }),
    () => stranger.vaccinationRecord.downloadOpen({ county, personId, purpose: 'contact' }),
  ])
    expect(await refusalOf(asked())).toEqual({ code: 'not_found' });
});
