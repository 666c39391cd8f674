/** One row of the authorisation matrix: how to call a procedure about a place, and what its answer shows. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { AppRouter } from '../router.ts';
import type { Caller } from '../testing/test-app.ts';
import type { World } from './world.ts';

type Routes = AppRouter['_def']['record'];
/** Every procedure of the router, so that one without a row here does not compile. */
export type ProcedurePath = {
  [Feature in keyof Routes & string]: `${Feature}.${keyof Routes[Feature] & string}`;
}[keyof Routes & string];

export interface Case {
  call(caller: Caller, place: AreaCode, world: World): Promise<unknown>;
  /** The area a duty must contain; absent where the call names no area and only the role counts. */
  needs?: (place: AreaCode, world: World) => AreaCode;
  /** Areas of the rows in an answer: none may lie outside the caller's duties, whatever was asked for. */
  shows?: (answer: unknown) => readonly AreaCode[];
}

/** The input names the place itself. */
export const thePlace = (place: AreaCode): AreaCode => place;
/** The input names a row in a village of the place. */
export const aVillage = (place: AreaCode, world: World): AreaCode => world.villageIn(place);
/** Files and links belong to a prefecture as a whole. */
export const thePrefecture = (place: AreaCode): AreaCode => place.slice(0, 4) as AreaCode;
