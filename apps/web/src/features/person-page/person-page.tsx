/** One person as supervisors and admins see them: masked, with visits, doses and where each field comes from. */
import { IconArrowLeft, IconVaccine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { DoseList } from './dose-list.tsx';
import { FieldSources } from './field-sources.tsx';
import { MaskedField } from './masked-field.tsx';
import { PartedEvents } from './parted-events.tsx';
import { Timeline } from './timeline.tsx';
import classes from './person-page.module.css';

export const PersonPage = () => {
  const { say, language } = useText();
  const navigate = useNavigate();
  const { county = '', personId = '' } = useParams();
  const detail = useQuery(trpc.person.detail.queryOptions({ county, personId }));
  const back = (
    <BigButton look="quiet" icon={<IconArrowLeft size={20} />} onClick={() => void navigate(-1)}>
      {say('office:person.back')}
    </BigButton>
  );
  if (detail.isError)
    return (
      <OfficePage title={say('office:register.title')} aside={back}>
        <FailureNotice cause={detail.error} retry={() => void detail.refetch()} />
      </OfficePage>
    );
  const person = detail.data;
  if (person === undefined) return <SkeletonRows />;
  const { row } = person;
  const record = (
    <BigButton icon={<IconVaccine size={20} />} onClick={() => void navigate(`/person/${county}/${personId}/record`)}>
      {say('record:open')}
    </BigButton>
  );
  return (
    <OfficePage
      title={person.name}
      aside={
        <>
          {record}
          {back}
        </>
      }
    >
      <div className={classes['head']}>
        {row === null ? null : <StateBadge state={row.state} />}
        <span>
          {say(`codes:sex.${person.sex}`)} ·{' '}
          {person.birthDate === null ? say('common:unknown') : formatDay(language, person.birthDate)}
          {row === null || row.age === null ? null : <> · {say('common:age', { age: row.age })}</>}
          {row === null ? null : <> · {say(`codes:band.${row.band}`)}</>}
        </span>
        <span>{say(`codes:personLanguage.${person.language}`)}</span>
        <span>{person.areaPath.join(' ')}</span>
        {row?.disabled === true ? <span>{say('codes:safety.disabled')}</span> : null}
        {row?.nursingHome === true ? <span>{say('codes:safety.nursingHome')}</span> : null}
      </div>
      {person.mergedInto === null ? null : (
        <Notice tone="offline">
          {say('office:person.merged')}{' '}
          <Link to={`/person/${person.county}/${person.mergedInto}`}>{say('office:person.openMerged')}</Link>
        </Notice>
      )}
      <section className={classes['section']}>
        <dl className={classes['facts']}>
          <MaskedField
            person={person}
            field="idNumber"
            label={say('office:person.identity')}
            masked={person.idMasked}
          />
          <MaskedField person={person} field="phone" label={say('office:person.phone')} masked={person.phoneMasked} />
          <MaskedField
            person={person}
            field="address"
            label={say('office:person.address')}
            masked={person.addressMasked}
          />
          <div>
            <dt>{say('office:register.owner')}</dt>
            <dd>{row?.ownerName ?? say('office:progress.noOwner')}</dd>
          </div>
          <div>
            <dt>{say('office:register.nextDate')}</dt>
            <dd>
              {row === null || row.nextDate === null ? say('common:due.none') : formatDay(language, row.nextDate)}
              {row === null || row.nextAction === null ? null : <> · {say(`codes:nextAction.${row.nextAction}`)}</>}
            </dd>
          </div>
        </dl>
      </section>
      <PartedEvents person={person} onChanged={() => void detail.refetch()} />
      <DoseList person={person} onChanged={() => void detail.refetch()} />
      <FieldSources person={person} onChanged={() => void detail.refetch()} />
      <Timeline person={person} />
    </OfficePage>
  );
};
