import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeAll, describe, expect, test } from 'vitest';
import { changeLanguage, startLanguage } from '../language/language.ts';
import { DayField } from '../office/day-field.tsx';
import { DayInput } from './day-input.tsx';
import { Labelled } from './labelled.tsx';
import { MomentInput } from './moment-input.tsx';

beforeAll(async () => {
  await startLanguage();
  await changeLanguage('en');
});

const fields = {
  tablet: ({ value, onChange }: { value: string; onChange: (day: string) => void }) => (
    <Labelled label="Birthday" htmlFor="day">
      <DayInput id="day" value={value} onChange={onChange} />
    </Labelled>
  ),
  office: ({ value, onChange }: { value: string; onChange: (day: string) => void }) => (
    <MantineProvider>
      <DayField label="Birthday" value={value} onChange={onChange} />
    </MantineProvider>
  ),
};

describe.each(['tablet', 'office'] as const)("a day's field of the %s", (place) => {
  const show = (first = '') => {
    const Field = fields[place];
    const Held = () => {
      const [day, setDay] = useState(first);
      return (
        <>
          <Field value={day} onChange={setDay} />
          <output>{day}</output>
          <button type="button" onClick={() => setDay('2027-01-02')}>
            in six weeks
          </button>
          <button type="button" onClick={() => setDay('')}>
            no day
          </button>
        </>
      );
    };
    const { container } = render(<Held />);
    const field = screen.getByLabelText<HTMLInputElement>('Birthday');
    return { field, held: () => screen.getByRole('status').textContent, container, user: userEvent.setup() };
  };

  test('stands year first, never as a month or day one has to guess, and says so while it is empty', () => {
    const { field } = show('2026-03-12');
    expect(field.value).toBe('2026-03-12');
    expect(field.placeholder).toBe('YYYY-MM-DD');
  });

  test('takes eight digits of a number pad and writes them out when it is left', async () => {
    const { field, held, user } = show();
    await user.type(field, '19380304');
    expect(held()).toBe('1938-03-04');
    await user.tab();
    expect(field.value).toBe('1938-03-04');
  });

  test('keeps what is half typed, marks it, and holds no day meanwhile', async () => {
    const { field, held, user } = show('2026-03-12');
    await user.type(field, '{Backspace}{Backspace}{Backspace}');
    expect(field.getAttribute('aria-invalid')).not.toBe('true');
    await user.tab();
    expect(screen.getByText(/no such day/i)).toBeTruthy();
    expect(field.value).toBe('2026-03');
    expect(held()).toBe('');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  test('takes a day from the calendar and one set beside it', async () => {
    const { field, held, container, user } = show();
    await user.type(field, '2026-1');
    await user.click(screen.getByRole('button', { name: 'in six weeks' }));
    expect(field.value).toBe('2027-01-02');
    await user.click(screen.getByRole('button', { name: 'no day' }));
    expect(field.value).toBe('');
    const calendar = container.querySelector('input[type=date]');
    if (calendar === null) throw new Error('no calendar');
    fireEvent.change(calendar, { target: { value: '2026-12-24' } });
    expect(field.value).toBe('2026-12-24');
    expect(held()).toBe('2026-12-24');
  });
});

test('a day is kept while its time is still missing, and both together are the moment', () => {
  const moments: string[] = [];
  const Held = () => {
    const [moment, setMoment] = useState('');
    return (
      <Labelled label="When" htmlFor="when">
        <MomentInput
          id="when"
          value={moment}
          onChange={(next) => {
            moments.push(next);
            setMoment(next);
          }}
        />
      </Labelled>
    );
  };
  render(<Held />);
  const day = screen.getByLabelText<HTMLInputElement>('When');
  fireEvent.change(day, { target: { value: '2026-11-23' } });
  expect(day.value).toBe('2026-11-23');
  fireEvent.change(screen.getByLabelText('Time'), { target: { value: '08:30' } });
  fireEvent.change(day, { target: { value: '' } });
  expect(screen.getByLabelText<HTMLInputElement>('Time').value).toBe('08:30');
  expect(moments).toEqual(['2026-11-23T08:30', '']);
});
