/**
 * In which order a team goes from door to door. Villages first by their code, doors by their address. Where positions are
 * known, the way is made short instead: nearest neighbour from every door, each improved by 2-opt (Croes 1958) until no
 * exchange of two legs helps, and the shortest taken. Doors without a position follow the doors of their village.
 */
export interface Position {
  latitude: number;
  longitude: number;
}

export interface Stop {
  id: string;
  areaCode: string;
  address: string | null;
  position: Position | null;
}
type Placed = Stop & { position: Position };

const earthKm = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies. */
export const kilometresBetween = (a: Position, b: Position): number => {
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const part = across + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * along;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(part)));
};

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** House 9 stands before house 10. */
const byVillage = (a: Stop, b: Stop): number =>
  textOrder(a.areaCode, b.areaCode) ||
  (a.address ?? '').localeCompare(b.address ?? '', 'zh-CN', { numeric: true }) ||
  textOrder(a.id, b.id);

type Legs = (from: number, to: number) => number;

const legsOf = (stops: readonly Placed[]): Legs => {
  const table = stops.map((from) => stops.map((to) => kilometresBetween(from.position, to.position)));
  // no leg before the first door and after the last
  return (from, to) => table[from]?.[to] ?? 0;
};

const lengthOf = (path: readonly number[], legs: Legs): number =>
  path.reduce((sum, stop, index) => sum + (index === 0 ? 0 : legs(path[index - 1] ?? -1, stop)), 0);

const nearestFrom = (first: number, count: number, legs: Legs): number[] => {
  const path = [first];
  const left = new Set(Array.from({ length: count }, (_, index) => index).filter((index) => index !== first));
  while (left.size > 0) {
    const here = path.at(-1) ?? first;
    const next = [...left].reduce((best, stop) => (legs(here, stop) < legs(here, best) ? stop : best));
    path.push(next);
    left.delete(next);
  }
  return path;
};

/** Less than a millimetre is no gain: rounding must not keep the search going for ever. */
const leastGainKm = 1e-6;

const improved = (start: readonly number[], legs: Legs): number[] => {
  let path = [...start];
  for (let found = true; found;) {
    found = false;
    for (let from = 0; from < path.length - 1; from++)
      for (let to = from + 1; to < path.length; to++) {
        const [before = -1, first = -1] = [path[from - 1], path[from]];
        const [last = -1, after = -1] = [path[to], path[to + 1]];
        const gain = legs(before, first) + legs(last, after) - legs(before, last) - legs(first, after);
        if (gain <= leastGainKm) continue;
        path = [...path.slice(0, from), ...path.slice(from, to + 1).reverse(), ...path.slice(to + 1)];
        found = true;
      }
  }
  return path;
};

const shortWay = (stops: readonly Placed[]): Placed[] => {
  const legs = legsOf(stops);
  const asListed = stops.map((_, index) => index);
  const ways = [asListed, ...asListed.map((first) => nearestFrom(first, stops.length, legs))]
    .map((path) => improved(path, legs))
    .map((path) => ({ path, length: lengthOf(path, legs) }));
  const best = ways.reduce((a, b) => (b.length < a.length - leastGainKm ? b : a));
  return best.path.flatMap((index) => stops[index] ?? []);
};

/** The order does not depend on the order of the list. */
export const orderStops = (stops: readonly Stop[]): Stop[] => {
  const listed = stops.toSorted(byVillage);
  const placed = listed.filter((stop): stop is Placed => stop.position !== null);
  const way: Stop[] = shortWay(placed);
  for (const stop of listed.filter(({ position }) => position === null)) {
    const neighbour = way.findLastIndex(({ areaCode }) => areaCode === stop.areaCode);
    way.splice(neighbour === -1 ? way.length : neighbour + 1, 0, stop);
  }
  return way;
};

/** Null where the position of a door is not known. */
export const kilometresOf = (way: readonly Stop[]): (number | null)[] =>
  way.slice(1).map(({ position }, index) => {
    const before = way[index]?.position ?? null;
    return before === null || position === null ? null : kilometresBetween(before, position);
  });
