import { useId } from 'react';
import type { ColumnMapping, FoundColumn, ImportField } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { useText } from '../../language/use-text.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { shownFields, withColumn } from './mapping.ts';
import classes from './mapping-form.module.css';

interface FieldColumnsProps {
  kind: SourceKind;
  columns: FoundColumn[];
  mapping: ColumnMapping;
  required: readonly ImportField[];
  headerOf: (column: FoundColumn) => string;
  onChange: (mapping: ColumnMapping) => void;
}

/** One choice of column a field, with masked values of the column that is chosen. */
export const FieldColumns = ({ kind, columns, mapping, required, headerOf, onChange }: FieldColumnsProps) => {
  const { say, plain } = useText();
  const id = useId();
  return (
    <div className={classes['fields']}>
      {shownFields(kind, mapping).map((field) => {
        const column = columns.find(({ index }) => index === mapping[field]);
        const samples = column?.samples.filter((sample) => sample.trim() !== '') ?? [];
        const needed = required.includes(field);
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
              aria-invalid={needed && column === undefined}
              value={mapping[field] ?? ''}
              onChange={({ currentTarget: { value } }) =>
                onChange(withColumn(mapping, field, value === '' ? null : Number(value)))
              }
            >
              <option value="">{plain('admin:imports.noColumn')}</option>
              {columns.map((found) => (
                <option key={found.index} value={found.index}>
                  {headerOf(found)}
                </option>
              ))}
            </select>
          </Labelled>
        );
      })}
    </div>
  );
};
