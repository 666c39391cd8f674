import type { SnapshotLine } from '@qiaomen/domain/base-figure/query';
import { formatDay, formatNumber, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';

/** What every share of coverage says it is a share of. */
export const SnapshotName = ({
  snapshot,
  all,
  eligible,
}: {
  snapshot: SnapshotLine;
  all: number;
  eligible: number;
}) => {
  const { say, language } = useText();
  const { number } = snapshot;
  const words = {
    date: snapshot.asOf === null ? '–' : formatDay(language, shanghaiTime(snapshot.asOf).day),
    all: formatNumber(all),
    eligible: formatNumber(eligible),
  };
  return number === null ? say('baseFigure:draftNamed', words) : say('baseFigure:named', { number, ...words });
};
