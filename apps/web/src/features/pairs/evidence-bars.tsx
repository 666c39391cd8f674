import type { ReactNode } from 'react';
import type { PairRow } from '@qiaomen/domain/import-batch/query';
import { useText } from '../../language/use-text.tsx';
import classes from './evidence-bars.module.css';

const fields = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'area', 'person', 'decision'] as const;
const levels = [
  'exact', 'same', 'variant', 'sound_tone', 'sound', 'near', 'differs', 'typo', 'lunar', 'year', 'near_year',
  'exact_invalid', 'masked', 'digits_lost', 'unclear', 'village', 'town', 'county', 'prefecture', 'elsewhere',
  'unknown', 'two_persons', 'contradicts',
] as const; // prettier-ignore

/** Bits: one more doubles how much likelier "same" is. Beyond this a longer bar would say nothing more. */
const fullBar = 16;

/** What speaks for and against, field by field, strongest first. */
export const EvidenceBars = ({ evidence }: { evidence: PairRow['evidence'] }) => {
  const { say } = useText();
  const fieldWords = (code: string): ReactNode => {
    const field = fields.find((one) => one === code);
    return field === undefined ? code : say(`admin:pairs.field.${field}`);
  };
  const levelWords = (code: string): ReactNode => {
    const level = levels.find((one) => one === code);
    return level === undefined ? code : say(`admin:pairs.level.${level}`);
  };
  const sorted = evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <section className={classes['evidence']}>
      <h3 className={classes['title']}>{say('admin:pairs.evidence')}</h3>
      <div className={classes['sides']} aria-hidden="true">
        <span>← {say('admin:pairs.against')}</span>
        <span>{say('admin:pairs.for')} →</span>
      </div>
      <ul className={classes['list']}>
        {sorted.map(({ field, level, weight }) => (
          <li key={`${field} ${level}`} className={classes['line']}>
            <span className={classes['words']}>
              <span className={classes['field']}>{fieldWords(field)}</span> <strong>{levelWords(level)}</strong>
            </span>
            <span className={classes['track']} aria-hidden="true">
              <span
                className={weight < 0 ? classes['against'] : classes['for']}
                style={{ width: `${(Math.min(Math.abs(weight), fullBar) / fullBar) * 50}%` }}
              />
            </span>
            <span className={classes['bits']}>
              {weight === 0 ? (
                '–'
              ) : (
                <>
                  {say(weight < 0 ? 'admin:pairs.against' : 'admin:pairs.for')}{' '}
                  {say('admin:pairs.bits', { bits: Math.abs(weight).toFixed(1) })}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
