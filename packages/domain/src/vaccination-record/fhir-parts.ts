/** Pieces every FHIR resource is made of. */
export type FhirResource = { resourceType: string; id: string } & Record<string, unknown>;

export const coding = (system: string, code: string) => ({ system, code });

/** Resources of one bundle name each other by the ids they have in it. */
export const reference = (id: string) => ({ reference: `urn:uuid:${id}` });

const reason = (code: 'masked' | 'unknown') => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: code }],
});

/** The element is there, and says why it has no value. */
export const absent = (code: 'masked' | 'unknown', element: string, isList = false): Record<string, unknown> => ({
  [`_${element}`]: isList ? [reason(code)] : reason(code),
});

/** A FHIR string has no space but the plain one, no control character, and is never empty. */
const plain = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

/** Texts as FHIR takes them; elements whose text says nothing are left out. */
export const cleaned = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map((one: unknown) => cleaned(one)) as Value;
  if (typeof value === 'string') return plain(value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, one]) => typeof one !== 'string' || plain(one) !== '');
  return Object.fromEntries(kept.map(([name, one]: [string, unknown]) => [name, cleaned(one)])) as Value;
};
