import { kitItems } from '@qiaomen/domain/home-round/kit';
import { planVials, type VialUse } from '@qiaomen/domain/home-round/plan-vials';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import { useText } from '../../language/use-text.tsx';
import { Stepper } from './stepper.tsx';
import type { Limit, RoundForm } from './round-form.ts';
import classes from './home-round.module.css';

interface TakeAlongProps {
  stops: readonly { id: string; product: string | null }[];
  use: VialUse;
  packed: readonly string[];
  onChange: (part: Partial<RoundForm>) => void;
}

/** Vials and everything else that goes into the bag. */
export const TakeAlong = ({ stops, use, packed, onChange }: TakeAlongProps) => {
  const { say, plain } = useText();
  const vials = planVials(stops, use);
  const set = (limit: Limit) => (value: number) => onChange({ [limit]: value });
  return (
    <>
      <section className={classes['part']}>
        <h2 className={classes['heading']}>{say('round:vials')}</h2>
        <Stepper limit="dosesPerVial" value={use.dosesPerVial} onChange={set('dosesPerVial')} />
        {use.dosesPerVial === 1 ? null : (
          <>
            <Stepper limit="openMinutes" value={use.openMinutes} onChange={set('openMinutes')} />
            <Stepper limit="minutesPerStop" value={use.minutesPerStop} onChange={set('minutesPerStop')} />
            <p className={classes['soft']}>{say('round:openHint')}</p>
          </>
        )}
        {DoseProduct.options
          .map((product) => ({ product, mine: vials.filter((vial) => vial.product === product) }))
          .filter(({ mine }) => mine.length > 0)
          .map(({ product, mine }) => (
            <div key={product}>
              <strong className={classes['name']}>
                {say('round:vialsOf', { product: plain(`codes:product.${product}`), count: mine.length })}
              </strong>
              {use.dosesPerVial === 1 ? null : (
                <ul className={classes['opens']}>
                  {mine.map(({ stopIds, unused }) => (
                    <li key={stopIds[0]}>
                      {say('round:opens', {
                        stop: stops.findIndex(({ id }) => id === stopIds[0]) + 1,
                        doses: stopIds.length,
                        unused,
                      })}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          ))}
      </section>
      <section className={classes['part']}>
        <h2 className={classes['heading']}>{say('round:kit')}</h2>
        <p role="status" className={classes['soft']}>
          {say('round:packed', { count: packed.length, total: kitItems.length })}
        </p>
        <ul className={classes['kit']}>
          {kitItems.map(({ id }) => (
            <li key={id}>
              <label className={classes['pick']}>
                <input
                  type="checkbox"
                  className={classes['box']}
                  checked={packed.includes(id)}
                  onChange={() =>
                    onChange({ packed: packed.includes(id) ? packed.filter((other) => other !== id) : [...packed, id] })
                  }
                />
                <span>{say(`round:kitItem.${id}`)}</span>
              </label>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};
