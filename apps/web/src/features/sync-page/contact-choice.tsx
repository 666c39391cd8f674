import { useState } from 'react';
import type { CorrectContact } from '@qiaomen/domain/person/command';
import { maskPhone } from '@qiaomen/domain/person/phone';
import { useText } from '../../language/use-text.tsx';
import { useEntry, useField } from '../../offline/field-context.tsx';
import type { OutboxItem } from '../../offline/outbox-item.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './page.module.css';

interface ContactChoiceProps {
  item: OutboxItem;
  command: CorrectContact;
}

/** Two people corrected the same thing: both are shown in words, and the worker says which one holds. */
export const ContactChoice = ({ item, command }: ContactChoiceProps) => {
  const { say } = useText();
  const { store, submit } = useField();
  const entry = useEntry(command.personId);
  const [failed, setFailed] = useState(false);
  const { personId, change } = command;
  const settled = (): Promise<void> => store.setHandled(item.envelope.id);
  const insist = async (): Promise<void> => {
    if (entry === undefined) return;
    setFailed(false);
    const { name, areaCode } = entry;
    const anew = { ...change, base: entry[change.field] } as CorrectContact['change'];
    try {
      await submit({
        command: { type: 'contact.correct', personId, change: anew },
        about: { name, areaCode, entry },
        draftId: null,
      });
      // said twice it changes nothing, so that this order loses nothing
      await settled();
    } catch {
      setFailed(true);
    }
  };
  const inWords = (value: string | null) =>
    value === null || value === ''
      ? say('door:contact.nothing')
      : change.field === 'language'
        ? say(`codes:personLanguage.${change.value}`)
        : value;
  const now = entry?.[change.field] ?? null;
  const nowInWords = () => {
    if (change.field === 'language' && entry !== undefined) return say(`codes:personLanguage.${entry.language}`);
    return inWords(change.field === 'phone' && now !== null ? maskPhone(now) : now);
  };
  return (
    <div className={classes['choose']}>
      <p>{say('door:contact.differs')}</p>
      <dl>
        <div>
          <dt>{say('door:contact.yours')}</dt>
          <dd>{inWords(change.value)}</dd>
        </div>
        {entry === undefined ? null : (
          <div>
            <dt>{say('door:contact.now')}</dt>
            <dd>{nowInWords()}</dd>
          </div>
        )}
      </dl>
      {failed ? (
        <Notice tone="overdue" urgent>
          {say('tablet:visit.failed')}
        </Notice>
      ) : null}
      <div className={classes['acts']}>
        <BigButton look="quiet" onClick={() => void settled()}>
          {say('door:contact.keep')}
        </BigButton>
        {entry === undefined ? null : (
          <BigButton look="quiet" onClick={() => void insist()}>
            {say('door:contact.mine')}
          </BigButton>
        )}
      </div>
    </div>
  );
};
