/** The pairs still to decide, one after the other. What was just decided can be brought back, last first. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PairRow } from '@qiaomen/domain/import-batch/query';
import { trpc } from '../../api/query-provider.tsx';

export type Decision = 'same' | 'different' | 'skipped';

const ahead = 20;
const runningLow = 5;

export const usePairQueue = () => {
  const client = useQueryClient();
  const [decided, setDecided] = useState<PairRow[]>([]);
  const [broughtBack, setBroughtBack] = useState<PairRow | null>(null);
  const list = useQuery({
    ...trpc.linkPair.list.queryOptions({ state: 'pending', page: { page: 0, size: ahead } }),
    // a list that changes by itself while somebody reads would swap the pair under their hands
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  const decide = useMutation(trpc.linkPair.decide.mutationOptions());

  const isDecided = (row: PairRow): boolean => decided.some(({ id }) => id === row.id);
  const rows = list.data?.rows ?? [];
  const open = rows.filter((row) => !isDecided(row) && row.id !== broughtBack?.id);
  const current = broughtBack ?? open[0] ?? null;
  const listed = rows.some((row) => row.id === broughtBack?.id);
  const left = (list.data?.total ?? 0) - rows.filter(isDecided).length + (broughtBack !== null && !listed ? 1 : 0);

  const answer = async (pair: PairRow, decision: Decision): Promise<void> => {
    await decide.mutateAsync({ pairId: pair.id, decision });
    setDecided((before) => [...before, pair]);
    setBroughtBack(null);
    // the other tabs count it elsewhere now
    void client.invalidateQueries({ queryKey: trpc.linkPair.list.queryKey(), refetchType: 'none' });
    if (open.length <= runningLow && left > open.length) await list.refetch();
  };

  const undo = async (): Promise<void> => {
    const last = decided.at(-1);
    if (last === undefined) return;
    await decide.mutateAsync({ pairId: last.id, decision: 'pending' });
    setDecided((before) => before.slice(0, -1));
    setBroughtBack(last);
  };

  return {
    current,
    left,
    loading: list.isPending,
    error: decide.error ?? list.error,
    busy: decide.isPending,
    canUndo: decided.length > 0,
    answer,
    undo,
    retry: () => {
      decide.reset();
      void list.refetch();
    },
  };
};
