import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { maskPhone } from '@qiaomen/domain/person/phone';
import { useText } from '../language/use-text.tsx';
import { useField } from '../offline/field-context.tsx';
import type { FieldEntry } from '../offline/overlay.ts';
import { BigButton } from '../ui/big-button.tsx';
import classes from './call-button.module.css';

/** One tap shows the number and starts the call; the look at it is recorded first, offline too. */
export const CallButton = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const { submit } = useField();
  const [shown, setShown] = useState<string | null>(null);
  const { phone } = entry;
  if (phone === null || phone === '') return <p className={classes['none']}>{say('tablet:person.noPhone')}</p>;
  const call = async (): Promise<void> => {
    if (shown !== entry.personId) {
      await submit({
        command: { type: 'phone.reveal', personId: entry.personId },
        about: { name: entry.name, areaCode: entry.areaCode, entry },
        draftId: null,
      });
      setShown(entry.personId);
    }
    window.location.assign(`tel:${phone}`);
  };
  return (
    <div className={classes['call']}>
      <BigButton look="quiet" icon={<IconPhone aria-hidden="true" />} onClick={() => void call()}>
        {say('tablet:person.call')}
      </BigButton>
      <span className={classes['number']}>{shown === entry.personId ? phone : maskPhone(phone)}</span>
    </div>
  );
};
