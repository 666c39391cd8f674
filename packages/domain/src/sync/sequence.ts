/** Which command numbers of one device and user have arrived; a hole is work that a supervisor should ask about. */
export interface SequenceState {
  /** the highest number that arrived */
  last: number;
  /** ranges below it that did not, both ends included, ascending */
  missing: [from: number, to: number][];
}

export const emptySequence: SequenceState = { last: 0, missing: [] };

const withOne = (state: SequenceState, seq: number): SequenceState => {
  if (seq > state.last) {
    const hole: [number, number][] = seq > state.last + 1 ? [[state.last + 1, seq - 1]] : [];
    return { last: seq, missing: [...state.missing, ...hole] };
  }
  const missing = state.missing.flatMap(([from, to]): [number, number][] => {
    if (seq < from || seq > to) return [[from, to]];
    const parts: [number, number][] = [
      [from, seq - 1],
      [seq + 1, to],
    ];
    return parts.filter(([start, end]) => start <= end);
  });
  return { last: state.last, missing };
};

export const noteArrived = (state: SequenceState, arrived: readonly number[]): SequenceState =>
  arrived.filter((seq) => Number.isSafeInteger(seq) && seq >= 1).reduce(withOne, state);
