import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { limits, type Limit } from './round-form.ts';
import classes from './home-round.module.css';

interface StepperProps {
  limit: Limit;
  value: number;
  onChange: (value: number) => void;
}

/** A number to be set with a thumb. */
export const Stepper = ({ limit, value, onChange }: StepperProps) => {
  const { say, plain } = useText();
  const { min, max, step } = limits[limit];
  const what = plain(`round:${limit}`);
  return (
    <div role="group" aria-label={what} className={classes['stepper']}>
      <span className={classes['what']}>{say(`round:${limit}`)}</span>
      <BigButton
        look="quiet"
        disabled={value <= min}
        icon={<IconMinus aria-hidden="true" />}
        aria-label={plain('round:less', { what })}
        onClick={() => onChange(Math.max(min, value - step))}
      />
      <output className={classes['number']}>{value}</output>
      <BigButton
        look="quiet"
        disabled={value >= max}
        icon={<IconPlus aria-hidden="true" />}
        aria-label={plain('round:more', { what })}
        onClick={() => onChange(Math.min(max, value + step))}
      />
    </div>
  );
};
