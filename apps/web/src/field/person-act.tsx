/** The page of something done about one person of the list: their name above, their header first, and a word when they are not here. */
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { useText } from '../language/use-text.tsx';
import { useEntry, useReadingLocked } from '../offline/field-context.tsx';
import type { FieldEntry } from '../offline/overlay.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Name } from '../ui/name.tsx';
import { Page } from '../ui/page.tsx';
import { IconLink } from './icon-link.tsx';

interface PersonActProps {
  title: ReactNode;
  children: (entry: FieldEntry) => ReactNode;
}

export const PersonAct = ({ title, children }: PersonActProps) => {
  const { say, plain } = useText();
  const { personId } = useParams();
  const { pathname } = useLocation();
  const entry = useEntry(personId);
  const locked = useReadingLocked();
  const before = (
    // the person's own page lies one step above
    <IconLink to={pathname.replace(/\/[^/]+$/, '')} replace label={plain('common:back')}>
      <IconArrowLeft aria-hidden="true" />
    </IconLink>
  );
  if (entry === undefined || locked)
    return (
      <Page title={title} before={before}>
        <EmptyState icon={null} title={say('tablet:person.notFound')} />
      </Page>
    );
  return (
    <Page
      title={
        <>
          {title} · <Name>{entry.name}</Name>
        </>
      }
      before={before}
    >
      {children(entry)}
    </Page>
  );
};
