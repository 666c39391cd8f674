/** A visit that is written down after it was made: how far back a tablet lets it lie, and which instant stands for it. */
import { addDays, type PartOfDay } from '../register/day.ts';

/** What is remembered of a door a week later is hearsay. */
export const earlierVisitDays = 7;

const hourOf: Record<PartOfDay, string> = { morning: '09:00', afternoon: '15:00', evening: '19:00' };

/**
 * The instant that stands for a part of a Shanghai day.
 * @returns null where that part has not begun by `now`, or lies further back than may be written down
 */
export const instantOfPart = (day: string, part: PartOfDay, now: { at: string; today: string }): string | null => {
  if (day > now.today || day < addDays(now.today, -earlierVisitDays)) return null;
  const starts = { morning: '00:00', afternoon: '12:00', evening: '18:00' }[part];
  if (Date.parse(`${day}T${starts}:00+08:00`) > Date.parse(now.at)) return null;
  const middle = new Date(`${day}T${hourOf[part]}:00+08:00`).toISOString();
  return Date.parse(middle) > Date.parse(now.at) ? now.at : middle;
};
