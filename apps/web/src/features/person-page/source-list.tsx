import type { PersonDetail } from '@qiaomen/domain/register/query';
import { importFields, type ImportField } from '@qiaomen/domain/import-batch/query';
import { useText } from '../../language/use-text.tsx';
import classes from './person-page.module.css';

const isField = (name: string): name is ImportField => (importFields as readonly string[]).includes(name);

/** Which row of which file this person was linked from, and which source won for each field. */
export const SourceList = ({ person }: { person: PersonDetail }) => {
  const { say, plain } = useText();
  return (
    <section className={classes['section']}>
      <h2>{say('office:person.sources')}</h2>
      {person.sources.length === 0 ? <p>{say('office:person.noSources')}</p> : null}
      <ul className={classes['lines']}>
        {person.sources.map((source) => (
          <li key={source.sourceId}>
            <strong>{say(`codes:sourceKind.${source.kind}`)}</strong> ·{' '}
            {say('office:person.source', { file: source.fileName, row: source.rowNo })}
            {source.weight === null ? null : (
              <span className={classes['soft']}>
                {' '}
                · {say('office:person.weight', { bits: source.weight.toFixed(1) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={classes['soft']}>
        {Object.entries(person.fieldSources)
          .filter(([field]) => isField(field))
          .map(([field, source]) =>
            isField(field)
              ? plain('office:person.field', {
                  field: plain(`codes:importField.${field}`),
                  kind: plain(`codes:sourceKind.${source.kind}`),
                })
              : '',
          )
          .join(' · ')}
      </p>
    </section>
  );
};
