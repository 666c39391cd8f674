import { IconPlayerPlay } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { findContradictions } from '@qiaomen/domain/import-batch/column-content';
import type { BatchDetail, ColumnMapping, FoundColumn, StartBatch } from '@qiaomen/domain/import-batch/query';
import { isWhole } from '@qiaomen/domain/import-batch/preview';
import { missingFields, requiredFields } from '@qiaomen/domain/import-batch/required-fields';
import { SourceKind } from '@qiaomen/domain/register/query';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { FieldColumns } from './field-columns.tsx';
import { findTwiceUsed } from './mapping.ts';
import { SenderField } from './sender-field.tsx';
import classes from './mapping-form.module.css';

interface MappingFormProps {
  batch: Pick<BatchDetail, 'id' | 'kind' | 'columns' | 'mapping' | 'sender' | 'whole' | 'recalledFrom'>;
  busy: boolean;
  onStart: (input: StartBatch) => void;
}

/** Whose file it is, of what kind, and which column each field comes from. The proposal is filled in; a person checks it. */
export const MappingForm = ({ batch, busy, onStart }: MappingFormProps) => {
  const { say, plain } = useText();
  const id = useId();
  const [kind, setKind] = useState(batch.kind);
  const [mapping, setMapping] = useState<ColumnMapping>(batch.mapping);
  const [sender, setSender] = useState(batch.sender);
  const [whole, setWhole] = useState(batch.whole);
  const [asking, setAsking] = useState(false);
  const headerOf = ({ header, index }: Pick<FoundColumn, 'header' | 'index'>): string =>
    header.trim() === '' ? plain('admin:imports.columnNumber', { number: index + 1 }) : header;
  const missing = missingFields(kind, mapping);
  const twice = batch.columns.find(({ index }) => index === findTwiceUsed(mapping));
  const contradictions = findContradictions(mapping, batch.columns);
  const start = (despite: boolean): void => onStart({ batchId: batch.id, kind, mapping, sender, whole, despite });
  const contradicted = contradictions.map(({ field, column, content }) => (
    <li key={field}>
      {say('imports:mapping.contradicts', {
        column: headerOf(batch.columns.find(({ index }) => index === column) ?? { header: '', index: column }),
        content: plain(`imports:content.${content}`),
        field: plain(`codes:importField.${field}`),
      })}
    </li>
  ));

  return (
    <div className={classes['form']}>
      <div className={classes['fields']}>
        <SenderField
          batch={batch}
          value={sender}
          onChange={setSender}
          onRecall={(recalled) => {
            setKind(recalled.kind);
            setMapping(recalled.mapping);
          }}
        />
        <Labelled label={say('admin:imports.kind')} htmlFor={`${id}-kind`}>
          <select
            id={`${id}-kind`}
            className={controlClass}
            value={kind}
            onChange={(event) => {
              const chosen = SourceKind.parse(event.currentTarget.value);
              setKind(chosen);
              if (!isWhole(chosen, 1, 0)) setWhole(false);
            }}
          >
            {SourceKind.options.map((option) => (
              <option key={option} value={option}>
                {plain(`codes:sourceKind.${option}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled
          label={say('imports:mapping.scope')}
          htmlFor={`${id}-whole`}
          hint={say(whole ? 'imports:mapping.wholeHint' : 'imports:mapping.partHint')}
        >
          <select
            id={`${id}-whole`}
            className={controlClass}
            value={whole ? 'whole' : 'part'}
            onChange={(event) => setWhole(event.currentTarget.value === 'whole')}
          >
            <option value="whole">{plain('imports:mapping.whole')}</option>
            <option value="part">{plain('imports:mapping.part')}</option>
          </select>
        </Labelled>
      </div>
      <p className={classes['hint']}>{say('admin:imports.mappingHint')}</p>
      <FieldColumns
        kind={kind}
        columns={batch.columns}
        mapping={mapping}
        required={requiredFields(kind)}
        headerOf={headerOf}
        onChange={setMapping}
      />
      {missing.length === 0 ? null : (
        <p role="status" className={classes['problem']}>
          {say('admin:imports.missing', {
            fields: missing.map((field) => plain(`codes:importField.${field}`)).join(' · '),
          })}
        </p>
      )}
      {twice === undefined ? null : (
        <p role="status" className={classes['problem']}>
          {say('admin:imports.twice', { column: headerOf(twice) })}
        </p>
      )}
      {contradictions.length === 0 ? null : (
        <ul role="status" className={classes['problem']}>
          {contradicted}
        </ul>
      )}
      <div>
        <BigButton
          icon={<IconPlayerPlay size={20} />}
          disabled={busy || missing.length > 0 || twice !== undefined}
          onClick={() => (contradictions.length > 0 ? setAsking(true) : start(false))}
        >
          {say('admin:imports.start')}
        </BigButton>
      </div>
      <Confirm
        opened={asking}
        title={say('imports:mapping.despiteAsk')}
        act={say('imports:mapping.despite')}
        busy={busy}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          start(true);
        }}
      >
        <ul className={classes['problem']}>{contradicted}</ul>
      </Confirm>
    </div>
  );
};
