import classes from './progress-bar.module.css';

/** How far a job is; without a total it only says that it goes on. */
export const ProgressBar = ({ label, done, total }: { label: string; done: number; total: number | null }) => (
  <progress
    className={classes['bar']}
    aria-label={label}
    {...(total === null || total === 0 ? {} : { value: Math.min(done, total), max: total })}
  />
);
