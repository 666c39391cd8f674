import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './icon-link.module.css';

/** A square target with one icon; its name is for those who cannot see it. */
export const IconLink = ({
  to,
  label,
  replace = false,
  children,
}: {
  to: string;
  label: string;
  replace?: boolean;
  children: ReactNode;
}) => (
  <Link to={to} replace={replace} aria-label={label} className={classes['link'] ?? ''}>
    {children}
  </Link>
);
