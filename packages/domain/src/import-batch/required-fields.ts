import type { SourceKind } from '../register/query.ts';
import type { ImportField } from './query.ts';

/** Without these a row cannot be matched or placed. A file that lacks one is not read. */
export const requiredFields = (kind: SourceKind): ImportField[] => {
  switch (kind) {
    case 'population':
      return ['name', 'idNumber', 'areaCode'];
    case 'vaccination':
      return ['name', 'idNumber', 'product', 'givenOn'];
    case 'social':
    case 'medical':
    case 'health':
      return ['name', 'idNumber'];
  }
};
