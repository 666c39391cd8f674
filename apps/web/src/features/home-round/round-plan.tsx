import { IconHomeHeart } from '@tabler/icons-react';
import { useMemo } from 'react';
import { orderStops } from '@qiaomen/domain/home-round/order-stops';
import type { PublishedRules } from '@qiaomen/domain/rule-version/clinic-rules';
import { ListState } from '../../field/list-state.tsx';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PickList } from './pick-list.tsx';
import { doseWanted, emptyRound, onDay, RoundForm, waitingForRound } from './round-form.ts';
import { Stepper } from './stepper.tsx';
import { TakeAlong } from './take-along.tsx';
import { Way } from './way.tsx';
import classes from './home-round.module.css';

interface RoundPlanProps {
  entries: readonly FieldEntry[];
  rules: readonly PublishedRules[];
  today: string;
}

/** The round of today: who, in which order, with which vials and what else. Kept on the tablet at every tap. */
export const RoundPlan = ({ entries, rules, today }: RoundPlanProps) => {
  const { say } = useText();
  const { value, change, ready } = useDraft('round', RoundForm, emptyRound(today));
  const form = onDay(value, today);
  const waiting = useMemo(() => waitingForRound(entries, today), [entries, today]);
  const known = useMemo(() => new Map(entries.map((entry) => [entry.personId, entry])), [entries]);
  const chosen = useMemo(() => form.picked.flatMap((personId) => known.get(personId) ?? []), [form.picked, known]);
  const wanted = useMemo(
    () => new Map([...waiting, ...chosen].map((entry) => [entry.personId, doseWanted(entry, today, rules)])),
    [waiting, chosen, today, rules],
  );
  const stops = useMemo(
    () =>
      orderStops(
        chosen.map(({ personId, areaCode, address }) => {
          const position = form.places[personId] ?? null;
          return { id: personId, areaCode, address, position };
        }),
      ),
    [chosen, form.places],
  );
  if (!ready) return null;
  const open = new Set(waiting.map(({ personId }) => personId));
  // a change of today's form drops what was picked and packed on another day
  const set = (part: Partial<RoundForm>): void => change({ ...onDay(value, today), ...part });
  if (waiting.length === 0 && stops.length === 0)
    return (
      <>
        <ListState />
        <EmptyState icon={<IconHomeHeart size={48} />} title={say('round:none')} />
      </>
    );
  return (
    <div className={classes['plan']}>
      <ListState>{say('round:waiting', { count: waiting.length })}</ListState>
      <Stepper limit="capacity" value={form.capacity} onChange={(capacity) => set({ capacity })} />
      <PickList
        waiting={waiting}
        wanted={wanted}
        picked={form.picked}
        capacity={form.capacity}
        today={today}
        onPick={(picked) => set({ picked })}
      />
      {stops.length === 0 ? null : (
        <>
          <Way
            stops={stops}
            entries={known}
            isDone={(personId) => !open.has(personId)}
            onPlace={(personId, position) => set({ places: { ...form.places, [personId]: position } })}
          />
          <TakeAlong
            stops={stops.map(({ id }) => ({ id, product: wanted.get(id)?.product ?? null }))}
            use={form}
            packed={form.packed}
            onChange={set}
          />
        </>
      )}
    </div>
  );
};
