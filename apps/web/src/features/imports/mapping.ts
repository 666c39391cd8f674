/** Which column each field comes from, as it is being chosen. */
import { importFields, type ColumnMapping, type ImportField } from '@qiaomen/domain/import-batch/query';
import { requiredFields } from '@qiaomen/domain/import-batch/required-fields';
import type { SourceKind } from '@qiaomen/domain/register/query';

/** Fields that only one kind of file has. */
const kindOf: Partial<Record<ImportField, SourceKind>> = {
  product: 'vaccination',
  givenOn: 'vaccination',
  lot: 'vaccination',
  disabilityNumber: 'disability',
  disabilityCategory: 'disability',
  disabilityGrade: 'disability',
  institution: 'nursing_home',
  institutionCode: 'nursing_home',
  room: 'nursing_home',
  admittedOn: 'nursing_home',
  dischargedOn: 'nursing_home',
  deathDate: 'death',
  deathSource: 'death',
  movedOn: 'move_out',
  destination: 'move_out',
};

/** Doses stand only in a vaccination file, and so on; a field that has a column already is always shown. */
export const shownFields = (kind: SourceKind, mapping: ColumnMapping): ImportField[] => {
  const required = requiredFields(kind);
  const shown = importFields.filter((field) => (kindOf[field] ?? kind) === kind || mapping[field] !== undefined);
  return [...required, ...shown.filter((field) => !required.includes(field))];
};

/** The first column that two fields would take from. */
export const findTwiceUsed = (mapping: ColumnMapping): number | undefined => {
  const columns = Object.values(mapping);
  return columns.find((column, at) => columns.indexOf(column) !== at);
};

export const withColumn = (mapping: ColumnMapping, field: ImportField, column: number | null): ColumnMapping => {
  const { [field]: _before, ...rest } = mapping;
  return column === null ? rest : { ...rest, [field]: column };
};
