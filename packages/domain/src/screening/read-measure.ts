/** A measured value as somebody typed it. What cannot be true of a living person is a slip of the finger and is asked again. */
import type { measures } from './questions.ts';

export type Measure = (typeof measures)[number];

/** House rule: wider than anything that is met at home; °C, mmHg, mmol/L. */
export const plausible: Readonly<Record<Measure, { least: number; most: number }>> = {
  temperature: { least: 30, most: 45 },
  systolic: { least: 40, most: 300 },
  diastolic: { least: 20, most: 200 },
  glucose: { least: 0.5, most: 60 },
};

export type ReadMeasure = { state: 'empty' } | { state: 'read'; value: number } | { state: 'number' | 'range' };

/** Digits of any width, with a point or a comma. */
export const readMeasure = (measure: Measure, typed: string): ReadMeasure => {
  const text = typed.normalize('NFKC').trim().replace(',', '.');
  if (text === '') return { state: 'empty' };
  if (!/^\d+(\.\d+)?$/.test(text)) return { state: 'number' };
  const value = Number(text);
  const { least, most } = plausible[measure];
  return value < least || value > most ? { state: 'range' } : { state: 'read', value };
};
