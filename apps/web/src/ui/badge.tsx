import type { ReactNode } from 'react';
import classes from './badge.module.css';
import type { Tone } from './theme.ts';

/** A state: always colour, icon and word together. */
export const Badge = ({ tone, icon, children }: { tone: Tone; icon: ReactNode; children: ReactNode }) => (
  <span
    className={classes['badge']}
    style={{
      color: `var(--qm-${tone}-ink)`,
      background: `var(--qm-${tone}-soft)`,
      borderColor: `var(--qm-${tone}-line)`,
    }}
  >
    <span aria-hidden="true" className={classes['icon']}>
      {icon}
    </span>
    <span>{children}</span>
  </span>
);
