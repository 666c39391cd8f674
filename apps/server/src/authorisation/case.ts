/** One row of the authorisation matrix: how to call a procedure about a place, and what "not let through" looks like. */
import { contains, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { Caller, TestApp } from '../testing/test-app.ts';
import type { AppRouter } from '../router.ts';

type Routes = AppRouter['_def']['record'];
/** Every procedure of the router, so that one without a row here does not compile. */
export type ProcedurePath = {
  [Feature in keyof Routes & string]: `${Feature}.${keyof Routes[Feature] & string}`;
}[keyof Routes & string];

export interface World {
  app: TestApp;
  /** a village inside the place, for rows that lie in one */
  villageIn(place: AreaCode): AreaCode;
}

export interface Case {
  /**
   * none: the call names no area, so only the role counts.
   * area: the input names the place itself.
   * row: the input names a row that lies in the place; a place above the actor's own has rows outside it.
   */
  about: 'none' | 'area' | 'row';
  call(caller: Caller, place: AreaCode, world: World): Promise<unknown>;
  /** for lists: whether the answer shows nothing of the place; other procedures refuse */
  isEmpty?(answer: unknown): boolean;
}

/** A row "in the parent" lies beside the actor's own area: what the actor must not reach. */
export const reachable = (own: AreaCode, place: AreaCode): boolean => contains(own, place);
