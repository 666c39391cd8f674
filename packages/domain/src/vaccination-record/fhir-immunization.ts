/** One dose as a FHIR Immunization. A dose declared void stays in the bundle as entered in error. */
import type { DoseProduct } from '../dose/command.ts';
import { absent, coding, reference, type FhirResource } from './fhir-parts.ts';
import type { RecordedVaccination } from './query.ts';

/** WHO names for the kinds of vaccine; makers' products have no code that all systems share. */
const productNames: Readonly<Record<DoseProduct, string>> = {
  INACT: 'COVID-19 vaccine, inactivated',
  AD5_IM: 'COVID-19 vaccine, Ad5 vectored, intramuscular',
  AD5_INH: 'COVID-19 vaccine, Ad5 vectored, inhaled',
  SUB_CHO: 'COVID-19 vaccine, recombinant subunit (CHO cell)',
};

export const vaccineCode = (product: DoseProduct) => ({
  coding: [{ ...coding('urn:qiaomen:product', product), display: productNames[product] }],
  text: productNames[product],
});

const siteCodes = { left_arm: 'LA', right_arm: 'RA', left_thigh: 'LT', right_thigh: 'RT', airway: null } as const;
const routeCodes = { intramuscular: 'IM', subcutaneous: 'SQ', inhaled: 'IPINHL' } as const;

const siteOf = ({ site }: RecordedVaccination) => {
  if (site === null) return {};
  const code = siteCodes[site];
  const act = code === null ? [] : [coding('http://terminology.hl7.org/CodeSystem/v3-ActSite', code)];
  return { site: { coding: [...act, coding('urn:qiaomen:site', site)] } };
};

const routeOf = ({ route }: RecordedVaccination) =>
  route === null
    ? {}
    : {
        route: {
          coding: [coding('http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration', routeCodes[route])],
        },
      };

const amountOf = ({ amount }: RecordedVaccination) =>
  amount === null
    ? {}
    : { doseQuantity: { value: amount, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' } };

export const immunizationOf = (dose: RecordedVaccination, personId: string): FhirResource => ({
  resourceType: 'Immunization',
  id: dose.id,
  ...(dose.traceCode === null || dose.traceCode.trim() === ''
    ? {}
    : { identifier: [{ system: 'urn:qiaomen:trace-code', value: dose.traceCode }] }),
  status: dose.voided ? 'entered-in-error' : 'completed',
  vaccineCode: vaccineCode(dose.product),
  patient: reference(personId),
  occurrenceDateTime: dose.givenAt ?? dose.givenOn,
  recorded: dose.recordedAt,
  primarySource: dose.givenAt !== null,
  ...(dose.origin === 'file' ? { reportOrigin: { coding: [coding('urn:qiaomen:dose-origin', 'file')] } } : {}),
  ...(dose.lot === null || dose.lot.trim() === '' ? absent('unknown', 'lotNumber') : { lotNumber: dose.lot }),
  ...(dose.expiry === null ? {} : { expirationDate: dose.expiry }),
  ...siteOf(dose),
  ...routeOf(dose),
  ...amountOf(dose),
  ...(dose.vaccinatorName === null || dose.vaccinatorName.trim() === ''
    ? {}
    : {
        performer: [
          {
            function: { coding: [coding('http://terminology.hl7.org/CodeSystem/v2-0443', 'AP')] },
            actor: { display: dose.vaccinatorName },
          },
        ],
      }),
  ...(dose.verdict === null || dose.verdict === 'VALID' ? {} : { note: [{ text: `schedule: ${dose.verdict}` }] }),
  ...(dose.number === null ? {} : { protocolApplied: [{ doseNumberPositiveInt: dose.number }] }),
});
