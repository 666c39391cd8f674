import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { BigButton } from '../ui/big-button.tsx';
import classes from './pager.module.css';

interface PagerProps {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

/** Page by page; hidden where everything fits on one. */
export const Pager = ({ page, size, total, onPage }: PagerProps) => {
  const { say } = useText();
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  return (
    <nav className={classes['pager']}>
      <BigButton
        look="quiet"
        icon={<IconChevronLeft size={20} />}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        {say('office:register.previous')}
      </BigButton>
      <span>{say('office:register.page', { page: formatNumber(page + 1), pages: formatNumber(pages) })}</span>
      <BigButton
        look="quiet"
        icon={<IconChevronRight size={20} />}
        disabled={page >= pages - 1}
        onClick={() => onPage(page + 1)}
      >
        {say('office:register.next')}
      </BigButton>
    </nav>
  );
};
