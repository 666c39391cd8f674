import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import classes from './page.module.css';

export const Doses = ({ entry }: { entry: FieldEntry }) => {
  const { say, language } = useText();
  const doses = entry.doses.filter((dose) => !dose.voided);
  return (
    <section className={classes['section']}>
      <h2>{say('tablet:person.doses')}</h2>
      {doses.length === 0 ? (
        <p className={classes['none']}>{say('tablet:person.noDoses')}</p>
      ) : (
        <ol className={classes['lines']}>
          {doses.map((dose) => (
            <li key={dose.id} className={classes['line']}>
              <span className={classes['outcome']}>{say(`codes:product.${dose.product}`)}</span>
              <span className={classes['meta']}>
                <span>{formatDay(language, dose.givenOn)}</span>
                <span>{say(`codes:doseOrigin.${dose.origin}`)}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};
