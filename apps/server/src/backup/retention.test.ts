import { expect, it } from 'vitest';
import { expiredBackups, takenAt } from './retention.ts';
import { backupName } from './take-backup.ts';

const now = new Date('2026-11-22T12:00:00Z');
const hoursAgo = (hours: number): string => backupName(new Date(now.getTime() - hours * 3_600_000));

it('a backup says in its name when it was begun, and nothing else is taken for one', () => {
  expect(takenAt(backupName(now))).toEqual(now);
  expect(takenAt('qiaomen-20261322T120000Z.backup')).toBeUndefined();
  expect(takenAt('qiaomen-20261122T120000Z.backup.part')).toBeUndefined();
  expect(takenAt('register.xlsx')).toBeUndefined();
});

it('hourly backups of two years leave one of each of 7 days, 4 weeks and 12 months', () => {
  const names = Array.from({ length: 2 * 365 * 24 }, (_, hours) => hoursAgo(hours));
  const expired = new Set(expiredBackups(names, now));
  const kept = names.filter((name) => !expired.has(name));
  const days = kept.map((name) => takenAt(name)?.toISOString().slice(0, 10));
  expect(days.slice(0, 7)).toEqual([16, 17, 18, 19, 20, 21, 22].reverse().map((day) => `2026-11-${day}`));
  expect(days).toContain('2026-11-15');
  expect(days).toContain('2026-11-08');
  expect(days).toContain('2026-11-01');
  expect(days).toContain('2025-12-31');
  expect(days).not.toContain('2025-11-30');
  expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12);
});

it('the newest stays, however old it is, and files of other people are never touched', () => {
  const old = hoursAgo(24 * 900);
  expect(expiredBackups([old, hoursAgo(24 * 901), 'notes.txt'], now)).toEqual([hoursAgo(24 * 901)]);
  expect(expiredBackups([old], now)).toEqual([]);
});
