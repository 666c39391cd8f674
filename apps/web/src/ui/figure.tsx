import type { ReactNode } from 'react';
import { formatNumber } from '@qiaomen/i18n/fmt';
import classes from './figure.module.css';
import type { Tone } from './theme.ts';

/** A number first, its words below. */
export const Figure = ({ tone, label, value }: { tone: Tone; label: ReactNode; value: number }) => (
  <div
    className={classes['figure']}
    style={{
      color: `var(--qm-${tone}-ink)`,
      background: `var(--qm-${tone}-soft)`,
      borderColor: `var(--qm-${tone}-line)`,
    }}
  >
    <span className={classes['value']}>{formatNumber(value)}</span>
    <span className={classes['label']}>{label}</span>
  </div>
);
