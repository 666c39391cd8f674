/** What happened about a person, newest first. What was declared void stays readable, struck, with who did it and why. */
import type { ReactNode } from 'react';
import type { TimelineRow } from '@qiaomen/domain/timeline/query';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { Name } from '../ui/name.tsx';
import { PhotoList } from './photo-list.tsx';
import { VoiceList } from './voice-list.tsx';
import { useEventWords } from './use-event-words.tsx';
import { FlagWords } from './flag-words.tsx';
import classes from './timeline-list.module.css';

const Parts = ({ parts }: { parts: readonly ReactNode[] }) => {
  const shown = parts.filter((part) => part !== null && part !== '');
  return shown.length === 0 ? null : (
    <span className={classes['more']}>
      {shown.map((part, index) => (
        // the parts of one line have no identity of their own and never change places
        // eslint-disable-next-line react/no-array-index-key
        <span key={index}>{part}</span>
      ))}
    </span>
  );
};

const Voided = ({ voided }: { voided: NonNullable<TimelineRow['voided']> }) => {
  const { say, plain, language } = useText();
  const { at, userName, why } = voided;
  const name = userName ?? plain('timeline:byNobody');
  return (
    <span className={classes['void']}>
      {at === null ? say('timeline:voided') : say('timeline:voidedBy', { time: formatInstant(language, at), name })}
      {why === null ? null : <> · {say('timeline:voidedWhy', { why })}</>}
    </span>
  );
};

type Act = (row: TimelineRow) => ReactNode;

const Line = ({ row, county, act }: { row: TimelineRow; county: string | undefined; act: Act | undefined }) => {
  const { say, language } = useText();
  const words = useEventWords();
  const { title, more } = words(row.event);
  const time = row.at.length === 10 ? formatDay(language, row.at) : formatInstant(language, row.at);
  return (
    <li className={`${classes['line'] ?? ''} ${row.voided === null ? '' : (classes['voided'] ?? '')}`}>
      <div className={classes['said']}>
        <strong>{title}</strong>
        <Parts parts={more} />
        {row.note === '' ? null : <Name>{row.note}</Name>}
      </div>
      {row.flags.length === 0 ? null : (
        <span className={classes['flags']}>
          {say('timeline:flags')}
          {row.flags.map((flag) => (
            <span key={JSON.stringify(flag)}>
              <FlagWords flag={flag} />
            </span>
          ))}
        </span>
      )}
      {row.voided === null ? null : <Voided voided={row.voided} />}
      {county === undefined ? null : <PhotoList county={county} ids={row.photos} />}
      {county === undefined ? null : <VoiceList county={county} ids={row.voices} />}
      <span className={classes['meta']}>
        <time dateTime={row.at}>{time}</time>
        {row.userName === null ? null : <Name>{row.userName}</Name>}
        {row.areaPath.length === 0 ? null : <Name>{row.areaPath.join(' ')}</Name>}
        {row.fromTablet ? <span>{say('timeline:onTablet')}</span> : null}
        {row.receivedAt === null ? null : (
          <span>{say('timeline:received', { time: formatInstant(language, row.receivedAt) })}</span>
        )}
        {row.ofMerged ? <span>{say('timeline:ofMerged')}</span> : null}
      </span>
      {act?.(row)}
    </li>
  );
};

interface TimelineListProps {
  rows: readonly TimelineRow[];
  /** where the person's pictures lie; absent where none can be opened */
  county?: string;
  /** what may be done about a row, below it */
  act?: Act;
}

export const TimelineList = ({ rows, county, act }: TimelineListProps) => (
  <ol className={classes['list']}>
    {rows.map((row) => (
      <Line key={row.id} row={row} county={county} act={act} />
    ))}
  </ol>
);
