import { IconDoor, IconPhone } from '@tabler/icons-react';
import { useText } from '../../language/use-text.tsx';
import classes from './visit-flow.module.css';

/** At the door or by phone: the door is chosen already. */
export const ContactWay = ({ byPhone, onChange }: { byPhone: boolean; onChange: (byPhone: boolean) => void }) => {
  const { say, plain } = useText();
  return (
    <div className={classes['chips']} role="group" aria-label={plain('door:call.way')}>
      <button type="button" className={classes['card']} aria-pressed={!byPhone} onClick={() => onChange(false)}>
        <IconDoor size={22} aria-hidden="true" />
        <span>{say('door:call.atTheDoor')}</span>
      </button>
      <button type="button" className={classes['card']} aria-pressed={byPhone} onClick={() => onChange(true)}>
        <IconPhone size={22} aria-hidden="true" />
        <span>{say('door:call.byPhone')}</span>
      </button>
    </div>
  );
};
