import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: ReactNode;
  /** left of the title, usually the way back */
  before?: ReactNode;
  /** right of the title */
  aside?: ReactNode;
  /** stays within reach of the thumb at the lower edge */
  action?: ReactNode;
  children: ReactNode;
}

/** One screen of the tablet: a head that stays, content that scrolls, the main action at the lower edge. */
export const Page = ({ title, before, aside, action, children }: PageProps) => (
  <section className={classes['page']}>
    <header className={classes['head']}>
      {before}
      <h1 className={classes['title']}>{title}</h1>
      {aside}
    </header>
    <div className={classes['body']}>{children}</div>
    {action === undefined ? null : <footer className={classes['action']}>{action}</footer>}
  </section>
);
