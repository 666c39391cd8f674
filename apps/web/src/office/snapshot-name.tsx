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
  return say('baseFigure:named', {
    number: snapshot.number ?? '–',
    date: snapshot.asOf === null ? '–' : formatDay(language, shanghaiTime(snapshot.asOf).day),
    all: formatNumber(all),
    eligible: formatNumber(eligible),
  });
};
