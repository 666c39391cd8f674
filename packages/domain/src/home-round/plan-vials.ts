/** How many vials a round takes along, and at which door each is opened: an open vial holds for so many minutes. */
export interface VialUse {
  dosesPerVial: number;
  /** as the package insert says; 0 where it is used at once */
  openMinutes: number;
  /** from one door to the next, with the watch */
  minutesPerStop: number;
}

export interface Vial {
  product: string;
  /** minutes after the first door */
  openedAt: number;
  /** who gets a dose of it, in order */
  stopIds: string[];
  unused: number;
}

/** A dose comes from the open vial wherever it may; for a given order nothing needs fewer vials. */
export const planVials = (
  stops: readonly { id: string; product: string | null }[],
  { dosesPerVial, openMinutes, minutesPerStop }: VialUse,
): Vial[] => {
  const vials: Vial[] = [];
  for (const [index, { id, product }] of stops.entries()) {
    if (product === null) continue;
    const now = index * minutesPerStop;
    const open = vials.findLast((vial) => vial.product === product);
    if (open !== undefined && open.unused > 0 && now - open.openedAt <= openMinutes) {
      open.stopIds.push(id);
      open.unused -= 1;
    } else vials.push({ product, openedAt: now, stopIds: [id], unused: dosesPerVial - 1 });
  }
  return vials;
};
