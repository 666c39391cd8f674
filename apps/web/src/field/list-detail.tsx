import type { ReactNode } from 'react';
import { useOutlet } from 'react-router';
import classes from './list-detail.module.css';

/** Portrait: the list, or the person over it. Landscape: both, side by side. */
export const ListDetail = ({ list, nothingChosen }: { list: ReactNode; nothingChosen: ReactNode }) => {
  const detail = useOutlet();
  return (
    <div className={`${classes['both'] ?? ''} ${detail === null ? '' : (classes['chosen'] ?? '')}`}>
      <div className={classes['list']}>{list}</div>
      <div className={classes['detail']}>{detail ?? nothingChosen}</div>
    </div>
  );
};
