import { IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { CallButton } from '../../field/call-button.tsx';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { contactDraft } from './contact-draft.ts';
import { ContactForm } from './contact-form.tsx';
import classes from './page.module.css';

/** How the person is reached, and the way to say that it is otherwise. */
export const Contact = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const { drafts } = useField();
  const [editing, setEditing] = useState(false);
  const draftId = contactDraft(entry.personId);
  useEffect(() => {
    let gone = false;
    // a form that was begun goes on where it was left
    void drafts.find(draftId).then((draft) => {
      if (!gone && draft !== undefined) setEditing(true);
    });
    return () => {
      gone = true;
    };
  }, [drafts, draftId]);
  return (
    <section className={classes['section']}>
      <h2>{say('door:contact.title')}</h2>
      <CallButton entry={entry} />
      <dl className={classes['facts']}>
        <div>
          <dt>{say('tablet:person.village')}</dt>
          <dd lang="zh-CN">{entry.areaPath.join(' ')}</dd>
        </div>
        {entry.address === null || entry.address === '' ? null : (
          <div>
            <dt>{say('tablet:person.address')}</dt>
            <dd lang="zh-CN">{entry.address}</dd>
          </div>
        )}
      </dl>
      {editing ? (
        <ContactForm entry={entry} onDone={() => setEditing(false)} />
      ) : (
        <BigButton look="quiet" icon={<IconPencil aria-hidden="true" />} onClick={() => setEditing(true)}>
          {say('door:contact.correct')}
        </BigButton>
      )}
    </section>
  );
};
