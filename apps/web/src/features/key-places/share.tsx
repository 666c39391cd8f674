import { formatNumber, formatPercent } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';

/** A number of the base figure's members, and which part of them it is. */
export const Share = ({ part, whole }: { part: number; whole: number }) => {
  const { say } = useText();
  if (whole === 0) return '–';
  return say('keyPlace:share', { count: formatNumber(part), percent: formatPercent(part, whole) });
};
