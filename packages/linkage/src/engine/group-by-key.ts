/** Records that share a key: group `g` is `members[starts[g]]` up to `members[starts[g + 1]]`. Loners are in no group. */
export interface Groups {
  members: Int32Array;
  starts: Int32Array;
  groups: number;
}

const partitionShift = 21;
const partitions = 2 ** (32 - partitionShift);

/** Records in the order of the first bits of their keys: each part is small enough for the processor's cache. */
const partition = (keys: Uint32Array): { records: Int32Array; bounds: Int32Array } => {
  const bounds = new Int32Array(partitions + 1);
  for (const key of keys) {
    const after = (key >>> partitionShift) + 1;
    if (key !== 0) bounds[after] = (bounds[after] ?? 0) + 1;
  }
  for (let part = 1; part <= partitions; part += 1) bounds[part] = (bounds[part] ?? 0) + (bounds[part - 1] ?? 0);
  const next = bounds.slice();
  const records = new Int32Array(bounds[partitions] ?? 0);
  for (let record = 0; record < keys.length; record += 1) {
    const key = keys[record] ?? 0;
    if (key === 0) continue;
    const part = key >>> partitionShift;
    const at = next[part] ?? 0;
    records[at] = record;
    next[part] = at + 1;
  }
  return { records, bounds };
};

/** At least twice the places, so that searches stay short. */
const tableSize = (records: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, records * 2)));

/** Groups by key; 0 is no key. Groups and their members come in one order, whatever else happens. */
export const groupByKey = (keys: Uint32Array): Groups => {
  const { records, bounds } = partition(keys);
  const members = new Int32Array(records.length);
  const starts = new Int32Array(Math.floor(records.length / 2) + 1);
  let groups = 0;
  let written = 0;
  let widest = 0;
  for (let part = 0; part < partitions; part += 1)
    widest = Math.max(widest, (bounds[part + 1] ?? 0) - (bounds[part] ?? 0));
  const table = new Int32Array(tableSize(widest));
  /** both count from one: per slot the last place with its key, per place the one with the same key before it */
  const previous = new Int32Array(widest);
  for (let part = 0; part < partitions; part += 1) {
    const from = bounds[part] ?? 0;
    const size = (bounds[part + 1] ?? 0) - from;
    const slots = tableSize(size);
    const mask = slots - 1;
    table.fill(0, 0, slots);
    for (let place = 0; place < size; place += 1) {
      const key = keys[records[from + place] ?? 0] ?? 0;
      let slot = (key ^ (key >>> 11)) & mask;
      let last = table[slot] ?? 0;
      while (last !== 0 && keys[records[from + last - 1] ?? 0] !== key) {
        slot = (slot + 1) & mask;
        last = table[slot] ?? 0;
      }
      previous[place] = last;
      table[slot] = place + 1;
    }
    for (let slot = 0; slot < slots; slot += 1) {
      const last = table[slot] ?? 0;
      if (last === 0 || (previous[last - 1] ?? 0) === 0) continue;
      starts[groups] = written;
      groups += 1;
      for (let place = last; place !== 0; place = previous[place - 1] ?? 0) {
        members[written] = records[from + place - 1] ?? 0;
        written += 1;
      }
    }
  }
  starts[groups] = written;
  return { members, starts, groups };
};
