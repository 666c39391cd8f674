/** Which institution a row of a roster means, and which place that is. */

/** Spaces, brackets and full-width letters do not make another institution. */
export const placeKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s()（）「」"'·.,，。-]/gu, '')
    .toUpperCase();

export interface RosterRow {
  institution: string | null;
  institutionCode: string | null;
}

const codeKey = (code: string): string => `code:${placeKey(code)}`;
const nameKey = (name: string): string => `name:${placeKey(name)}`;

/**
 * The key of each row: its code, or its name. Rows without a code belong to the one code that has their name; where
 * several have it (every township has an "敬老院"), nobody can tell, and the name stands for itself.
 */
export const institutionKeys = (rows: readonly RosterRow[]): (string | null)[] => {
  const codesOf = new Map<string, Set<string>>();
  for (const { institution, institutionCode } of rows)
    if (institution !== null && institutionCode !== null) {
      const codes = codesOf.get(placeKey(institution)) ?? new Set();
      codesOf.set(placeKey(institution), codes.add(codeKey(institutionCode)));
    }
  return rows.map(({ institution, institutionCode }) => {
    if (institutionCode !== null && placeKey(institutionCode) !== '') return codeKey(institutionCode);
    if (institution === null || placeKey(institution) === '') return null;
    const [only, ...others] = codesOf.get(placeKey(institution)) ?? [];
    return only !== undefined && others.length === 0 ? only : nameKey(institution);
  });
};

export interface KnownPlace {
  county: string;
  placeId: string;
  nameKey: string;
  /** as `placeKey` writes it; empty where there is none */
  codeKey: string;
}

/** The one place with this code, or else the one with this name; two that fit are nobody's guess. */
export const findPlace = (
  institution: { name: string; code: string },
  places: readonly KnownPlace[],
): KnownPlace | null => {
  const [code, name] = [placeKey(institution.code), placeKey(institution.name)];
  const byCode = code === '' ? [] : places.filter((place) => place.codeKey === code);
  // a place with another code is another place, whatever its name
  const byName = places.filter((place) => place.nameKey === name && (place.codeKey === '' || code === ''));
  const found = byCode.length > 0 ? byCode : byName;
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** Living there on the day: the day of moving out is no longer one. */
export const isStaying = (stay: { fromOn: string | null; toOn: string | null }, day: string): boolean =>
  (stay.fromOn === null || stay.fromOn <= day) && (stay.toOn === null || day < stay.toOn);
