import type { ReactNode } from 'react';
import classes from './notice.module.css';
import type { Tone } from './theme.ts';

interface NoticeProps {
  tone: Tone;
  icon?: ReactNode;
  title?: ReactNode;
  /** announced at once by screen readers */
  urgent?: boolean;
  children?: ReactNode;
}

/** A sentence that says what happened, whether work is safe and what to do. */
export const Notice = ({ tone, icon, title, urgent = false, children }: NoticeProps) => (
  <div
    role={urgent ? 'alert' : 'note'}
    className={classes['notice']}
    style={{
      color: `var(--qm-${tone}-ink)`,
      background: `var(--qm-${tone}-soft)`,
      borderColor: `var(--qm-${tone}-line)`,
    }}
  >
    {icon === undefined ? null : <span aria-hidden="true">{icon}</span>}
    <div className={classes['words']}>
      {title === undefined ? null : <strong>{title}</strong>}
      {children === undefined ? null : <div>{children}</div>}
    </div>
  </div>
);
