import { useId, useState } from 'react';
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { maskPhone, normalisePhone } from '@qiaomen/domain/person/phone';
import { offerUndo } from '../../field/last-act.ts';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import { backOf, changesOf, ContactDraft, contactDraft } from './contact-draft.ts';
import classes from './page.module.css';

export const ContactForm = ({ entry, onDone }: { entry: FieldEntry; onDone: () => void }) => {
  const { say } = useText();
  const { submit } = useField();
  const id = useId();
  const { personId, name, areaCode, phone } = entry;
  const draftId = contactDraft(personId);
  const empty = { phone: null, address: null, language: null, name };
  const { value, change, ready, finish, reopen, discard } = useDraft(draftId, ContactDraft, empty);
  const [failed, setFailed] = useState(false);
  const [wrongPhone, setWrongPhone] = useState(false);
  const noPhone = value.phone !== null && value.phone.value === null;
  const typedPhone = value.phone?.value ?? '';
  const isNumber = typedPhone.trim() === '' || normalisePhone(typedPhone) !== null;
  const setPhone = (typed: string | null): void =>
    change({ phone: typed === '' ? null : { base: value.phone === null ? phone : value.phone.base, value: typed } });
  const close = async (): Promise<void> => {
    await discard();
    onDone();
  };
  const save = async (): Promise<void> => {
    setFailed(false);
    if (!isNumber) return setWrongPhone(true);
    const changes = changesOf(value);
    if (changes.length === 0) return close();
    await finish();
    try {
      // the last one takes the draft away: what could not be kept is still typed
      for (const [at, one] of changes.entries()) {
        const command = { type: 'contact.correct', personId, change: one } as const;
        const isLast = at === changes.length - 1;
        await submit({ command, about: { name, areaCode, entry }, draftId: isLast ? draftId : null });
      }
      const undo = changes.map((one) => ({ command: backOf(personId, one), name }));
      offerUndo({ undo, areaCode });
      onDone();
    } catch {
      reopen();
      setFailed(true);
    }
    return undefined;
  };
  if (!ready) return null;
  return (
    <div className={classes['contactForm']}>
      <Labelled
        label={say('door:contact.newPhone')}
        hint={phone === null || phone === '' ? undefined : say('door:contact.phoneNow', { phone: maskPhone(phone) })}
        error={wrongPhone && !isNumber ? say('door:contact.phoneWrong') : null}
        htmlFor={`${id}-phone`}
      >
        <input
          id={`${id}-phone`}
          data-field="phone"
          className={controlClass}
          inputMode="tel"
          autoComplete="off"
          maxLength={30}
          disabled={noPhone}
          value={typedPhone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          onBlur={() => setWrongPhone(true)}
        />
      </Labelled>
      {phone === null || phone === '' ? null : (
        <label className={classes['tick']}>
          <input
            type="checkbox"
            checked={noPhone}
            onChange={(event) => setPhone(event.currentTarget.checked ? null : '')}
          />
          <span>{say('door:contact.noPhone')}</span>
        </label>
      )}
      <Labelled label={say('tablet:person.address')} htmlFor={`${id}-address`}>
        <textarea
          id={`${id}-address`}
          data-field="address"
          className={controlClass}
          rows={2}
          maxLength={200}
          value={value.address?.value ?? entry.address ?? ''}
          onChange={(event) =>
            change({
              address: {
                base: value.address === null ? entry.address : value.address.base,
                value: event.currentTarget.value,
              },
            })
          }
        />
      </Labelled>
      <ChoiceRow
        field="language"
        legend={say('tablet:propose.language')}
        options={PersonLanguage.options.map((code) => ({ value: code, words: say(`codes:personLanguage.${code}`) }))}
        value={value.language?.value ?? entry.language}
        onChange={(code) => change({ language: { base: value.language?.base ?? entry.language, value: code } })}
      />
      {failed ? (
        <Notice tone="overdue" urgent>
          {say('tablet:visit.failed')}
        </Notice>
      ) : null}
      <PageAction>
        <div className={classes['formActs']}>
          <BigButton wide onClick={() => void save()}>
            {say('door:contact.save')}
          </BigButton>
          <BigButton wide look="quiet" onClick={() => void close()}>
            {say('common:cancel')}
          </BigButton>
        </div>
      </PageAction>
    </div>
  );
};
