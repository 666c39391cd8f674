import type { ReactNode } from 'react';
import classes from './office-page.module.css';

interface OfficePageProps {
  title: ReactNode;
  /** right of the title */
  aside?: ReactNode;
  /** filters; stay in sight while the page scrolls */
  filters?: ReactNode;
  children: ReactNode;
}

/** One page on a laptop: a title, filters that stay, content. */
export const OfficePage = ({ title, aside, filters, children }: OfficePageProps) => (
  <section className={classes['page']}>
    <header className={classes['head']}>
      <h1 className={classes['title']}>{title}</h1>
      {aside === undefined ? null : <div className={classes['aside']}>{aside}</div>}
    </header>
    {filters === undefined ? null : <div className={classes['filters']}>{filters}</div>}
    {children}
  </section>
);
