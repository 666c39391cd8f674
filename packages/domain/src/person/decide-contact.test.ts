import { describe, expect, it } from 'vitest';
import type { CorrectContact } from './command.ts';
import { decideContact, type Contact } from './decide-contact.ts';

const personId = '3c0a2f7b-61c5-4f0e-9a52-0f8b6e1d4c33';
const held: Contact = { phone: '16900000001', address: '一组3号', language: 'zh-CN' };
const decide = (change: CorrectContact['change'], now: Contact = held) =>
  decideContact({ type: 'contact.correct', personId, change }, now);

describe('a correction of how a person is reached', () => {
  it('holds where the register still says what it was based on', () => {
    expect(decide({ field: 'phone', base: '16900000001', value: '169 0000 0002' })).toEqual({
      ok: true,
      value: { fact: { personId, field: 'phone', value: '16900000002', isNew: true } },
    });
    expect(decide({ field: 'address', base: '一组3号', value: ' 二组7号 ' })).toMatchObject({
      value: { fact: { value: '二组7号', isNew: true } },
    });
    expect(decide({ field: 'language', base: 'zh-CN', value: 'ko' })).toMatchObject({
      value: { fact: { value: 'ko' } },
    });
  });

  it('changes nothing where somebody else has said the same', () => {
    expect(decide({ field: 'phone', base: null, value: '+86 169-0000-0001' })).toMatchObject({
      ok: true,
      value: { fact: { isNew: false } },
    });
  });

  it('waits for a person where the register says a third thing', () => {
    expect(decide({ field: 'phone', base: '16900000003', value: '16900000002' })).toEqual({ ok: true, value: null });
    expect(decide({ field: 'address', base: null, value: '二组7号' })).toEqual({ ok: true, value: null });
  });

  it.each([
    [null, ''],
    ['', null],
    [' ', null],
  ])('empty text and nothing are the same: based on %j, none held', (base, address) => {
    expect(decide({ field: 'address', base, value: '二组7号' }, { ...held, address })).toMatchObject({
      value: { fact: { isNew: true } },
    });
  });

  it('a number can be taken away', () => {
    expect(decide({ field: 'phone', base: '16900000001', value: '' })).toMatchObject({
      value: { fact: { value: null, isNew: true } },
    });
  });

  it('what is no phone number is refused by name of the field', () => {
    expect(decide({ field: 'phone', base: '16900000001', value: '女儿的' })).toEqual({
      ok: false,
      error: { code: 'bad_input', fields: ['phone'] },
    });
  });
});
