import type { ReactNode } from 'react';
import classes from './rules.module.css';

/** What is long stands folded where something else matters more. */
export const Folded = ({ isOpen, words, children }: { isOpen: boolean; words: ReactNode; children: ReactNode }) =>
  isOpen ? (
    children
  ) : (
    <details>
      <summary className={classes['summary']}>{words}</summary>
      {children}
    </details>
  );
