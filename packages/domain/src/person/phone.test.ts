import { expect, test } from 'vitest';
import { maskPhone, normalisePhone } from './phone.ts';

test.each([
  ['13804331234', '13804331234'],
  ['+86 138 0433 1234', '13804331234'],
  ['0086-13804331234', '13804331234'],
  ['8613804331234', '13804331234'],
  ['１３８０４３３１２３４', '13804331234'],
  ['138-0433-1234/0433-2512345', '13804331234'],
  ['(0433)2512345', '04332512345'],
  ['010-62345678', '01062345678'],
])('%s is %s', (text, phone) => {
  expect(normalisePhone(text)).toBe(phone);
});

test.each(['', '2512345', '12345678901', '1380433123', '13800000000', '无', '00000000000'])(
  '%s cannot be called',
  (text) => {
    expect(normalisePhone(text)).toBeNull();
  },
);

test('a masked phone shows the last four digits', () => {
  expect(maskPhone('13804331234')).toBe('138****1234');
  expect(maskPhone('12345')).toBe('*****');
});
