import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SnapshotLine } from '@qiaomen/domain/base-figure/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import classes from './base-figures.module.css';

/** Publish, put in force again, discard: each asks first and says what stays. */
export const SnapshotActs = ({ snapshot, onChanged }: { snapshot: SnapshotLine; onChanged: () => void }) => {
  const { say } = useText();
  const [asked, setAsked] = useState<'publish' | 'restore' | 'discard' | null>(null);
  const done = (): void => {
    setAsked(null);
    onChanged();
  };
  const publish = useMutation(trpc.baseFigure.publish.mutationOptions({ onSuccess: done }));
  const discard = useMutation(trpc.baseFigure.discard.mutationOptions({ onSuccess: done }));
  const act = asked === 'discard' ? discard : publish;
  const { state, number } = snapshot;
  return (
    <div className={classes['acts']}>
      {state === 'draft' ? (
        <>
          <BigButton onClick={() => setAsked('publish')}>{say('baseFigure:publish')}</BigButton>
          <BigButton look="quiet" onClick={() => setAsked('discard')}>
            {say('baseFigure:discard')}
          </BigButton>
        </>
      ) : null}
      {state === 'superseded' ? (
        <BigButton look="quiet" onClick={() => setAsked('restore')}>
          {say('baseFigure:restore')}
        </BigButton>
      ) : null}
      {asked === null ? null : (
        <Confirm
          opened
          title={say(`baseFigure:${asked}`)}
          act={say(`baseFigure:${asked}`)}
          busy={act.isPending}
          failure={act.error}
          onClose={() => setAsked(null)}
          onConfirm={() => act.mutate({ snapshotId: snapshot.id })}
        >
          <p>
            {asked === 'publish'
              ? say('baseFigure:publishAsk')
              : asked === 'discard'
                ? say('baseFigure:discardAsk')
                : say('baseFigure:restoreAsk', { number: number ?? '' })}
          </p>
        </Confirm>
      )}
    </div>
  );
};
