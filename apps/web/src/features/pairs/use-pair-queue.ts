/**
 * The pairs still to decide, one after the other. A decision is shown at once and sent behind it: the next pair is in hand
 * already. What the server does not accept comes back to the front with the reason.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DecidePair, DecideReply, PairFilter, PairRow, PairsTaken } from '@qiaomen/domain/link-pair/query';
import { trpc } from '../../api/query-provider.tsx';

export type Decision = 'same' | 'different' | 'skipped' | 'asked';
type Objection = Exclude<DecideReply, { state: 'decided' }>;

const inHand = 12;
const runningLow = 6;

interface Done {
  pair: PairRow;
  answer: Decision;
  /** id of the decision once the server has it; null when it was not accepted */
  sent: Promise<string | null>;
}

export interface Trouble {
  pair: PairRow;
  answer: Decision;
  objection: Objection;
}

const without = (rows: readonly PairRow[], id: string): PairRow[] => rows.filter((row) => row.id !== id);

export const usePairQueue = (filter: PairFilter) => {
  const client = useQueryClient();
  const [hand, setHand] = useState<PairRow[]>([]);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<Done[]>([]);
  const [taken, setTaken] = useState<(Omit<PairsTaken, 'rows'> & { since: number }) | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isExhausted, setExhausted] = useState(false);
  /** ids on their way to the server, which must not hand them out again */
  const underway = useRef(new Set<string>());
  /** answers arrive in the order they were given: an answer that overtook the undo before it would be undone by it */
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const next = line.current.then(work);
    line.current = next.catch(() => null);
    return next;
  };
  const take = useMutation(trpc.linkPair.take.mutationOptions());
  const decide = useMutation(trpc.linkPair.decide.mutationOptions());

  const { mutateAsync: takeMore, isPending: isTaking, isError: hasFailed } = take;
  const refill = useCallback(
    async (have: readonly PairRow[], answered: number): Promise<void> => {
      const except = [...have.map(({ id }) => id), ...underway.current];
      const { rows, ...counts } = await takeMore({ filter, size: inHand, except });
      setTaken({ ...counts, since: answered });
      setExhausted(rows.length < inHand);
      setHand((before) => [
        ...before,
        ...rows.filter(({ id }) => !before.some((row) => row.id === id) && !underway.current.has(id)),
      ]);
    },
    [filter, takeMore],
  );
  const isLow = hand.length < runningLow && !isExhausted;
  useEffect(() => {
    if (isLow && !isTaking && !hasFailed) void refill(hand, done.length).catch(() => null);
  }, [isLow, isTaking, hasFailed, refill, hand, done.length]);

  const current = hand[Math.min(at, hand.length - 1)] ?? null;
  const bringBack = (pair: PairRow): void => {
    setHand((before) => [pair, ...without(before, pair.id)]);
    setAt(0);
  };
  /** a list opened while an answer was on its way reads it when it has arrived */
  const noteLists = (): void => void client.invalidateQueries({ queryKey: trpc.linkPair.pathKey() });

  const send = async (pair: PairRow, answer: Decision, more: Partial<DecidePair>): Promise<string | null> => {
    underway.current.add(pair.id);
    try {
      const seen = pair.decision?.id ?? null;
      const ask = { pairId: pair.id, answer, seen, withdraw: [], keepCounty: null, ...more };
      const reply = await inOrder(() => decide.mutateAsync(ask));
      noteLists();
      if (reply.state === 'decided') return reply.decisionId;
      setDone((before) => before.filter((one) => one.pair.id !== pair.id));
      setTrouble({ pair, answer, objection: reply });
      return null;
    } catch {
      setDone((before) => before.filter((one) => one.pair.id !== pair.id));
      bringBack(pair);
      return null;
    } finally {
      underway.current.delete(pair.id);
    }
  };

  const answer = (pair: PairRow, given: Decision, more: Partial<DecidePair> = {}): void => {
    setTrouble(null);
    setHand((before) => without(before, pair.id));
    setAt((before) => Math.max(0, Math.min(before, hand.length - 2)));
    setDone((before) => [...before, { pair, answer: given, sent: send(pair, given, more) }]);
  };

  const undo = async (): Promise<void> => {
    const last = done.at(-1);
    if (last === undefined) return;
    setDone((before) => before.slice(0, -1));
    bringBack(last.pair);
    // its place in the line is taken at once, before whatever is answered next
    await inOrder(async () => {
      const seen = await last.sent;
      if (seen === null) return;
      // somebody else's word in between stays: the pair says so when it is decided again
      await decide.mutateAsync({ pairId: last.pair.id, answer: 'reopened', seen, withdraw: [], keepCounty: null });
    });
    noteLists();
  };

  const answeredSince = done.length - (taken?.since ?? 0);
  const counted = done.slice(taken?.since ?? 0).filter((one) => one.answer !== 'skipped').length;
  return {
    current,
    trouble,
    left: Math.max(0, (taken?.left ?? 0) - answeredSince),
    doneThisHour: Math.max(0, (taken?.doneThisHour ?? 0) + counted + Math.min(0, answeredSince)),
    withOthers: taken?.withOthers ?? 0,
    loading: current === null && trouble === null && (isTaking || taken === null) && !hasFailed,
    error: decide.error ?? take.error,
    canUndo: done.length > 0,
    answer,
    undo: () => void undo().catch(() => null),
    /** looks at another pair in hand without deciding */
    move: (by: 1 | -1) => setAt((before) => Math.max(0, Math.min(hand.length - 1, before + by))),
    place: { at: Math.min(at, Math.max(0, hand.length - 1)), of: hand.length },
    /** the earlier answers stay: the pair is not asked again here */
    giveWay: () => setTrouble(null),
    retry: () => {
      decide.reset();
      take.reset();
    },
  };
};
