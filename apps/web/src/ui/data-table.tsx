import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** figures stand right and in tabular digits */
  numeric?: boolean;
  /** may take more than one line; everything else stays on one */
  wide?: boolean;
  ariaSort?: 'ascending' | 'descending' | 'none';
}

interface DataTableProps<Row> {
  caption: ReactNode;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** the row that sums up the others stands out */
  isTotal?: (row: Row) => boolean;
}

/** A plain table: heads that stay, wide content scrolls inside its own frame. */
export const DataTable = <Row,>({ caption, columns, rows, rowKey, isTotal }: DataTableProps<Row>) => (
  <div
    className={classes['frame']}
    role="region"
    tabIndex={0}
    aria-label={typeof caption === 'string' ? caption : undefined}
  >
    <table className={classes['table']}>
      <caption className={classes['caption']}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, numeric, ariaSort }) => (
            <th key={key} scope="col" className={numeric === true ? classes['numeric'] : ''} aria-sort={ariaSort}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={isTotal?.(row) === true ? classes['total'] : ''}>
            {columns.map(({ key, cell, numeric, wide }) => (
              <td
                key={key}
                className={
                  numeric === true ? classes['numeric'] : wide === true ? classes['lines'] : classes['oneLine']
                }
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
