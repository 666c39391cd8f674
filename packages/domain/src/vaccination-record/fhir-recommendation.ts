/** What is due next as a FHIR ImmunizationRecommendation. */
import { doseProducts } from '../dose/command.ts';
import { vaccineCode } from './fhir-immunization.ts';
import { coding, reference, type FhirResource } from './fhir-parts.ts';
import type { VaccinationRecord } from './query.ts';

const status = {
  due: 'due',
  not_yet: 'due',
  overdue: 'overdue',
  complete: 'complete',
  contraindicated: 'contraindicated',
} as const satisfies Record<VaccinationRecord['standing'], string>;

/** LOINC: earliest date to give, date vaccine due, date when overdue. */
const dateCodes = { earliest: '30981-5', recommended: '30980-7', pastDue: '59778-1' } as const;

const criterion = (kind: keyof typeof dateCodes, value: string) => ({
  code: { coding: [coding('http://loinc.org', dateCodes[kind])] },
  value,
});

export const recommendationOf = (
  { personId, next, standing, doses }: VaccinationRecord,
  id: string,
  now: string,
): FhirResource => {
  const counted = doses.filter(({ verdict }) => verdict === 'VALID');
  const products = doseProducts.filter((product) => next === null || next.products.includes(product));
  return {
    resourceType: 'ImmunizationRecommendation',
    id,
    patient: reference(personId),
    date: now,
    recommendation: [
      {
        vaccineCode: products.map(vaccineCode),
        forecastStatus: {
          coding: [
            coding('http://terminology.hl7.org/CodeSystem/immunization-recommendation-status', status[standing]),
          ],
        },
        ...(next === null
          ? {}
          : {
              forecastReason: next.rules.map((rule) => ({ coding: [coding('urn:qiaomen:schedule-rule', rule)] })),
              dateCriterion: [
                criterion('earliest', next.earliest),
                criterion('recommended', next.recommended),
                ...(next.pastDue === null ? [] : [criterion('pastDue', next.pastDue)]),
              ],
              series: next.series,
              doseNumberPositiveInt: next.dose,
            }),
        ...(counted.length === 0 ? {} : { supportingImmunization: counted.map((dose) => reference(dose.id)) }),
      },
    ],
  };
};
