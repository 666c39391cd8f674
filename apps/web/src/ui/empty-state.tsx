import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** Nothing here, and what to do next. */
export const EmptyState = ({ icon, title, children }: { icon: ReactNode; title: ReactNode; children?: ReactNode }) => (
  <div className={classes['empty']}>
    <span aria-hidden="true" className={classes['icon']}>
      {icon}
    </span>
    <p className={classes['title']}>{title}</p>
    {children}
  </div>
);
