import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test } from 'vitest';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import { LunarBirthday } from './lunar-birthday.tsx';

beforeAll(async () => {
  await startLanguage();
  await changeLanguage('zh-CN');
});

test('what an elder says by the lunar calendar becomes the solar day, which is looked at before it is taken', async () => {
  const user = userEvent.setup();
  const found: string[] = [];
  render(<LunarBirthday onFound={(day) => found.push(day)} />);
  await user.click(screen.getByRole('button', { name: '按农历生日填' }));
  await user.type(screen.getByLabelText('农历年'), '1949');
  await user.selectOptions(screen.getByLabelText('农历月'), '8');
  await user.click(screen.getByLabelText('闰月'));
  expect(screen.getByText(/没有这个农历日子/)).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('农历月'), '7');
  expect(screen.getByText('公历 1949年8月24日')).toBeTruthy();
  expect(found).toEqual([]);
  await user.click(screen.getByRole('button', { name: '填入出生日期' }));
  expect(found).toEqual(['1949-08-24']);
});
