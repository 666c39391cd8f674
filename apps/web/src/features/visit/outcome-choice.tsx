import {
  IconAlertCircle,
  IconBuildingHospital,
  IconBuildingCommunity,
  IconCheckbox,
  IconCopy,
  IconDoorOff,
  IconFlower,
  IconHandStop,
  IconMapOff,
  IconMessageQuestion,
  IconPlaneDeparture,
  IconShieldX,
  IconThumbUp,
  IconTruck,
  IconUserOff,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { VisitOutcome } from '@qiaomen/domain/visit/codes';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { outcomeGroups } from './visit-form.ts';
import classes from './visit-flow.module.css';

const icons: Record<VisitOutcome, Icon> = {
  '01': IconCheckbox,
  '02': IconThumbUp,
  '03': IconMessageQuestion,
  '04': IconHandStop,
  '05': IconBuildingHospital,
  '06': IconAlertCircle,
  '07': IconUsers,
  '08': IconDoorOff,
  '09': IconPlaneDeparture,
  '10': IconTruck,
  '11': IconFlower,
  '12': IconMapOff,
  '13': IconCopy,
  '14': IconShieldX,
  '15': IconBuildingCommunity,
  '16': IconUserOff,
};

interface OutcomeChoiceProps {
  value: VisitOutcome | null;
  byPhone?: boolean;
  onChoose: (outcome: VisitOutcome | null) => void;
}

/** Large cards; once one is chosen the others make room for what comes next. */
export const OutcomeChoice = ({ value, byPhone = false, onChoose }: OutcomeChoiceProps) => {
  const { say } = useText();
  const card = (outcome: VisitOutcome) => {
    const IconOf = icons[outcome];
    return (
      <button
        key={outcome}
        type="button"
        data-field={`outcome ${outcome}`}
        className={classes['card']}
        aria-pressed={value === outcome}
        onClick={() => onChoose(outcome)}
      >
        <IconOf size={26} aria-hidden="true" />
        <span>{outcome === '08' && byPhone ? say('door:call.notReached') : say(`codes:outcome.${outcome}`)}</span>
      </button>
    );
  };
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{say('tablet:visit.outcome')}</legend>
      {value === null ? (
        outcomeGroups.map((group) => (
          <div key={group[0]} className={classes['cards']}>
            {group.map(card)}
          </div>
        ))
      ) : (
        <div className={classes['chips']}>
          {card(value)}
          <BigButton look="plain" onClick={() => onChoose(null)}>
            {say('tablet:visit.change')}
          </BigButton>
        </div>
      )}
    </fieldset>
  );
};
