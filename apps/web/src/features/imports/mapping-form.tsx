import { IconPlayerPlay } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { BatchDetail, ColumnMapping, FoundColumn, StartBatch } from '@qiaomen/domain/import-batch/query';
import { missingFields, requiredFields } from '@qiaomen/domain/import-batch/required-fields';
import { SourceKind } from '@qiaomen/domain/register/query';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { findTwiceUsed, shownFields, withColumn } from './mapping.ts';
import classes from './mapping-form.module.css';

interface MappingFormProps {
  batch: Pick<BatchDetail, 'id' | 'kind' | 'columns' | 'mapping'>;
  busy: boolean;
  onStart: (input: StartBatch) => void;
}

/** What kind of file it is, and which column each field comes from. The proposal is filled in; a person checks it. */
export const MappingForm = ({ batch, busy, onStart }: MappingFormProps) => {
  const { say, plain } = useText();
  const id = useId();
  const [kind, setKind] = useState(batch.kind);
  const [mapping, setMapping] = useState<ColumnMapping>(batch.mapping);
  const headerOf = ({ header, index }: Pick<FoundColumn, 'header' | 'index'>): string =>
    header.trim() === '' ? plain('admin:imports.columnNumber', { number: index + 1 }) : header;
  const required = requiredFields(kind);
  const missing = missingFields(kind, mapping);
  const twice = batch.columns.find(({ index }) => index === findTwiceUsed(mapping));

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onStart({ batchId: batch.id, kind, mapping });
      }}
    >
      <Labelled label={say('admin:imports.kind')} htmlFor={`${id}-kind`}>
        <select
          id={`${id}-kind`}
          className={controlClass}
          value={kind}
          onChange={(event) => setKind(SourceKind.parse(event.currentTarget.value))}
        >
          {SourceKind.options.map((option) => (
            <option key={option} value={option}>
              {plain(`codes:sourceKind.${option}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <p className={classes['hint']}>{say('admin:imports.mappingHint')}</p>
      <div className={classes['fields']}>
        {shownFields(kind, mapping).map((field) => {
          const column = batch.columns.find(({ index }) => index === mapping[field]);
          const samples = column?.samples.filter((sample) => sample.trim() !== '') ?? [];
          // a field that another one stands in for is not asked for
          const needed = required.includes(field) && (mapping[field] !== undefined || missing.includes(field));
          return (
            <Labelled
              key={field}
              label={
                <>
                  {say(`codes:importField.${field}`)}
                  {needed ? <span className={classes['needed']}> *</span> : null}
                </>
              }
              htmlFor={`${id}-${field}`}
              {...(samples.length === 0 ? {} : { hint: say('admin:imports.samples', { values: samples.join(' · ') }) })}
            >
              <select
                id={`${id}-${field}`}
                className={controlClass}
                required={needed}
                aria-invalid={needed && column === undefined}
                value={mapping[field] ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  setMapping(withColumn(mapping, field, value === '' ? null : Number(value)))
                }
              >
                <option value="">{plain('admin:imports.noColumn')}</option>
                {batch.columns.map((found) => (
                  <option key={found.index} value={found.index}>
                    {headerOf(found)}
                  </option>
                ))}
              </select>
            </Labelled>
          );
        })}
      </div>
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
      <div>
        <BigButton
          type="submit"
          icon={<IconPlayerPlay size={20} />}
          disabled={busy || missing.length > 0 || twice !== undefined}
        >
          {say('admin:imports.start')}
        </BigButton>
      </div>
    </form>
  );
};
