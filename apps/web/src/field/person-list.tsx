import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import type { FieldEntry } from '../offline/overlay.ts';
import { PersonRow } from './person-row.tsx';
import classes from './person-list.module.css';

interface PersonListProps {
  entries: readonly FieldEntry[];
  today: string;
  /** where a row leads */
  linkTo: (entry: FieldEntry) => string;
  /** scrolls with the list, above it */
  before?: ReactNode;
}

const estimatedRow = 116;

/** Only the rows on the screen exist: five thousand people scroll as lightly as fifty. */
export const PersonList = ({ entries, today, linkTo, before }: PersonListProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRow,
    getItemKey: (index) => entries[index]?.entryId ?? index,
    overscan: 3,
    gap: 8,
  });
  return (
    <div ref={scroller} className={classes['scroller']}>
      {before}
      <ul className={classes['list']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const entry = entries[row.index];
          return entry === undefined ? null : (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              className={classes['item']}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <PersonRow entry={entry} today={today} to={linkTo(entry)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
};
