import { IconX } from '@tabler/icons-react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { IconLink } from '../../field/icon-link.tsx';
import { useText } from '../../language/use-text.tsx';
import { useEntry } from '../../offline/field-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { VisitFlow } from './visit-flow.tsx';

export const VisitPage = () => {
  const { say, plain } = useText();
  const { personId } = useParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const entry = useEntry(personId);
  const person = pathname.replace(/\/visit$/, '');
  if (entry === undefined)
    return (
      <Page
        title={say('tablet:visit.title')}
        before={
          <IconLink to={person} label={plain('common:back')}>
            <IconX aria-hidden="true" />
          </IconLink>
        }
      >
        <EmptyState icon={null} title={say('tablet:person.notFound')} />
      </Page>
    );
  return (
    <VisitFlow
      key={entry.personId}
      entry={entry}
      byPhone={search.get('by') === 'phone'}
      backTo={person}
      onSaved={() => void navigate(person, { replace: true })}
    />
  );
};
