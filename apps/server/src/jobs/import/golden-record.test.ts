import { describe, expect, it } from 'vitest';
import { goldenRecord, type GoldenSource, type SourceFields } from './golden-record.ts';

const fields = (given: Partial<SourceFields>): SourceFields => ({
  name: '金顺姬',
  sex: 'unknown',
  birthDate: null,
  idNumber: null,
  idValid: false,
  phone: null,
  areaCode: null,
  address: null,
  ethnicity: null,
  disabled: false,
  nursingHome: false,
  deceased: false,
  ...given,
});

const row = (
  kind: GoldenSource['kind'],
  given: Partial<SourceFields>,
  more: Partial<GoldenSource> = {},
): GoldenSource => ({
  sourceId: `${kind}-${more.rowNo ?? 1}`,
  kind,
  importedAt: '2026-11-01T00:00:00.000Z',
  rowNo: 1,
  ...more,
  fields: fields(given),
});

describe('the golden record', () => {
  it('takes name, birth date, sex and area from the household register whatever the others say', () => {
    const golden = goldenRecord([
      row('medical', { name: '金顺姫', birthDate: '1944-03-05', areaCode: '222402100200' }),
      row('social', { name: '金顺姫', birthDate: '1944-03-05' }),
      row('population', { birthDate: '1944-03-04', sex: 'female', areaCode: '222401100200' }),
    ]);
    expect(golden).toMatchObject({
      name: '金顺姬',
      birthDate: '1944-03-04',
      sex: 'female',
      areaCode: '222401100200',
    });
    expect(golden.fieldSources['name']).toMatchObject({ kind: 'population', sourceId: 'population-1', why: 'rank' });
  });

  it('follows the majority where the household register is silent', () => {
    const golden = goldenRecord([
      row('medical', { name: '李哲' }),
      row('social', { name: '李喆' }),
      row('health', { name: '李喆' }),
    ]);
    expect(golden.name).toBe('李喆');
    expect(golden.fieldSources['name']?.why).toBe('agreed');
  });

  it('never takes an ID number whose checksum fails, not even from the household register', () => {
    const golden = goldenRecord([
      row('population', { idNumber: '990101194403040011', idValid: false }),
      row('medical', { idNumber: '990101194403040027', idValid: true }),
    ]);
    expect(golden.idNumber).toBe('990101194403040027');
    expect(golden.fieldSources['idNumber']).toMatchObject({ kind: 'medical', why: 'checked' });
    expect(goldenRecord([row('population', { idNumber: '990101194403040011' })]).idNumber).toBeNull();
  });

  it('takes the newest phone number, and the address of the row that gave the area', () => {
    const golden = goldenRecord([
      row('population', { phone: '13800000001', areaCode: '222401100200', address: '一组1号' }),
      row('health', { phone: '13800000002', address: '二组2号' }, { importedAt: '2026-10-01T00:00:00.000Z' }),
      row('social', { phone: '13800000003' }, { importedAt: '2026-11-20T00:00:00.000Z' }),
    ]);
    expect(golden.phone).toBe('13800000003');
    expect(golden.address).toBe('一组1号');
  });

  it('keeps a safety note that only one office knows', () => {
    const golden = goldenRecord([row('population', {}), row('health', { disabled: true })]);
    expect(golden.disabled).toBe(true);
    expect(golden.fieldSources['disabled']).toMatchObject({ kind: 'health', why: 'any' });
  });

  it('guesses the language from the ethnic group until a person says better', () => {
    expect(goldenRecord([row('population', { ethnicity: '10' })]).language).toBe('ko');
    expect(goldenRecord([row('population', { ethnicity: '04' })]).language).toBe('bo');
    expect(goldenRecord([row('population', { ethnicity: null })]).language).toBe('zh-CN');
  });

  it('does not depend on the order of the rows', () => {
    const rows = [
      row('medical', { name: '甲', phone: '13800000001' }),
      row('social', { name: '乙', phone: '13800000002' }),
      row('health', { name: '丙', phone: '13800000003' }, { rowNo: 2 }),
    ];
    expect(goldenRecord(rows.toReversed())).toEqual(goldenRecord(rows));
  });
});
