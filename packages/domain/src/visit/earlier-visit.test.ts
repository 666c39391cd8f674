import { expect, test } from 'vitest';
import { instantOfPart } from './earlier-visit.ts';

// Tuesday afternoon in Shanghai
const now = { at: '2026-11-24T06:00:00.000Z', today: '2026-11-24' };

test('a part of a day that has been is the middle of it in Shanghai', () => {
  expect(instantOfPart('2026-11-23', 'morning', now)).toBe('2026-11-23T01:00:00.000Z');
  expect(instantOfPart('2026-11-23', 'evening', now)).toBe('2026-11-23T11:00:00.000Z');
  expect(instantOfPart('2026-11-24', 'morning', now)).toBe('2026-11-24T01:00:00.000Z');
});

test('a part that is under way is now, and one that has not begun is no time for a visit', () => {
  expect(instantOfPart('2026-11-24', 'afternoon', now)).toBe(now.at);
  expect(instantOfPart('2026-11-24', 'evening', now)).toBeNull();
  expect(instantOfPart('2026-11-25', 'morning', now)).toBeNull();
});

test('a visit of a week ago may be written down, one of eight days ago may not', () => {
  expect(instantOfPart('2026-11-17', 'morning', now)).toBe('2026-11-17T01:00:00.000Z');
  expect(instantOfPart('2026-11-16', 'evening', now)).toBeNull();
});
