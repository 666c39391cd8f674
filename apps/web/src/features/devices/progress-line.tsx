import { formatNumber } from '@qiaomen/i18n/fmt';

export const ProgressLine = ({ done, total }: { done: number; total: number }) => (
  <p role="status">
    <progress value={done} max={total} /> {formatNumber(done)} / {formatNumber(total)}
  </p>
);
