import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Parted, PartedEvent } from '@qiaomen/domain/person-parted/query';
import type { PersonDetail } from '@qiaomen/domain/register/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useMay } from '../../office/use-may.ts';
import classes from './person-page.module.css';

interface Giving {
  event: PartedEvent;
  other: Parted;
}

/** Shown where two persons who were one are two again: nobody but a person can say whose the visits of that time are. */
export const PartedEvents = ({ person, onChanged }: { person: PersonDetail; onChanged: () => void }) => {
  const { say, language } = useText();
  const mayGive = useMay('person.giveEvent');
  const [giving, setGiving] = useState<Giving | null>(null);
  const { county, personId } = person;
  const parted = useQuery(trpc.person.parted.queryOptions({ county, personId }));
  const give = useMutation(
    trpc.person.giveEvent.mutationOptions({
      onSuccess: () => {
        setGiving(null);
        void parted.refetch();
        onChanged();
      },
    }),
  );
  if (parted.isError) return <FailureNotice cause={parted.error} retry={() => void parted.refetch()} />;
  const shared = (parted.data ?? []).filter(({ events }) => events.length > 0);
  if (shared.length === 0) return null;
  return (
    <section className={classes['section']}>
      <h2>{say('office:parted.title')}</h2>
      {shared.map((other) => (
        <div key={other.personId}>
          <p>
            {say('office:parted.hint', { name: other.name })}{' '}
            <Link to={`/person/${county}/${other.personId}`}>{say('office:parted.open')}</Link>
          </p>
          <ul className={classes['lines']}>
            {other.events.map((event) => (
              <li key={event.id}>
                <strong>{say(`office:parted.kind.${event.kind}`)}</strong> · {formatInstant(language, event.at)}{' '}
                {mayGive ? (
                  <button type="button" className={classes['link']} onClick={() => setGiving({ event, other })}>
                    {say('office:parted.give')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {giving === null ? null : (
        <Confirm
          opened
          title={say('office:parted.ask', { name: giving.other.name })}
          act={say('office:parted.give')}
          busy={give.isPending}
          failure={give.error}
          onClose={() => setGiving(null)}
          onConfirm={() =>
            give.mutate({
              county,
              personId,
              kind: giving.event.kind,
              eventId: giving.event.id,
              to: giving.other.personId,
            })
          }
        >
          <p>
            {say(`office:parted.kind.${giving.event.kind}`)} · {formatInstant(language, giving.event.at)}
          </p>
          <p>{say('office:parted.back')}</p>
        </Confirm>
      )}
    </section>
  );
};
