import { contains, type AreaCode } from '../area/area-code.ts';

export interface AreaDuty {
  userId: string;
  areaCode: AreaCode;
}

/** Who owns the entries of an area: the narrowest duty that covers it; between equals the lower user id, so that it never flickers. */
export const ownerOfArea = (duties: readonly AreaDuty[], areaCode: AreaCode): string | null => {
  const covering = duties.filter((duty) => contains(duty.areaCode, areaCode));
  const [owner] = covering.toSorted(
    (a, b) => b.areaCode.length - a.areaCode.length || (a.userId < b.userId ? -1 : a.userId > b.userId ? 1 : 0),
  );
  return owner?.userId ?? null;
};
