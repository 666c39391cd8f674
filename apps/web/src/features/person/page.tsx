import { IconArrowLeft, IconBed, IconChecks, IconDoorEnter, IconLock, IconUserOff } from '@tabler/icons-react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { IconLink } from '../../field/icon-link.tsx';
import { PersonHeader } from '../../field/person-header.tsx';
import { useText } from '../../language/use-text.tsx';
import { readingLockDays, useEntry, useReadingLocked } from '../../offline/field-context.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Contact } from './contact.tsx';
import { HouseholdLink } from './household-link.tsx';
import { Landmark } from './landmark.tsx';
import { Doses } from './doses.tsx';
import { History } from './history.tsx';
import classes from './page.module.css';

export const PersonPage = () => {
  const { say, plain } = useText();
  const { personId } = useParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const entry = useEntry(personId);
  const locked = useReadingLocked();
  const list = pathname.startsWith('/today') ? '/today' : '/my-register';
  const back = (
    <IconLink to={list} label={plain('common:back')}>
      <IconArrowLeft aria-hidden="true" />
    </IconLink>
  );
  if (entry === undefined)
    return (
      <Page title="" before={back}>
        <EmptyState icon={<IconUserOff size={48} />} title={say('tablet:person.notFound')} />
      </Page>
    );
  return (
    <Page
      title={<Name>{entry.name}</Name>}
      before={back}
      action={
        <BigButton
          wide
          icon={<IconDoorEnter aria-hidden="true" />}
          onClick={() => void navigate(`${list}/${entry.personId}/visit`)}
        >
          {say('tablet:person.log')}
        </BigButton>
      }
    >
      <div className={classes['body']}>
        <PersonHeader entry={entry} />
        {entry.left ? <Notice tone="offline">{say('tablet:person.transferred')}</Notice> : null}
        {locked ? (
          <Notice tone="due" icon={<IconLock />} title={say('tablet:locked.title', { days: readingLockDays })}>
            {say('tablet:locked.body')}
          </Notice>
        ) : (
          <>
            <Contact key={entry.personId} entry={entry} />
            <Landmark key={`${entry.personId} house`} entry={entry} />
            <HouseholdLink entry={entry} to={`${list}/${entry.personId}/household`} />
            <BigButton
              look="quiet"
              icon={<IconBed aria-hidden="true" />}
              onClick={() => void navigate(`${list}/${entry.personId}/home`)}
            >
              {say('home:open')}
            </BigButton>
            <BigButton
              look="quiet"
              icon={<IconChecks aria-hidden="true" />}
              onClick={() => void navigate(`${list}/${entry.personId}/close`)}
            >
              {say('home:close.open')}
            </BigButton>
            <dl className={classes['facts']}>
              {entry.idLast4 === null ? null : (
                <div>
                  <dt>{say('tablet:person.idLast4', { digits: entry.idLast4 })}</dt>
                </div>
              )}
              {entry.serial === 0 ? null : (
                <div>
                  <dt>{say('tablet:person.serial', { serial: entry.serial })}</dt>
                </div>
              )}
            </dl>
            <History entry={entry} />
            <Doses entry={entry} />
          </>
        )}
      </div>
    </Page>
  );
};
