import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { batchStates, type BatchState } from '@qiaomen/domain/import-batch/query';
import { SourceKind } from '@qiaomen/domain/register/query';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass } from '../../ui/labelled.tsx';
import classes from './imports-page.module.css';

interface HistoryFiltersProps {
  kind: SourceKind | null;
  state: BatchState | null;
  onChange: (changes: Record<string, string | null>) => void;
}

export const HistoryFilters = ({ kind, state, onChange }: HistoryFiltersProps) => {
  const { say, plain } = useText();
  const id = useId();
  return (
    <div className={classes['filters']}>
      <select
        id={`${id}-kind`}
        className={controlClass}
        aria-label={plain('admin:imports.kind')}
        value={kind ?? ''}
        onChange={(event) => onChange({ kind: event.currentTarget.value })}
      >
        <option value="">{plain('imports:history.anyKind')}</option>
        {SourceKind.options.map((option) => (
          <option key={option} value={option}>
            {plain(`codes:sourceKind.${option}`)}
          </option>
        ))}
      </select>
      <select
        id={`${id}-state`}
        className={controlClass}
        aria-label={plain('admin:imports.state')}
        value={state ?? ''}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
      >
        <option value="">{plain('imports:history.anyState')}</option>
        {batchStates.map((option) => (
          <option key={option} value={option}>
            {plain(`codes:batchState.${option}`)}
          </option>
        ))}
      </select>
      {kind === null && state === null ? null : (
        <BigButton look="plain" icon={<IconX size={20} />} onClick={() => onChange({ kind: null, state: null })}>
          {say('imports:history.clear')}
        </BigButton>
      )}
    </div>
  );
};
