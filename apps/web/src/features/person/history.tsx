import { formatInstant, formatShortDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { Name } from '../../ui/name.tsx';
import classes from './page.module.css';

export const History = ({ entry }: { entry: FieldEntry }) => {
  const { say, language } = useText();
  return (
    <section className={classes['section']}>
      <h2>{say('tablet:person.history')}</h2>
      {entry.visits.length === 0 ? (
        <p className={classes['none']}>{say('tablet:person.noHistory')}</p>
      ) : (
        <ol className={classes['lines']}>
          {entry.visits.map((visit) => (
            <li key={visit.id} className={`${classes['line'] ?? ''} ${visit.voided ? (classes['voided'] ?? '') : ''}`}>
              <span className={classes['outcome']}>
                {say(`codes:outcome.${visit.outcome}`)}
                {visit.voided ? <> · {say('tablet:person.voided')}</> : null}
              </span>
              {visit.reasons.length === 0 ? null : (
                <span>
                  {visit.reasons.map((reason, index) => (
                    <span key={reason}>
                      {index === 0 ? null : ' · '}
                      {say(`codes:reason.${reason}`)}
                    </span>
                  ))}
                </span>
              )}
              {visit.note === '' ? null : <span lang="zh-CN">{visit.note}</span>}
              <span className={classes['meta']}>
                <span>{formatInstant(language, visit.occurredAt)}</span>
                <Name>{visit.userName}</Name>
                {visit.nextDate === null ? null : (
                  <span>
                    {say('tablet:visit.nextDate')} {formatShortDay(language, visit.nextDate)}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};
