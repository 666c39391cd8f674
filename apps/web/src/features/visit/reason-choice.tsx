import { visitReasons, type VisitReason } from '@qiaomen/domain/visit/codes';
import { useText } from '../../language/use-text.tsx';
import { toggleReason } from './visit-form.ts';
import classes from './visit-flow.module.css';

const groups = ['T', 'S', 'M', 'P', 'X'] as const;

interface ReasonChoiceProps {
  value: readonly VisitReason[];
  onChange: (reasons: VisitReason[]) => void;
}

/** The first tap is the main reason; each further one is one tap more. */
export const ReasonChoice = ({ value, onChange }: ReasonChoiceProps) => {
  const { say } = useText();
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{say('tablet:visit.reason')}</legend>
      {value.length === 0 ? null : <p className={classes['hint']}>{say('tablet:visit.reasonMore')}</p>}
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
