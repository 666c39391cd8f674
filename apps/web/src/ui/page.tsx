import { useState, type ReactNode } from 'react';
import { PageFoot } from './page-action.tsx';
import classes from './page.module.css';

interface PageProps {
  title: ReactNode;
  /** left of the title, usually the way back */
  before?: ReactNode;
  /** right of the title */
  aside?: ReactNode;
  /** stays within reach of the thumb at the lower edge, unless a form on the page has a `PageAction` */
  action?: ReactNode;
  children: ReactNode;
}

/** One screen of the tablet: a head that stays, content that scrolls, the main action at the lower edge. */
export const Page = ({ title, before, aside, action, children }: PageProps) => {
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  return (
    <section className={classes['page']}>
      <header className={classes['head']}>
        {before}
        <h1 className={classes['title']}>{title}</h1>
        {aside}
      </header>
      <div className={classes['body']}>
        <PageFoot value={foot}>{children}</PageFoot>
      </div>
      <footer ref={setFoot} className={classes['action']} />
      {action === undefined ? null : <footer className={classes['action']}>{action}</footer>}
    </section>
  );
};
