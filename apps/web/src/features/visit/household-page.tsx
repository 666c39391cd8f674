import { IconAlertTriangle, IconArrowLeft, IconDeviceFloppy, IconDoorOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { outcomesToConfirm } from '@qiaomen/domain/visit/codes';
import { householdOf } from '../../field/household.ts';
import { IconLink } from '../../field/icon-link.tsx';
import { offerUndo } from '../../field/last-act.ts';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useEntries, useField, useFieldMemory } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ConfirmSafety } from './confirm-safety.tsx';
import { choose, emptyHousehold, HouseholdForm, readyVisits, unfinished } from './household-form.ts';
import { MemberCard } from './member-card.tsx';
import classes from './household.module.css';

export const HouseholdPage = () => {
  const { say, plain } = useText();
  const { personId } = useParams();
  const { pathname } = useLocation();
  const entries = useEntries();
  const entry = entries.find((one) => one.personId === personId);
  const back = pathname.replace(/\/household$/, '');
  if (entry === undefined)
    return (
      <Page
        title={say('door:household.title')}
        before={
          <IconLink to={back} label={plain('common:back')}>
            <IconArrowLeft aria-hidden="true" />
          </IconLink>
        }
      >
        <EmptyState icon={null} title={say('tablet:person.notFound')} />
      </Page>
    );
  return <Household key={entry.personId} entry={entry} entries={entries} back={back} />;
};

/** One door, everybody behind it: a card for each, one save for all, a visit of its own for every one of them. */
const Household = ({ entry, entries, back }: { entry: FieldEntry; entries: readonly FieldEntry[]; back: string }) => {
  const { say, plain } = useText();
  const { submit } = useField();
  const { items } = useFieldMemory();
  const navigate = useNavigate();
  const draftId = `household:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, HouseholdForm, emptyHousehold(entry.name));
  const [failed, setFailed] = useState(false);
  const [saving, setSaving] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [at] = useState(() => new Date().toISOString());
  const members = useMemo(() => householdOf(entries, entry), [entries, entry]);
  const visits = readyVisits(members, value, at);
  const waiting = unfinished(members, value, at);
  const toConfirm = visits.flatMap(({ command, entry: { personId, name } }) =>
    outcomesToConfirm.includes(command.outcome) ? [{ personId, name, outcome: command.outcome }] : [],
  );
  const silent = members.filter((member) => value.forms[member.personId] === undefined);

  const save = async (): Promise<void> => {
    if (visits.length === 0 || waiting.length > 0 || saving) return;
    if (toConfirm.length > 0 && !confirming) return setConfirming(true);
    setSaving(true);
    setFailed(false);
    await finish();
    const kept = new Set(items.flatMap(({ command }) => (command.type === 'visit.record' ? [command.visitId] : [])));
    try {
      for (const [index, visit] of visits.entries()) {
        const isLast = index === visits.length - 1;
        // after a crash in the middle of a save some stand in the queue already
        if (kept.has(visit.command.visitId) && !isLast) continue;
        const about = { name: visit.entry.name, areaCode: visit.entry.areaCode, entry: visit.entry };
        await submit({ command: visit.command, about, draftId: isLast ? draftId : null });
      }
    } catch {
      reopen();
      setSaving(false);
      setConfirming(false);
      setFailed(true);
      return;
    }
    const why = plain('tablet:visit.undoReason');
    offerUndo({
      undo: visits.map(({ command, entry: { name } }) => ({
        command: { type: 'visit.void', visitId: command.visitId, personId: command.personId, why },
        name,
      })),
      areaCode: entry.areaCode,
    });
    await navigate(back.startsWith('/today') ? '/today' : '/my-register', { replace: true });
  };

  if (!ready) return null;
  return (
    <Page
      title={say('door:household.title')}
      before={
        <IconLink to={back} replace label={plain('common:back')}>
          <IconArrowLeft aria-hidden="true" />
        </IconLink>
      }
      action={
        confirming && toConfirm.length > 0 ? (
          <ConfirmSafety said={toConfirm} busy={saving} onYes={() => void save()} onNo={() => setConfirming(false)} />
        ) : (
          <BigButton
            wide
            disabled={visits.length === 0 || waiting.length > 0 || saving}
            icon={<IconDeviceFloppy aria-hidden="true" />}
            onClick={() => void save()}
          >
            {say('door:household.save', { count: visits.length })}
          </BigButton>
        )
      }
    >
      <div className={classes['body']}>
        <p className={classes['address']} lang="zh-CN">
          {[...entry.areaPath.slice(-1), entry.address ?? ''].filter(Boolean).join(' ')}
        </p>
        {entry.landmark === undefined ? null : (
          <p className={classes['landmark']} lang="zh-CN">
            {entry.landmark}
          </p>
        )}
        {failed ? (
          <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
            {say('tablet:visit.failed')}
          </Notice>
        ) : null}
        {silent.length > 1 ? (
          <BigButton
            look="quiet"
            icon={<IconDoorOff aria-hidden="true" />}
            onClick={() => {
              const forms = { ...value.forms };
              for (const { personId, name } of silent) forms[personId] = choose(undefined, name, '08', newId());
              change({ forms });
            }}
          >
            {say('door:household.nobodyHome', { count: silent.length })}
          </BigButton>
        ) : null}
        {members.map((member) => (
          <MemberCard
            key={member.personId}
            entry={member}
            form={value.forms[member.personId]}
            at={at}
            onChange={(form) => {
              const { [member.personId]: _gone, ...others } = value.forms;
              change({ forms: form === null ? others : { ...others, [member.personId]: form } });
            }}
          />
        ))}
        <p className={classes['hint']}>{say('door:household.hint')}</p>
      </div>
    </Page>
  );
};
