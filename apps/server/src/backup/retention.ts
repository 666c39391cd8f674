/** Which backups may go: one of each of the last 7 days, 4 weeks and 12 months stays, and always the newest. */
import { backupName } from './take-backup.ts';

const named = /^qiaomen-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/;

/** When a backup of this name was begun; undefined: not a backup. */
export const takenAt = (name: string): Date | undefined => {
  const parts = named.exec(name)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return backupName(at) === name ? at : undefined;
};

const dayMs = 86_400_000;

/** Weeks begin on Monday: 1970-01-05 was one. */
const spans = [
  { keep: 7, of: (at: Date) => Math.floor(at.getTime() / dayMs) },
  { keep: 4, of: (at: Date) => Math.floor((at.getTime() / dayMs - 4) / 7) },
  { keep: 12, of: (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth() },
];

/** Names of backups that are in nobody's way of a restore any more. The newest of a day, week or month is the one that stays. */
export const expiredBackups = (names: readonly string[], now: Date): string[] => {
  const backups = names
    .flatMap((name) => {
      const at = takenAt(name);
      return at === undefined ? [] : [{ name, at }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const kept = new Set(backups.slice(0, 1).map(({ name }) => name));
  for (const { keep, of } of spans) {
    const seen = new Set<number>();
    for (const { name, at } of backups) {
      if (of(now) - of(at) >= keep || seen.has(of(at))) continue;
      seen.add(of(at));
      kept.add(name);
    }
  }
  return backups.flatMap(({ name }) => (kept.has(name) ? [] : [name]));
};
