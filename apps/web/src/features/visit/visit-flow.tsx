import { IconAlertTriangle, IconArrowLeft, IconDeviceFloppy } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { dayOf } from '@qiaomen/domain/register/day';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { outcomesToConfirm } from '@qiaomen/domain/visit/codes';
import { IconLink } from '../../field/icon-link.tsx';
import { PersonHeader } from '../../field/person-header.tsx';
import { PhotoField } from '../../field/photo-field.tsx';
import { offerUndo } from '../../field/last-act.ts';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { AttemptCount } from './attempt-count.tsx';
import { ConfirmSafety } from './confirm-safety.tsx';
import { ContactWay } from './contact-way.tsx';
import { DateChoice } from './date-choice.tsx';
import { MadeWhen } from './made-when.tsx';
import { DoubtGuide } from './doubt-guide.tsx';
import { useVoice } from './use-voice.ts';
import { StopVoice, VoiceField } from './voice-field.tsx';
import { QuestionCard } from './question-card.tsx';
import { OutcomeChoice } from './outcome-choice.tsx';
import { ReasonChoice } from './reason-choice.tsx';
import { asksReason, emptyVisit, isOvertaken, madeAt, missing, ruleStep, toCommand, VisitForm } from './visit-form.ts';
import classes from './visit-flow.module.css';

interface VisitFlowProps {
  entry: FieldEntry;
  /** opened to write down a call */
  byPhone?: boolean;
  backTo: string;
  onSaved: () => void;
}

/** One flow, one screen: what happened, why, when next. Everything after the first tap is proposed already. */
export const VisitFlow = ({ entry, byPhone = false, backTo, onSaved }: VisitFlowProps) => {
  const { say, plain } = useText();
  const { submit } = useField();
  const draftId = `visit:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, VisitForm, emptyVisit(entry.name, byPhone));
  const [failed, setFailed] = useState(false);
  const [saving, setSaving] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [openedAt] = useState(() => new Date().toISOString());
  const voice = useVoice(draftId, (id) => change({ voice: id }));
  const chosen = useRef<HTMLDivElement>(null);
  const tapped = useRef(false);
  const { outcome } = value;
  const made = madeAt(value, openedAt);
  const at = made ?? openedAt;
  const today = dayOf(openedAt);
  const step = outcome === null ? null : ruleStep(entry, outcome, at, value.byPhone, today);
  const lacks = missing(value, step) ?? (made === null ? 'when' : null);
  const steps = outcome !== null && asksReason(outcome) ? 3 : 2;
  const done = lacks === 'outcome' ? 1 : lacks === 'reason' ? 2 : steps;

  useEffect(() => {
    // a form that was opened again stays at the field it was left at
    if (outcome !== null && tapped.current) chosen.current?.scrollIntoView?.({ block: 'start' });
  }, [outcome]);

  const save = async (): Promise<void> => {
    if (outcome === null || lacks !== null || saving) return;
    if (outcomesToConfirm.includes(outcome) && !confirming) return setConfirming(true);
    setSaving(true);
    setFailed(false);
    await finish();
    const visitId = newId();
    try {
      await submit({
        command: toCommand(value, outcome, step, entry, visitId, today),
        ...(value.madeOn === null ? {} : { occurredAt: at }),
        about: { name: entry.name, areaCode: entry.areaCode, entry },
        draftId,
        photos: value.voice === null ? value.photos : [...value.photos, value.voice],
      });
    } catch {
      reopen();
      setSaving(false);
      setConfirming(false);
      setFailed(true);
      return;
    }
    const { personId, name, areaCode } = entry;
    const undo = { type: 'visit.void', visitId, personId, why: plain('tablet:visit.undoReason') } as const;
    offerUndo({ undo: [{ command: undo, name }], areaCode });
    onSaved();
  };

  if (!ready) return null;
  return (
    <Page
      title={
        <>
          {say('tablet:visit.title')} · <Name>{entry.name}</Name>
        </>
      }
      before={
        <IconLink to={backTo} replace label={plain('common:back')}>
          <IconArrowLeft aria-hidden="true" />
        </IconLink>
      }
      aside={
        <progress
          className={classes['progress']}
          value={done}
          max={steps}
          aria-label={plain('tablet:visit.step', { step: done, total: steps })}
        />
      }
      action={
        confirming && outcome !== null ? (
          <ConfirmSafety
            said={[{ personId: entry.personId, name: entry.name, outcome }]}
            busy={saving}
            onYes={() => void save()}
            onNo={() => setConfirming(false)}
          />
        ) : voice.state === 'recording' ? (
          <StopVoice voice={voice} />
        ) : (
          <BigButton
            wide
            disabled={lacks !== null || saving}
            icon={<IconDeviceFloppy aria-hidden="true" />}
            onClick={() => void save()}
          >
            {say('tablet:visit.save')}
          </BigButton>
        )
      }
    >
      <div className={classes['flow']}>
        <PersonHeader entry={entry} />
        {isClosed(entry.state) ? (
          <Notice tone="due" icon={<IconAlertTriangle />}>
            {say('tablet:visit.warnClosed')}
          </Notice>
        ) : null}
        {failed ? (
          <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
            {say('tablet:visit.failed')}
          </Notice>
        ) : null}
        <div className={classes['chips']}>
          <ContactWay byPhone={value.byPhone} onChange={(next) => change({ byPhone: next })} />
          <MadeWhen day={value.madeOn} part={value.madeIn} now={openedAt} onChange={change} />
        </div>
        <div ref={chosen}>
          <OutcomeChoice
            value={outcome}
            byPhone={value.byPhone}
            onChoose={(next) => {
              tapped.current = true;
              setConfirming(false);
              change({ outcome: next, chosenDate: null, reasons: next === outcome ? value.reasons : [] });
            }}
          />
        </div>
        {value.byPhone ? null : <AttemptCount entry={entry} outcome={outcome} at={at} />}
        {outcome === null ? null : (
          <div className={classes['flow']}>
            {asksReason(outcome) ? (
              <>
                <ReasonChoice guideId="doubt-guide" value={value.reasons} onChange={(reasons) => change({ reasons })} />
                <DoubtGuide
                  id="doubt-guide"
                  reasons={value.reasons}
                  language={entry.language}
                  told={value.told}
                  onTold={(told) => change({ told })}
                />
              </>
            ) : null}
            {isOvertaken(entry, at) && !isClosed(entry.state) ? (
              <p className={classes['hint']}>{say('door:earlier.laterDecides')}</p>
            ) : (
              <DateChoice step={step} value={value.chosenDate} onChange={(chosenDate) => change({ chosenDate })} />
            )}
            <label className={classes['note']}>
              <span className={classes['legend']}>
                {say('tablet:visit.note')} <small>({say('common:optional')})</small>
              </span>
              <textarea
                data-field="note"
                rows={3}
                maxLength={2000}
                className={classes['text']}
                placeholder={plain('tablet:visit.noteHint')}
                value={value.note}
                onChange={(event) => change({ note: event.currentTarget.value })}
              />
            </label>
            <PhotoField
              draftId={draftId}
              about="visit"
              value={value.photos}
              onChange={(photos) => change({ photos })}
            />
            <VoiceField voice={voice} value={value.voice} draftId={draftId} onChange={(id) => change({ voice: id })} />
            {(entry.questions ?? []).map((question) => (
              <QuestionCard
                key={question.id}
                question={question}
                value={value.answers[question.id] ?? null}
                onChange={(answer) => change({ answers: { ...value.answers, [question.id]: answer } })}
              />
            ))}
          </div>
        )}
      </div>
    </Page>
  );
};
