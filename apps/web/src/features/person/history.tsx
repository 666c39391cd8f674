import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { rowsOfEntry } from '../../timeline/rows-of-entry.ts';
import { TimelineList } from '../../timeline/timeline-list.tsx';
import classes from './page.module.css';
import { TakeBack } from './take-back.tsx';

/** Whatever of the person's past lies on this tablet; it needs no network. */
export const History = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const { account } = useField();
  const rows = rowsOfEntry(entry);
  return (
    <section className={classes['section']}>
      <h2>{say('tablet:person.history')}</h2>
      {rows.length === 0 ? (
        <p className={classes['none']}>{say('tablet:person.noHistory')}</p>
      ) : (
        <TimelineList
          rows={rows}
          act={({ id, event, at, userName, voided }) =>
            event.kind === 'visit' && voided === null && userName === account.name ? (
              <TakeBack entry={entry} visitId={id} occurredAt={at} />
            ) : null
          }
        />
      )}
    </section>
  );
};
