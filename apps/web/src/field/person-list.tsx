import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
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
/** what a hand does not cover while it types: drawn at once, the rest with the next frame */
const atOnce = 5;

/** The rows that are drawn now. Those that are new and further down wait a frame, so that an answer is there sooner. */
const useRows = <Row extends { index: number }>(
  entries: readonly FieldEntry[],
  rows: readonly Row[],
): readonly Row[] => {
  const [whole, setWhole] = useState(entries);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setWhole(entries));
    return () => cancelAnimationFrame(frame);
  }, [entries]);
  if (whole === entries) return rows;
  const [first, last] = [rows.at(0)?.index ?? 0, rows.at(-1)?.index ?? 0];
  const drawn = new Set(whole.slice(first, last + 1).map(({ entryId }) => entryId));
  return rows.filter(({ index }) => index < first + atOnce || drawn.has(entries[index]?.entryId ?? ''));
};

/** Only the rows on the screen exist: five thousand people scroll as lightly as fifty. */
export const PersonList = ({ entries, today, linkTo, before }: PersonListProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  // a new function would have the places of five thousand rows worked out anew
  const keyOf = useCallback((index: number) => entries[index]?.entryId ?? index, [entries]);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRow,
    getItemKey: keyOf,
    overscan: 3,
    gap: 8,
  });
  const rows = useRows(entries, virtual.getVirtualItems());
  return (
    <div ref={scroller} className={classes['scroller']}>
      {before}
      <ul className={classes['list']} style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
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
