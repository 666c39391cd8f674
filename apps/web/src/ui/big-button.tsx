import type { ButtonHTMLAttributes, ReactNode } from 'react';
import classes from './big-button.module.css';

interface BigButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'quiet' | 'plain';
  icon?: ReactNode;
  wide?: boolean;
}

/** A target for a thumb: at least 56 px high, whatever the language. */
export const BigButton = ({ look = 'primary', icon, wide = false, children, className, ...rest }: BigButtonProps) => (
  <button
    type="button"
    className={[classes['button'], classes[look], wide ? classes['wide'] : '', className ?? ''].join(' ')}
    {...rest}
  >
    {icon}
    <span>{children}</span>
  </button>
);
