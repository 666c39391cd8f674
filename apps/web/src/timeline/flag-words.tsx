import type { FactFlag } from '@qiaomen/domain/sync/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';

/** What is odd about a record, in words. */
export const FlagWords = ({ flag }: { flag: FactFlag }) => {
  const { say, language } = useText();
  switch (flag.code) {
    case 'clock_skew':
      return say('codes:flag.clock_skew', { minutes: Math.abs(flag.minutes) });
    case 'written_later':
      return say('codes:flag.written_later', { days: flag.days });
    case 'dose_too_early':
      return say('codes:flag.dose_too_early', { earliest: formatDay(language, flag.earliest) });
    case 'watch_too_short':
      return say('codes:flag.watch_too_short', { minutes: flag.minutes });
    case 'consult_needed':
      return say('codes:flag.consult_needed', { withinHours: flag.withinHours });
    default:
      return say(`codes:flag.${flag.code}`);
  }
};
