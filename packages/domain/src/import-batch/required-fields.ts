import type { SourceKind } from '../register/query.ts';
import type { ColumnMapping, ImportField } from './query.ts';

/** Without these a row cannot be matched or placed. A file that lacks one is not read. */
export const requiredFields = (kind: SourceKind): ImportField[] => {
  switch (kind) {
    case 'population':
      return ['name', 'idNumber', 'areaCode'];
    case 'vaccination':
      return ['name', 'idNumber', 'product', 'givenOn'];
    case 'nursing_home':
      return ['name', 'idNumber', 'institution'];
    case 'death':
      return ['name', 'idNumber', 'deathDate'];
    case 'move_out':
      return ['name', 'idNumber', 'movedOn'];
    case 'social':
    case 'medical':
    case 'health':
    case 'disability':
      return ['name', 'idNumber'];
  }
};

/** What another field says too: the number of a disability certificate begins with the ID number. */
const standIns: Partial<Record<ImportField, ImportField>> = { idNumber: 'disabilityNumber' };

export const missingFields = (kind: SourceKind, mapping: ColumnMapping): ImportField[] =>
  requiredFields(kind).filter((field) => {
    const standIn = standIns[field];
    return mapping[field] === undefined && (standIn === undefined || mapping[standIn] === undefined);
  });
