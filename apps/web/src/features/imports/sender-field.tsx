import { IconHistory } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { BatchDetail, ColumnMapping } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import classes from './mapping-form.module.css';

interface SenderFieldProps {
  batch: Pick<BatchDetail, 'id' | 'sender' | 'recalledFrom'>;
  value: string;
  onChange: (sender: string) => void;
  onRecall: (recalled: { kind: SourceKind; mapping: ColumnMapping }) => void;
}

/** The office that gave the file; what its columns were taken for last time is one press away. */
export const SenderField = ({ batch, value, onChange, onRecall }: SenderFieldProps) => {
  const { say, plain, language } = useText();
  const id = useId();
  const [asked] = useDebouncedValue(value.trim(), 400);
  const senders = useQuery(trpc.import.senders.queryOptions());
  const recalled = useQuery({
    ...trpc.import.recall.queryOptions({ batchId: batch.id, sender: asked }),
    enabled: asked !== '',
  }).data;
  const { recalledFrom } = batch;
  const when = (from: { fileName: string; at: string }) => ({
    name: from.fileName,
    time: formatInstant(language, from.at),
  });
  const hint =
    recalledFrom !== null && asked === batch.sender
      ? say('imports:mapping.recalled', when(recalledFrom))
      : say('imports:mapping.senderHint');
  return (
    <Labelled label={say('imports:mapping.sender')} htmlFor={id} hint={hint}>
      <input
        id={id}
        className={controlClass}
        list={`${id}-list`}
        maxLength={60}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={`${id}-list`}>
        {(senders.data ?? []).map((sender) => (
          <option key={sender} value={sender} />
        ))}
      </datalist>
      {recalled === undefined || recalled === null || asked === batch.sender ? null : (
        <div className={classes['recall']}>
          <span>{say('imports:mapping.recalledKind', { kind: plain(`codes:sourceKind.${recalled.kind}`) })}</span>
          <BigButton look="quiet" icon={<IconHistory size={20} />} onClick={() => onRecall(recalled)}>
            {say('imports:mapping.recall')}
          </BigButton>
        </div>
      )}
    </Labelled>
  );
};
