import type { FaultCode } from './query.ts';

/** What the office can do about a fault of a row; the words stand in the catalogues. */
export const adviceKinds = [
  'check_card', 'keep_text', 'fill_in', 'check_record', 'check_area', 'no_formula', 'check_columns', 'nothing',
] as const; // prettier-ignore
export type AdviceKind = (typeof adviceKinds)[number];

export const adviceFor = {
  name_missing: 'fill_in',
  name_strange: 'check_card',
  id_checksum: 'check_card',
  id_length: 'check_card',
  id_date: 'check_card',
  id_century: 'check_card',
  id_digits_lost: 'keep_text',
  id_placeholder: 'fill_in',
  id_sex_differs: 'check_card',
  id_birth_differs: 'check_card',
  id_prefix_unknown: 'check_card',
  id_15_digits: 'nothing',
  birth_missing: 'fill_in',
  birth_impossible: 'check_card',
  birth_future: 'check_card',
  sex_unknown: 'check_card',
  phone_strange: 'check_record',
  area_unknown: 'check_area',
  area_outside: 'check_area',
  area_missing: 'fill_in',
  area_to_town: 'check_area',
  area_old_code: 'nothing',
  row_short: 'check_columns',
  row_long: 'check_columns',
  row_duplicate: 'nothing',
  product_unknown: 'check_record',
  given_missing: 'fill_in',
  given_impossible: 'check_record',
  given_future: 'check_record',
  nothing_to_match: 'fill_in',
  date_missing: 'fill_in',
  date_impossible: 'check_record',
  date_future: 'check_record',
  date_order: 'check_record',
  institution_missing: 'fill_in',
  grade_unknown: 'check_record',
  certificate_strange: 'check_card',
  cell_error: 'no_formula',
} as const satisfies Record<FaultCode, AdviceKind>;
