import { useQuery, useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { FieldLine } from '@qiaomen/domain/person-source/query';
import type { PersonDetail } from '@qiaomen/domain/register/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useMay } from '../../office/use-may.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import classes from './field-sources.module.css';
import { useFieldWords, useSaidBy } from './field-words.ts';
import page from './person-page.module.css';

interface FieldSourcesProps {
  person: PersonDetail;
  /** a field was changed: the rest of the page is read again */
  onChanged: () => void;
}

/** For each field: what stands, which row of which file it comes from, by which rule, and what the others say. */
export const FieldSources = ({ person, onChanged }: FieldSourcesProps) => {
  const { say, plain, language } = useText();
  const words = useFieldWords();
  const saidBy = useSaidBy();
  const mayChoose = useMay('person.chooseField') && (person.state === 'active' || person.state === 'proposed');
  const [asked, setAsked] = useState<FieldLine | null>(null);
  const { county, personId } = person;
  const sources = useQuery(trpc.person.sources.queryOptions({ county, personId }));
  const reread = (): void => {
    setAsked(null);
    void sources.refetch();
    onChanged();
  };
  const takeBack = useMutation(trpc.person.takeBackField.mutationOptions({ onSuccess: reread }));
  const others = (line: FieldLine): ReactNode => {
    const different = line.said.filter(({ agrees }) => !agrees);
    if (line.said.length === 0) return null;
    return (
      <details className={classes['said'] ?? ''}>
        <summary>
          {different.length === 0
            ? say('review:sources.allAgree', { count: line.said.length })
            : say('review:sources.disagree', { count: different.length })}
        </summary>
        <ul>
          {line.said.map((one) => (
            <li key={one.sourceId}>
              <strong className={one.agrees ? '' : classes['differs']}>{words(line.field, one.shown)}</strong>
              <small>{saidBy(one)}</small>
            </li>
          ))}
        </ul>
      </details>
    );
  };
  const origin = (line: FieldLine): ReactNode => {
    if (line.choice !== null)
      return plain(line.choice.reason === '' ? 'review:sources.saidAtDoor' : 'review:sources.chosenBy', {
        name: line.choice.by,
        time: formatInstant(language, line.choice.at),
        reason: line.choice.reason,
      });
    if (line.from === null) return line.shown === null ? null : say('review:sources.nobody');
    return saidBy(line.from);
  };
  return (
    <section className={page['section']}>
      <h2>{say('office:person.sources')}</h2>
      {sources.isError ? <FailureNotice cause={sources.error} retry={() => void sources.refetch()} /> : null}
      {takeBack.error === null ? null : <FailureNotice cause={takeBack.error} />}
      {sources.data === undefined ? sources.isError ? null : <SkeletonRows count={5} /> : null}
      {sources.data?.readsRows === false ? <p className={page['soft']}>{say('review:sources.rowsHidden')}</p> : null}
      <ul className={classes['fields']}>
        {(sources.data?.fields ?? []).map((line) => (
          <li key={line.field} className={classes['field']}>
            <span className={classes['name']}>{say(`codes:importField.${line.field}`)}</span>
            <div>
              <strong>{line.shown === null ? say('common:unknown') : words(line.field, line.shown)}</strong>
              <small className={classes['origin']}>
                {origin(line)}
                {line.why === null ? null : <> — {say(`review:sources.why.${line.why}`)}</>}
              </small>
              {others(line)}
            </div>
            {mayChoose ? (
              <div className={classes['acts']}>
                <button type="button" className={page['link']} onClick={() => setAsked(line)}>
                  {say('review:sources.choose')}
                </button>
                {line.why === 'chosen' ? (
                  <button
                    type="button"
                    className={page['link']}
                    disabled={takeBack.isPending}
                    onClick={() => takeBack.mutate({ county, personId, field: line.field })}
                  >
                    {say('review:sources.takeBack')}
                  </button>
                ) : null}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <ChooseDialog person={person} line={asked} onClose={() => setAsked(null)} onChosen={reread} />
      )}
    </section>
  );
};
