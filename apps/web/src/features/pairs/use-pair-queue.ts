/**
 * The pairs still to decide, one after the other. A decision is shown at once and sent behind it: the next pair is in hand
 * already. What the server does not accept comes back to the front with the reason.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DecidePair, DecideReply, PairFilter, PairRow, PairsTaken } from '@qiaomen/domain/link-pair/query';
import { trpc } from '../../api/query-provider.tsx';
import { useSession } from '../../session/session.ts';
import { inOrder, isUnderway, keepForReader, pairsUnderway, takeReturned, type Decision, type Returned } from './answer-line.ts'; // prettier-ignore

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
  const session = useSession();
  const userId = session.status === 'signedIn' ? session.account.userId : '';
  /** why an answer of an earlier visit to this page did not arrive */
  const [lateCause, setLateCause] = useState<unknown>(null);
  const isThere = useRef(true);
  const take = useMutation(trpc.linkPair.take.mutationOptions());
  const decide = useMutation(trpc.linkPair.decide.mutationOptions());

  const { mutateAsync: takeMore, isPending: isTaking, isError: hasFailed } = take;
  const refill = useCallback(
    async (have: readonly PairRow[], answered: number): Promise<void> => {
      const except = [...have.map(({ id }) => id), ...pairsUnderway()];
      const { rows, ...counts } = await takeMore({ filter, size: inHand, except });
      setTaken({ ...counts, since: answered });
      setExhausted(rows.length < inHand);
      setHand((before) => [
        ...before,
        ...rows.filter(({ id }) => !before.some((row) => row.id === id) && !isUnderway(id)),
      ]);
    },
    [filter, takeMore],
  );
  const [hasArrived, setArrived] = useState(false);
  const isLow = hasArrived && hand.length < runningLow && !isExhausted;
  useEffect(() => {
    if (!isLow || isTaking || hasFailed) return;
    void Promise.resolve()
      .then(() => refill(hand, done.length))
      .catch(() => null);
  }, [isLow, isTaking, hasFailed, refill, hand, done.length]);

  const current = hand[Math.min(at, hand.length - 1)] ?? null;
  const bringBack = (pair: PairRow): void => {
    setHand((before) => [pair, ...without(before, pair.id)]);
    setAt(0);
  };
  /** a list opened while an answer was on its way reads it when it has arrived */
  const noteLists = (): void => void client.invalidateQueries({ queryKey: trpc.linkPair.pathKey() });

  const comeBack = (returned: Returned): void => {
    const { pair, answer: given, why } = returned;
    setDone((before) => before.filter((one) => one.pair.id !== pair.id));
    if ('objection' in why) setTrouble({ pair, answer: given, objection: why.objection });
    else bringBack(pair);
  };
  useEffect(() => {
    isThere.current = true;
    let isHere = true;
    // what was answered before this page was left and opened again is heard of first
    void takeReturned(userId, () => isHere).then((returned) => {
      for (const one of returned) {
        comeBack(one);
        if ('cause' in one.why) setLateCause(one.why.cause);
      }
      if (isHere) setArrived(true);
    });
    return () => {
      isHere = false;
      isThere.current = false;
    };
    // once for each visit
  }, [userId]);

  const send = async (pair: PairRow, answer: Decision, more: Partial<DecidePair>): Promise<string | null> => {
    const cannot = (why: Returned['why']): null => {
      if (isThere.current) comeBack({ pair, answer, why });
      else keepForReader(userId, { pair, answer, why });
      return null;
    };
    const seen = pair.decision?.id ?? null;
    const ask = { pairId: pair.id, answer, seen, withdraw: [], keepCounty: null, ...more };
    try {
      const reply = await inOrder(pair.id, () => decide.mutateAsync(ask));
      noteLists();
      return reply.state === 'decided' ? reply.decisionId : cannot({ objection: reply });
    } catch (cause) {
      return cannot({ cause });
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
    await inOrder(last.pair.id, async () => {
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
    error: decide.error ?? take.error ?? lateCause,
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
      setLateCause(null);
    },
  };
};
