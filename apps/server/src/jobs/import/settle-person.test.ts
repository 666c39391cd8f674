import { expect, it } from 'vitest';
import type { GoldenRecord } from './golden-record.ts';
import type { KnownPerson } from './known-persons.ts';
import { settlePerson } from './settle-person.ts';

const golden = (given: Partial<GoldenRecord> = {}): GoldenRecord => ({
  name: '金顺姬',
  sex: 'female',
  birthDate: '1944-03-04',
  idNumber: null,
  phone: null,
  areaCode: '222401100200',
  address: null,
  ethnicity: '10',
  language: 'ko',
  disabled: false,
  nursingHome: false,
  deceased: false,
  deceasedOn: null,
  movedOn: null,
  movedTo: null,
  fieldSources: {},
  ...given,
});

const known = (given: Partial<KnownPerson> = {}): KnownPerson => {
  const { fieldSources: _sources, areaCode: _area, ...fields } = golden();
  return {
    ...fields,
    county: '222401',
    id: 'p',
    areaCode: '222401100200',
    state: 'active',
    fieldSources: {},
    ...given,
  };
};

it('somebody whose residence is unknown or outside the prefecture is listed, not published', () => {
  expect(settlePerson('2224', golden({ areaCode: null }), undefined)).toEqual({ act: 'leave_out' });
  expect(settlePerson('2224', golden({ areaCode: '220102001001' }), undefined)).toEqual({ act: 'leave_out' });
  expect(settlePerson('2224', golden({ areaCode: '2224' }), undefined)).toEqual({ act: 'leave_out' });
});

it('the residence decides the county', () => {
  expect(settlePerson('2224', golden(), undefined)).toMatchObject({ act: 'create', county: '222401' });
});

it('a move within the county moves the person, a move to another county is a transfer', () => {
  expect(settlePerson('2224', golden({ areaCode: '222401100201' }), known())).toMatchObject({
    act: 'change',
    moved: true,
  });
  expect(settlePerson('2224', golden({ areaCode: '222402100200' }), known())).toMatchObject({
    act: 'transfer',
    county: '222402',
  });
});

it('a file that says nothing new changes nothing', () => {
  expect(settlePerson('2224', golden(), known())).toEqual({ act: 'keep' });
  expect(settlePerson('2224', golden({ areaCode: '222401100' }), known())).toEqual({ act: 'keep' });
});

it('what a file does not know stays as it was, and the language is never overwritten', () => {
  const settled = settlePerson(
    '2224',
    golden({ phone: '13800000001', language: 'zh-CN' }),
    known({ address: '一组1号', language: 'bo' }),
  );
  expect(settled).toMatchObject({
    act: 'change',
    moved: false,
    fields: { phone: '13800000001', address: '一组1号', language: 'bo' },
  });
});

it('a field a person decided is not changed by a file, and a decided residence is no transfer', () => {
  const chosen = { kind: null, sourceId: null, why: 'chosen', on: null };
  const before = known({
    name: '金顺玉',
    deceased: false,
    fieldSources: { name: chosen, deceased: chosen, areaCode: chosen },
  });
  const said = { kind: 'death', sourceId: 's', why: 'any', on: '2026-11-22' } as const;
  const file = golden({
    deceased: true,
    phone: '13800000001',
    areaCode: '222402100200',
    fieldSources: { deceased: said, name: said, phone: said },
  });
  expect(settlePerson('2224', file, before)).toMatchObject({
    act: 'change',
    moved: false,
    fields: {
      name: '金顺玉',
      deceased: false,
      areaCode: '222401100200',
      phone: '13800000001',
      fieldSources: { name: chosen, deceased: chosen, phone: said },
    },
  });
});
