import { Link } from 'react-router';
import type { ProgressRow } from '@qiaomen/domain/figures/query';
import type { RegisterFilter } from '@qiaomen/domain/register/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import classes from './progress.module.css';

export type FigureName = NonNullable<RegisterFilter['figure']>;

/** The address of the rows behind one figure: the same words the register filters by. */
export const rowsOf = (campaignId: string, row: ProgressRow, extra: Record<string, string>): string => {
  const parameters = new URLSearchParams({ campaign: campaignId, area: row.areaCode, ...extra });
  if (row.kind === 'worker' && row.ownerId !== null) parameters.set('owner', row.ownerId);
  if (row.kind === 'worker' && row.ownerId === null) parameters.set('owner', 'none');
  return `/register?${parameters.toString()}`;
};

interface FigureLinkProps {
  campaignId: string;
  row: ProgressRow;
  figure: FigureName;
  value: number;
  /** people known to be in the area of the row and no closer */
  exact?: boolean;
}

export const FigureLink = ({ campaignId, row, figure, value, exact = false }: FigureLinkProps) => {
  const { plain } = useText();
  if (value === 0) return <span className={classes['zero']}>0</span>;
  return (
    <Link
      className={classes['figure']}
      to={rowsOf(campaignId, row, exact ? { figure, exact: '1' } : { figure })}
      aria-label={plain('office:progress.rows', {
        figure: plain(`office:figure.${figure}`),
        count: formatNumber(value),
      })}
    >
      {formatNumber(value)}
    </Link>
  );
};
