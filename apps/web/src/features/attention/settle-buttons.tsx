import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttentionRow, SettleAct } from '@qiaomen/domain/attention/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import classes from './attention.module.css';

/** What a rule refused, and what cannot be read, can only be left out. */
const actsOf = ({ why, settled, personId }: AttentionRow): SettleAct[] => {
  if (settled?.act === 'accept') return [];
  const mayBeEntered = why.state === 'quarantined' && why.reason !== 'unreadable' && personId !== null;
  return [...(mayBeEntered ? (['accept'] as const) : []), ...(settled === null ? (['discard'] as const) : [])];
};

export const SettleButtons = ({ row, onDone }: { row: AttentionRow; onDone: () => void }) => {
  const { say } = useText();
  const [asked, setAsked] = useState<SettleAct | null>(null);
  const settle = useMutation(
    trpc.attention.settle.mutationOptions({
      onSuccess: () => {
        setAsked(null);
        onDone();
      },
    }),
  );
  const ask = (act: SettleAct): void => {
    settle.reset();
    setAsked(act);
  };
  return (
    <div className={classes['acts']}>
      {actsOf(row).map((act) => (
        <BigButton key={act} look="quiet" onClick={() => ask(act)}>
          {say(`office:attention.act.${act}`)}
        </BigButton>
      ))}
      {asked === null ? null : (
        <Confirm
          opened
          title={say(`office:attention.act.${asked}`)}
          act={say(`office:attention.act.${asked}`)}
          busy={settle.isPending}
          failure={settle.error}
          onClose={() => setAsked(null)}
          onConfirm={() => settle.mutate({ county: row.county, receiptId: row.receiptId, act: asked })}
        >
          <p>{say(`office:attention.ask.${asked}`)}</p>
        </Confirm>
      )}
    </div>
  );
};
