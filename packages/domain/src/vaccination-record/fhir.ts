/**
 * The record as a FHIR R4 Bundle (hl7.org/fhir/R4): Patient, Immunization, ImmunizationRecommendation, AdverseEvent.
 * Where a value is masked or nobody knows it, the element says so (`data-absent-reason`) instead of inventing one.
 */
import { immunizationOf } from './fhir-immunization.ts';
import { recommendationOf } from './fhir-recommendation.ts';
import { absent, cleaned, coding, reference, type FhirResource } from './fhir-parts.ts';
import type { RecordedAefi, VaccinationRecord } from './query.ts';

export interface FhirBundle {
  resourceType: 'Bundle';
  id: string;
  meta: object;
  type: 'collection';
  timestamp: string;
  entry: { fullUrl: string; resource: FhirResource }[];
}

/** Resident identity number, as the exchange documents of the health information standards name it (WS/T 500). */
const residentNumber = 'urn:oid:2.16.156.10011.1.3';
const gender = { male: 'male', female: 'female', unknown: 'unknown' } as const;

const addressOf = ({ address, masked, areaPath }: VaccinationRecord): object => {
  const [district] = areaPath;
  const street = address === null || address.trim() === '' ? null : address;
  const text = [...areaPath, masked ? '' : (street ?? '')].join(' ').trim();
  if (text === '' && street === null) return {};
  const line = street === null ? {} : masked ? absent('masked', 'line', true) : { line: [street] };
  const place = { ...(text !== '' && { text }), ...line, ...(district !== undefined && { district }) };
  return { address: [{ use: 'home', ...place, country: 'CN' }] };
};

const patientOf = (record: VaccinationRecord): FhirResource => {
  const { idNumber, phone, masked } = record;
  const shown = (value: string) => (masked ? absent('masked', 'value') : { value });
  const label = { security: [coding('http://terminology.hl7.org/CodeSystem/v3-ObservationValue', 'MASKED')] };
  return {
    resourceType: 'Patient',
    id: record.personId,
    ...(masked && { meta: label }),
    ...(idNumber !== null && { identifier: [{ use: 'official', system: residentNumber, ...shown(idNumber) }] }),
    name: [{ use: 'official', text: record.name }],
    ...(phone !== null && { telecom: [{ system: 'phone', ...shown(phone) }] }),
    gender: gender[record.sex],
    ...(record.birthDate === null ? absent('unknown', 'birthDate') : { birthDate: record.birthDate }),
    deceasedBoolean: record.deceased,
    ...addressOf(record),
    communication: [{ language: { coding: [coding('urn:ietf:bcp:47', record.language)] }, preferred: true }],
  };
};

const seriousness = (severity: RecordedAefi['severity']): string =>
  severity === 'not_serious' ? 'Non-serious' : 'Serious';

const adverseEventOf = (aefi: RecordedAefi, record: VaccinationRecord): FhirResource => ({
  resourceType: 'AdverseEvent',
  id: aefi.id,
  actuality: 'actual',
  subject: reference(record.personId),
  date: aefi.onsetAt,
  recordedDate: aefi.reportedAt,
  ...(aefi.reactions.length === 0
    ? { event: { text: aefi.severity } }
    : { event: { coding: aefi.reactions.map((code) => coding('urn:qiaomen:aefi-reaction', code)) } }),
  seriousness: {
    coding: [
      coding('http://terminology.hl7.org/CodeSystem/adverse-event-seriousness', seriousness(aefi.severity)),
      coding('urn:qiaomen:aefi-severity', aefi.severity),
    ],
  },
  outcome: { coding: [coding('http://terminology.hl7.org/CodeSystem/adverse-event-outcome', aefi.outcome)] },
  ...(record.doses.some(({ id }) => id === aefi.doseId)
    ? { suspectEntity: [{ instance: reference(aefi.doseId) }] }
    : {}),
});

/** @param ids of the bundle and of the recommendation, which have none in the register */
export const fhirBundleOf = (
  record: VaccinationRecord,
  { bundleId, recommendationId, now }: { bundleId: string; recommendationId: string; now: string },
): FhirBundle => {
  const resources = [
    patientOf(record),
    ...record.doses.map((dose) => immunizationOf(dose, record.personId)),
    recommendationOf(record, recommendationId, now),
    ...record.aefi.map((aefi) => adverseEventOf(aefi, record)),
  ];
  return {
    resourceType: 'Bundle',
    id: bundleId,
    meta: { lastUpdated: now },
    type: 'collection',
    timestamp: now,
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource: cleaned(resource) })),
  };
};
