import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { rowsOfEntry } from '../../timeline/rows-of-entry.ts';
import { TimelineList } from '../../timeline/timeline-list.tsx';
import classes from './page.module.css';

/** Whatever of the person's past lies on this tablet; it needs no network. */
export const History = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const rows = rowsOfEntry(entry);
  return (
    <section className={classes['section']}>
      <h2>{say('tablet:person.history')}</h2>
      {rows.length === 0 ? (
        <p className={classes['none']}>{say('tablet:person.noHistory')}</p>
      ) : (
        <TimelineList rows={rows} />
      )}
    </section>
  );
};
