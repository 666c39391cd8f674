/** A village as its doors, in the order somebody walks them: group by group, house by house. No map is needed for it. */
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { doorOf } from '../../field/household.ts';
import type { FieldEntry } from '../../offline/overlay.ts';
import { housePlace } from './house-place.ts';

/** What is most pressing behind a door. */
export type Urgency = 'overdue' | 'due' | 'open' | 'done';

export interface Door {
  label: string;
  entries: FieldEntry[];
  urgency: Urgency;
}
export interface HouseGroup {
  name: string;
  doors: Door[];
}
export interface Village {
  areaCode: string;
  name: string;
  people: number;
  /** people whose next step is due today or was before */
  due: number;
}

const inOrder = new Intl.Collator('zh-CN', { numeric: true }).compare;

const isDue = ({ state, nextDate }: FieldEntry, today: string): boolean =>
  !isClosed(state) && (nextDate === null || nextDate <= today);

const urgencyOf = (entries: readonly FieldEntry[], today: string): Urgency => {
  const open = entries.filter(({ state }) => !isClosed(state));
  if (open.length === 0) return 'done';
  if (open.some(({ nextDate }) => nextDate !== null && nextDate < today)) return 'overdue';
  return open.some((entry) => isDue(entry, today)) ? 'due' : 'open';
};

export const villagesOf = (entries: readonly FieldEntry[], today: string): Village[] => {
  const villages = new Map<string, Village>();
  for (const entry of entries) {
    if (entry.left) continue;
    const { areaCode } = entry;
    const known = villages.get(areaCode) ?? { areaCode, name: entry.areaPath.at(-1) ?? areaCode, people: 0, due: 0 };
    villages.set(areaCode, { ...known, people: known.people + 1, due: known.due + Number(isDue(entry, today)) });
  }
  return [...villages.values()].toSorted((a, b) => inOrder(a.name, b.name));
};

/** Whoever has no address stands last, each by themselves under their name. */
export const sketchOf = (entries: readonly FieldEntry[], areaCode: string, today: string): HouseGroup[] => {
  const groups = new Map<string, Map<string, Door>>();
  for (const entry of entries) {
    if (entry.left || entry.areaCode !== areaCode) continue;
    const place = housePlace(entry.address);
    const doors = groups.get(place?.group ?? '') ?? new Map<string, Door>();
    groups.set(place?.group ?? '', doors);
    const key = doorOf(entry) ?? entry.personId;
    const door = doors.get(key) ?? { label: place?.door ?? entry.name, entries: [], urgency: 'done' };
    door.entries.push(entry);
    doors.set(key, door);
  }
  return [...groups]
    .map(([name, doors]) => ({
      name,
      doors: [...doors.values()]
        .map((door) => ({ ...door, urgency: urgencyOf(door.entries, today) }))
        .toSorted((a, b) => inOrder(a.label, b.label)),
    }))
    .toSorted((a, b) => Number(a.name === '') - Number(b.name === '') || inOrder(a.name, b.name));
};
