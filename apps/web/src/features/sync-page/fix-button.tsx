import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import type { OutboxItem } from '../../offline/outbox-item.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { fixPlace } from './fix-place.ts';

/** One tap to the field to put right. A form that was begun since is not written over. */
export const FixButton = ({ item }: { item: OutboxItem }) => {
  const { say } = useText();
  const { drafts, store } = useField();
  const navigate = useNavigate();
  const fix = async (): Promise<void> => {
    const { to, draft } = fixPlace(item);
    if (draft !== null && (await drafts.find(draft.id)) === undefined)
      await drafts.save({ ...draft, savedAt: new Date().toISOString(), fixes: item.envelope.id });
    await navigate(to);
  };
  return (
    <>
      <BigButton look="quiet" icon={<IconPencil aria-hidden="true" />} onClick={() => void fix()}>
        {say('lock:fix')}
      </BigButton>
      {isFinal(item) ? (
        <BigButton
          look="quiet"
          icon={<IconCheck aria-hidden="true" />}
          onClick={() => void store.setHandled(item.envelope.id)}
        >
          {say('lock:handled')}
        </BigButton>
      ) : null}
    </>
  );
};

/** The server has it and has answered: whether anything is left to do, the worker knows. */
const isFinal = ({ row, command }: OutboxItem): boolean =>
  row.state === 'attention' &&
  (row.outcome?.state === 'conflict' || fixPlace({ row, command, name: '' }).draft === null);
