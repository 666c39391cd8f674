import { IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useText } from '../../language/use-text.tsx';
import { useEntries, useField, useFieldMemory } from '../../offline/field-context.tsx';
import type { Draft } from '../../offline/drafts.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';

const Named = z.object({ name: z.string() });

/** Where a draft goes on, by what stands before the person in its id. */
const places: Readonly<Record<string, string>> = {
  visit: '/visit',
  household: '/household',
  close: '/close',
  landmark: '',
  contact: '',
  takeBack: '',
};
const placeOf = ({ id }: Draft): string => {
  const [kind = '', personId] = id.split(':');
  if (personId === undefined) return '/my-register/new';
  return `/today/${personId}${kind.startsWith('home-') ? '/home' : (places[kind] ?? '')}`;
};

/** Forms that were begun and not saved. */
export const DraftList = () => {
  const { say } = useText();
  const { drafts } = useField();
  const { generation } = useFieldMemory();
  const entries = useEntries();
  const navigate = useNavigate();
  const [list, setList] = useState<Draft[]>([]);
  useEffect(() => {
    let gone = false;
    void drafts.list().then((next) => {
      // the round of the day is no form that waits to be saved
      if (!gone) setList(next.filter(({ id }) => id !== 'round'));
    });
    return () => {
      gone = true;
    };
  }, [drafts, generation]);
  if (list.length === 0) return null;
  const nameOf = ({ id, value }: Draft): string =>
    entries.find(({ personId }) => personId === id.split(':')[1])?.name ?? Named.safeParse(value).data?.name ?? '';
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
      {list.map((draft) => (
        <Notice key={draft.id} tone="deferred" icon={<IconPencil />} title={say('tablet:today.unfinished')}>
          <Name>{nameOf(draft)}</Name>
          <span style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
            <BigButton look="quiet" onClick={() => void navigate(placeOf(draft))}>
              {say('common:resume')}
            </BigButton>
            <BigButton
              look="plain"
              onClick={() => {
                setList(list.filter((other) => other.id !== draft.id));
                void drafts.discard(draft.id);
              }}
            >
              {say('common:discard')}
            </BigButton>
          </span>
        </Notice>
      ))}
    </div>
  );
};
