import { IconMessages } from '@tabler/icons-react';
import { visitReasons, type VisitReason } from '@qiaomen/domain/visit/codes';
import { BigButton } from '../../ui/big-button.tsx';
import { useText } from '../../language/use-text.tsx';
import { toggleReason } from './visit-form.ts';
import classes from './visit-flow.module.css';

const groups = ['T', 'S', 'M', 'P', 'X'] as const;

interface ReasonChoiceProps {
  value: readonly VisitReason[];
  onChange: (reasons: VisitReason[]) => void;
  /** where the answers to the doubts stand on this page */
  guideId: string;
}

/** The first tap is the main reason; each further one is one tap more. */
export const ReasonChoice = ({ value, onChange, guideId }: ReasonChoiceProps) => {
  const { say } = useText();
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{say('tablet:visit.reason')}</legend>
      {value.length === 0 ? null : (
        <div className={classes['other']}>
          <BigButton
            look="quiet"
            icon={<IconMessages aria-hidden="true" />}
            onClick={() => document.getElementById(guideId)?.scrollIntoView({ block: 'start' })}
          >
            {say('door:guide.title')}
          </BigButton>
          <span className={classes['hint']}>{say('tablet:visit.reasonMore')}</span>
        </div>
      )}
      {groups.map((group) => (
        <div key={group} className={classes['group']}>
          <p className={classes['sub']}>{say(`codes:reasonGroup.${group}`)}</p>
          <div className={classes['chips']}>
            {visitReasons
              .filter((reason) => reason.startsWith(group))
              .map((reason) => (
                <button
                  key={reason}
                  type="button"
                  data-field={`reason ${reason}`}
                  className={classes['card']}
                  aria-pressed={value.includes(reason)}
                  onClick={() => onChange(toggleReason(value, reason))}
                >
                  <span>{say(`codes:reason.${reason}`)}</span>
                  {value[0] === reason ? <span className={classes['main']}>{say('tablet:visit.main')}</span> : null}
                </button>
              ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
};
