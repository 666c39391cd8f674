import { IconPencil } from '@tabler/icons-react';
import { CallButton } from '../../field/call-button.tsx';
import { useBegun } from '../../field/use-begun.ts';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { contactDraft } from './contact-draft.ts';
import { ContactForm } from './contact-form.tsx';
import classes from './page.module.css';

/** How the person is reached, and the way to say that it is otherwise. */
export const Contact = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const [editing, setEditing] = useBegun(contactDraft(entry.personId));
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
