/** Who lives behind one door: the same place and the same address, however it was typed. */
import { isClosed } from '@qiaomen/domain/register/entry-state';
import type { FieldEntry } from '../offline/overlay.ts';

const spaces = /[\s,，、.。·-]+/g;

export const doorOf = ({ areaCode, address }: FieldEntry): string | null => {
  const typed = (address ?? '').normalize('NFKC').replace(spaces, '').toLowerCase();
  return typed === '' ? null : `${areaCode}/${typed}`;
};

/** Who is still to be asked comes first; only the person asked for where no address is known. */
export const householdOf = (entries: readonly FieldEntry[], entry: FieldEntry): FieldEntry[] => {
  const door = doorOf(entry);
  if (door === null) return [entry];
  return entries
    .filter((other) => other.areaCode === entry.areaCode && other.campaignId === entry.campaignId)
    .filter((other) => !other.left && doorOf(other) === door)
    .sort((a, b) => Number(isClosed(a.state)) - Number(isClosed(b.state)) || a.serial - b.serial);
};
