/** Requests about key places: what may be written, and when somebody moves in or out. */
import { countyOf } from '../area/area-code.ts';
import { ok, refused, type Result } from '../error.ts';
import { isStaying } from './rosters.ts';
import type { MoveIn, MoveOut, SavePlace } from './query.ts';

/** A place stays in its county; there it lies in a township or closer. */
export const decideSavePlace = (
  request: Pick<SavePlace, 'county' | 'areaCode' | 'rev'>,
  stored: { rev: number } | null,
): Result<{ rev: number }> => {
  const { county, areaCode, rev } = request;
  if (areaCode.length < 6 || countyOf(areaCode) !== county) return refused({ code: 'bad_input', fields: ['areaCode'] });
  // of two who edit at once the second sees what the first wrote
  if (rev !== (stored?.rev ?? 0)) return refused({ code: stored === null ? 'not_found' : 'changed_meanwhile' });
  return ok({ rev: rev + 1 });
};

interface Stay {
  placeId: string;
  fromOn: string | null;
  toOn: string | null;
}

/** A person lives in one place at a time, and moves into one that is open, not in the future. */
export const decideMoveIn = (
  { placeId, fromOn }: Pick<MoveIn, 'placeId' | 'fromOn'>,
  place: { closedOn: string | null } | null,
  others: readonly Stay[],
  today: string,
): Result<null> => {
  if (place === null) return refused({ code: 'not_found' });
  if (place.closedOn !== null) return refused({ code: 'changed_meanwhile' });
  if (fromOn > today) return refused({ code: 'bad_input', fields: ['fromOn'] });
  const elsewhere = others.find((stay) => isStaying(stay, fromOn) || (stay.fromOn ?? '') >= fromOn);
  if (elsewhere === undefined) return ok(null);
  return refused({ code: elsewhere.placeId === placeId ? 'stay_exists' : 'stay_elsewhere' });
};

export const decideMoveOut = (
  { toOn }: Pick<MoveOut, 'toOn'>,
  stay: Stay | null,
  today: string,
): Result<{ toOn: string | null }> => {
  if (stay === null) return refused({ code: 'not_found' });
  if (toOn !== null && (toOn > today || (stay.fromOn !== null && toOn < stay.fromOn)))
    return refused({ code: 'bad_input', fields: ['toOn'] });
  return ok({ toOn });
};
