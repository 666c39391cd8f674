import classes from './skeleton-rows.module.css';

/** Where rows will be. Shown instead of a spinner. */
export const SkeletonRows = ({ count = 6 }: { count?: number }) => (
  <div aria-hidden="true" className={classes['rows']}>
    {Array.from({ length: count }, (_, index) => (
      <div key={index} className={classes['row']} />
    ))}
  </div>
);
