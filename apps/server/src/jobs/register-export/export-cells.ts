/** One person as one row of an exported file. */
import { maskedFields } from '../../entry/masked-fields.ts';
import { toNamedRows } from '../../entry/register-rows.ts';
import { openPersonField } from '../../entry/sealed-person.ts';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Words } from '../../words/load-words.ts';
import type { ExportedRow } from './export-rows.ts';

export const exportWidths = [8, 12, 6, 12, 6, 10, 22, 16, 12, 18, 20, 24, 10, 8, 10, 14, 14, 12, 14, 12, 8];

export const headerCells = (words: Words): string[] => [
  words('registerExport:file.serial'),
  words('registerExport:file.person'),
  words('registerExport:file.sex'),
  words('registerExport:file.birthDate'),
  words('registerExport:file.age'),
  words('registerExport:file.band'),
  words('registerExport:file.idNumber'),
  words('registerExport:file.phone'),
  words('registerExport:file.county'),
  words('registerExport:file.township'),
  words('registerExport:file.village'),
  words('registerExport:file.address'),
  words('registerExport:file.language'),
  words('registerExport:file.disabled'),
  words('registerExport:file.nursingHome'),
  words('registerExport:file.state'),
  words('registerExport:file.dose'),
  words('registerExport:file.owner'),
  words('registerExport:file.nextAction'),
  words('registerExport:file.nextDate'),
  words('registerExport:file.visits'),
];

export interface CellContext {
  keys: FieldKeys;
  words: Words;
  masked: boolean;
  referenceDate: string;
}

const secrets = (row: ExportedRow, { keys, masked }: CellContext): (string | null)[] => {
  const { personId: id, idCipher, phoneCipher, addressCipher } = row;
  if (masked) {
    const { idMasked, phoneMasked, addressMasked } = maskedFields(keys, { id, idCipher, phoneCipher, addressCipher });
    return [idMasked, phoneMasked, addressMasked];
  }
  return [
    openPersonField(keys, id, 'idNumber', idCipher),
    openPersonField(keys, id, 'phone', phoneCipher),
    openPersonField(keys, id, 'address', addressCipher),
  ];
};

export const rowCells = (row: ExportedRow, context: CellContext): string[] => {
  const { words } = context;
  const [shown] = toNamedRows([row], context.referenceDate);
  if (shown === undefined) return [];
  const [idNumber, phone, address] = secrets(row, context);
  const [county = '', township = '', ...closer] = shown.areaPath;
  return [
    String(shown.serial),
    shown.name,
    words(`codes:sex.${shown.sex}`),
    shown.birthDate ?? '',
    shown.age === null ? '' : String(shown.age),
    words(`codes:band.${shown.band}`),
    idNumber ?? '',
    phone ?? '',
    county,
    township,
    closer.join(' '),
    address ?? '',
    words(`codes:personLanguage.${shown.language}`),
    shown.disabled ? words('registerExport:yes') : '',
    shown.nursingHome ? words('registerExport:yes') : '',
    words(`codes:state.${shown.state}`),
    words(`codes:doseStatus.${shown.doseStatus}`),
    shown.ownerName ?? '',
    shown.nextAction === null ? '' : words(`codes:nextAction.${shown.nextAction}`),
    shown.nextDate ?? '',
    String(shown.visitCount),
  ];
};
