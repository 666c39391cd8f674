/** One county's plan: written, submitted, decided on, printed; earlier versions stay readable. */
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { emptySections } from '@qiaomen/domain/work-plan/decide';
import type { PlanBase, PlanBody, PlanDetail, PlanVersion } from '@qiaomen/domain/work-plan/query';
import { failureOf } from '../../api/client.ts';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { PlanConflict } from './plan-conflict.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanStateBadge } from './plan-state-badge.tsx';
import { PlanText } from './plan-text.tsx';
import classes from './work-plan.module.css';

const nothing = { amount: null, text: '' };
const emptyBody: PlanBody = {
  targets: nothing,
  teams: nothing,
  sites: nothing,
  vehicles: nothing,
  stock: nothing,
  publicity: nothing,
};

export const WorkPlanPage = () => {
  const { say } = useText();
  const { campaignId = '', county: text = '' } = useParams();
  const county = CountyCode.safeParse(text).data ?? null;
  const detail = useQuery({
    ...trpc.workPlan.detail.queryOptions({ campaignId, county: county ?? CountyCode.parse('000000') }),
    enabled: county !== null,
  });
  if (detail.isError) return <FailureNotice cause={detail.error} retry={() => void detail.refetch()} />;
  if (detail.data === undefined)
    return (
      <OfficePage title={say('workPlan:title')}>
        <SkeletonRows count={6} />
      </OfficePage>
    );
  return <PlanSheet key={`${campaignId} ${text}`} campaignId={campaignId} plan={detail.data} />;
};

const baseOf = (version: PlanVersion | undefined): PlanBase | null =>
  version === undefined ? null : { planId: version.id, rev: version.rev };

const isOvertaken = (cause: unknown): boolean => {
  const failure = failureOf(cause);
  return failure.kind === 'refused' && failure.error.code === 'changed_meanwhile';
};

const PlanSheet = ({ campaignId, plan }: { campaignId: string; plan: PlanDetail }) => {
  const { say, language } = useText();
  const { get } = usePageState();
  const client = useQueryClient();
  const { county, versions } = plan;
  const newest = versions[0];
  const shown = versions.find(({ version }) => String(version) === get('version')) ?? newest;
  // the form opens by itself for a draft; after a decision somebody begins the next version on purpose
  const [body, setBody] = useState<PlanBody | null>(
    newest === undefined ? emptyBody : newest.state === 'draft' ? newest.body : null,
  );
  // what the text in the form began from, which is not always what was saved last
  const [base, setBase] = useState<PlanBase | null>(baseOf(newest));
  const [saved, setSaved] = useState(false);
  const [asked, setAsked] = useState<'approve' | 'return' | null>(null);
  const refresh = (): Promise<void> =>
    client.invalidateQueries({ queryKey: trpc.workPlan.detail.queryKey({ campaignId, county }) });
  const save = useMutation(
    trpc.workPlan.save.mutationOptions({
      onSuccess: ({ planId, rev }) => {
        setBase({ planId, rev });
        setSaved(true);
        return refresh();
      },
      onError: refresh,
    }),
  );
  const submit = useMutation(
    trpc.workPlan.submit.mutationOptions({
      onSuccess: () => {
        setBody(null);
        return refresh();
      },
      onError: refresh,
    }),
  );
  const keep = (from: PlanBase | null): void => {
    submit.reset();
    if (body !== null) save.mutate({ campaignId, county, body, base: from });
  };
  const saveThenSubmit = async (): Promise<void> => {
    if (body === null) return;
    const { planId, rev } = await save.mutateAsync({ campaignId, county, body, base });
    await submit.mutateAsync({ county, planId, rev });
  };
  const busy = save.isPending || submit.isPending;
  const isWriting = body !== null && shown === newest;
  const failures = [
    { act: 'save', cause: save.error },
    { act: 'submit', cause: submit.error },
  ].filter(({ cause }) => cause !== null);
  const overtaken = newest !== undefined && failures.some(({ cause }) => isOvertaken(cause)) ? newest : null;
  return (
    <OfficePage
      title={
        <>
          {areaName(language, { nameZh: plan.name, nameKo: plan.nameKo, nameBo: plan.nameBo })} ·{' '}
          {say('workPlan:title')}
        </>
      }
      aside={<Link to={`/work-plans?campaign=${campaignId}`}>{say('workPlan:back')}</Link>}
    >
      <p>{plan.campaignName}</p>
      <ul className={classes['versions']}>
        {versions.map(({ version, state }) => (
          <li key={version}>
            <Link className={classes['version'] ?? ''} to={`?version=${version}`}>
              {say('workPlan:versionNo', { number: version })} <PlanStateBadge state={state} />
            </Link>
          </li>
        ))}
      </ul>
      {isWriting ? (
        <>
          <PlanForm
            body={body}
            disabled={busy}
            onChange={(next) => {
              setSaved(false);
              setBody(next);
            }}
          />
          {failures.map(({ act, cause }) => (isOvertaken(cause) ? null : <FailureNotice key={act} cause={cause} />))}
          {overtaken === null || busy ? null : (
            <PlanConflict
              theirs={overtaken}
              mine={body}
              onKeepMine={() => keep(baseOf(overtaken))}
              onTakeTheirs={() => {
                save.reset();
                submit.reset();
                setBase(baseOf(overtaken));
                setBody(overtaken.state === 'draft' ? overtaken.body : null);
              }}
            />
          )}
          {saved && !busy ? <Notice tone="done">{say('workPlan:saved')}</Notice> : null}
          {emptySections(body).length > 0 ? <p className={classes['meta']}>{say('workPlan:fillAll')}</p> : null}
          {overtaken !== null && !busy ? null : (
            <div className={classes['acts']}>
              <BigButton look="quiet" disabled={busy} onClick={() => keep(base)}>
                {say('workPlan:save')}
              </BigButton>
              <BigButton
                disabled={busy || emptySections(body).length > 0}
                // what went wrong stands above the buttons
                onClick={() => void saveThenSubmit().catch(() => undefined)}
              >
                {say('workPlan:submit')}
              </BigButton>
            </div>
          )}
        </>
      ) : shown === undefined ? null : (
        <>
          <PlanText version={shown} />
          {shown.state === 'submitted' && plan.mayDecide && shown.isOwn ? (
            <Notice tone="due">{say('workPlan:notOwn')}</Notice>
          ) : null}
          <div className={classes['acts']}>
            {shown.state === 'submitted' && plan.mayDecide && !shown.isOwn ? (
              <>
                <BigButton onClick={() => setAsked('approve')}>{say('workPlan:approve')}</BigButton>
                <BigButton look="quiet" onClick={() => setAsked('return')}>
                  {say('workPlan:return')}
                </BigButton>
              </>
            ) : null}
            {shown === newest && (shown.state === 'approved' || shown.state === 'returned') ? (
              <BigButton
                look="quiet"
                onClick={() => {
                  setBase(baseOf(shown));
                  setBody(shown.body);
                }}
              >
                {say('workPlan:begin')}
              </BigButton>
            ) : null}
            <BigButton look="quiet" icon={<IconPrinter size={20} />} onClick={() => window.print()}>
              {say('workPlan:print')}
            </BigButton>
          </div>
        </>
      )}
      {asked === null || shown === undefined ? null : (
        <DecideDialog
          county={county}
          planId={shown.id}
          approve={asked === 'approve'}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            void refresh();
          }}
        />
      )}
    </OfficePage>
  );
};
