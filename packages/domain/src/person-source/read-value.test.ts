import { describe, expect, it } from 'vitest';
import type { SourceField } from './query.ts';
import { readFieldValue } from './read-value.ts';

const at = { today: '2026-11-22', county: '222401' };

describe('a correction typed by a person', () => {
  it.each<[SourceField, string, unknown]>([
    ['name', ' 金顺姬 ', '金顺姬'],
    ['sex', 'female', 'female'],
    ['birthDate', '1944-02-29', '1944-02-29'],
    ['birthDate', '', null],
    ['phone', '169 1234 5678', '16912345678'],
    ['areaCode', '222401100200', '222401100200'],
    ['address', '河南街 12 号', '河南街 12 号'],
    ['ethnicity', '10', '10'],
    ['deceased', 'no', false],
  ])('%s “%s” is read', (field, text, value) => {
    expect(readFieldValue(field, text, at)).toEqual({ ok: true, value });
  });

  it.each<[SourceField, string]>([
    ['name', '  '],
    ['sex', 'f'],
    ['birthDate', '1943-02-29'],
    ['birthDate', '2026-11-23'],
    ['birthDate', '1800-01-01'],
    ['idNumber', '222401194402290001'],
    ['phone', '12'],
    ['areaCode', '222402100200'],
    ['areaCode', '222401'],
    ['ethnicity', 'Korean'],
    ['disabled', 'perhaps'],
  ])('%s “%s” is refused by name of the field', (field, text) => {
    expect(readFieldValue(field, text, at)).toEqual({ ok: false, error: { code: 'bad_input', fields: [field] } });
  });
});
