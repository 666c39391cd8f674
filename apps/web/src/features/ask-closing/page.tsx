/** Somebody asks that an entry be closed, naming the code and what proves it; another person decides in the office. */
import { IconAlertTriangle, IconHourglass, IconSend } from '@tabler/icons-react';
import { useId } from 'react';
import { z } from 'zod';
import { listOfKind } from '@qiaomen/domain/care/event';
import { closeRules, EvidenceKind } from '@qiaomen/domain/close-out/rules';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { findRule } from '@qiaomen/domain/rule';
import { PersonAct } from '../../field/person-act.tsx';
import { PersonHeader } from '../../field/person-header.tsx';
import { PhotoField } from '../../field/photo-field.tsx';
import { useCare } from '../../field/use-care.ts';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import classes from './ask-closing.module.css';

/** C1 follows from the doses, and records are merged by comparing them: nobody asks for either at a door. */
const codes = ['C2', 'C3', 'C4', 'C5', 'C6'] as const;
const Form = z.object({ code: z.enum(codes).nullable(), evidence: z.array(EvidenceKind), text: z.string(), photos: z.array(z.string()).default([]) }); // prettier-ignore
const empty: z.infer<typeof Form> = { code: null, evidence: [], text: '', photos: [] };

const waitsIn = (entry: FieldEntry): boolean => {
  const care = (entry.care ?? []).filter(({ voided }) => !voided);
  const decided = new Set(listOfKind(care, 'close.agree').map(({ facts }) => facts.closeId));
  return listOfKind(care, 'close.request').some(({ id }) => !decided.has(id));
};

const AskForm = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const id = useId();
  const care = useCare(entry);
  const day = useToday();
  const draftId = `close:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, empty);
  if (!ready) return null;
  const { code, evidence, text, photos } = value;
  const rule = findRule(
    closeRules.filter((one) => one.code === code),
    day,
  );
  const asked = rule?.evidence ?? [];
  const complete = code !== null && text.trim().length > 1 && asked.every((kind) => evidence.includes(kind));
  const send = async (): Promise<void> => {
    if (code === null) return;
    await finish();
    const { personId, campaignId } = entry;
    const proofs = asked.filter((kind) => evidence.includes(kind));
    const command = { type: 'close.request', closeId: newId(), personId, campaignId, code, evidence: proofs, text: text.trim() } as const; // prettier-ignore
    if (!(await care.save(command, draftId, photos))) reopen();
  };
  return (
    <>
      {care.failed ? (
        <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
          {say('home:failed')}
        </Notice>
      ) : null}
      <p>{say('home:close.hint')}</p>
      <ChoiceRow
        field="code"
        legend={say('home:close.why')}
        options={codes.map((one) => ({ value: one, words: say(`care:close.${one}`) }))}
        value={code ?? ('' as 'C2')}
        onChange={(next) => change({ code: next, evidence: [] })}
      />
      {code === 'C5' ? <Notice tone="offline">{say('home:close.moved')}</Notice> : null}
      {asked.length === 0 ? null : (
        <fieldset className={classes['proofs']}>
          <legend>{say('home:close.evidence')}</legend>
          {asked.map((kind) => (
            <label key={kind} className={classes['proof']}>
              <input
                type="checkbox"
                data-field={`evidence ${kind}`}
                checked={evidence.includes(kind)}
                onChange={({ currentTarget }) =>
                  change({
                    evidence: currentTarget.checked ? [...evidence, kind] : evidence.filter((one) => one !== kind),
                  })
                }
              />
              {say(`care:evidence.${kind}`)}
            </label>
          ))}
        </fieldset>
      )}
      <Labelled label={say('home:close.text')} htmlFor={id}>
        <textarea
          id={id}
          data-field="text"
          rows={3}
          maxLength={2000}
          className={controlClass}
          value={text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      </Labelled>
      <PhotoField draftId={draftId} about="close" value={photos} onChange={(next) => change({ photos: next })} />
      <PageAction>
        <BigButton
          wide
          icon={<IconSend aria-hidden="true" />}
          disabled={!complete || care.saving}
          onClick={() => void send()}
        >
          {say('home:close.send')}
        </BigButton>
      </PageAction>
    </>
  );
};

export const AskClosingPage = () => {
  const { say } = useText();
  return (
    <PersonAct title={say('home:close.open')}>
      {(entry) => (
        <div className={classes['body']}>
          <PersonHeader entry={entry} />
          {waitsIn(entry) ? (
            <Notice tone="due" icon={<IconHourglass />}>
              {say('home:close.waits')}
            </Notice>
          ) : isClosed(entry.state) ? (
            <Notice tone="done">{say('home:close.closed')}</Notice>
          ) : (
            <AskForm key={entry.personId} entry={entry} />
          )}
        </div>
      )}
    </PersonAct>
  );
};
