/** Which column each field comes from, as it is being chosen. */
import { importFields, type ColumnMapping, type ImportField } from '@qiaomen/domain/import-batch/query';
import { requiredFields } from '@qiaomen/domain/import-batch/required-fields';
import type { SourceKind } from '@qiaomen/domain/register/query';

const ofDoses: readonly ImportField[] = ['product', 'givenOn', 'lot'];

/** Doses stand only in a vaccination file; a field that has a column already is always shown. */
export const shownFields = (kind: SourceKind, mapping: ColumnMapping): ImportField[] => {
  const required = requiredFields(kind);
  const shown = importFields.filter(
    (field) => kind === 'vaccination' || !ofDoses.includes(field) || mapping[field] !== undefined,
  );
  return [...required, ...shown.filter((field) => !required.includes(field))];
};

export const missingFields = (kind: SourceKind, mapping: ColumnMapping): ImportField[] =>
  requiredFields(kind).filter((field) => mapping[field] === undefined);

/** The first column that two fields would take from. */
export const findTwiceUsed = (mapping: ColumnMapping): number | undefined => {
  const columns = Object.values(mapping);
  return columns.find((column, at) => columns.indexOf(column) !== at);
};

export const withColumn = (mapping: ColumnMapping, field: ImportField, column: number | null): ColumnMapping => {
  const { [field]: _before, ...rest } = mapping;
  return column === null ? rest : { ...rest, [field]: column };
};
