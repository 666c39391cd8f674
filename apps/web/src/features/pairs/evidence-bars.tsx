import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PairConflict, PairEvidence } from '@qiaomen/domain/link-pair/query';
import { useText } from '../../language/use-text.tsx';
import classes from './evidence-bars.module.css';
import { strengthOf } from './strength.ts';

const fields = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'area', 'person', 'decision'] as const;
const levels = [
  'exact', 'same', 'variant', 'sound_tone', 'sound', 'near', 'differs', 'typo', 'lunar', 'year', 'near_year',
  'exact_invalid', 'masked', 'digits_lost', 'unclear', 'village', 'town', 'county', 'prefecture', 'elsewhere',
  'spelling', 'order', 'fold', 'part', 'default_day', 'exact_doubted', 'differs_doubted',
  'unknown', 'two_persons', 'contradicts',
] as const; // prettier-ignore

/** Beyond this a longer bar would say nothing more: the odds are a few ten thousand to one. */
const fullBar = 16;

interface EvidenceBarsProps {
  evidence: readonly PairEvidence[];
  conflicts: readonly PairConflict[];
}

/** What speaks for and against, field by field, strongest first, in words and as a bar. */
export const EvidenceBars = ({ evidence, conflicts }: EvidenceBarsProps) => {
  const { say } = useText();
  const fieldWords = (code: string): ReactNode => {
    const field = fields.find((one) => one === code);
    return field === undefined ? code : say(`review:field.${field}`);
  };
  const levelWords = (code: string): ReactNode => {
    const level = levels.find((one) => one === code);
    return level === undefined ? code : say(`review:level.${level}`);
  };
  const sharedWords = ({ field, shared }: PairEvidence): ReactNode =>
    shared === null || shared === 0 ? null : (
      <> · {say(field === 'phone' ? 'review:sharedPhone' : 'review:sharedName', { count: shared })}</>
    );
  const sorted = evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <section className={classes['evidence']}>
      <h3 className={classes['title']}>{say('review:evidence')}</h3>
      {conflicts.map((conflict) => (
        <p key={conflict} className={classes['conflict']}>
          <IconAlertTriangle size={18} aria-hidden="true" /> {say(`review:conflict.${conflict}`)}
        </p>
      ))}
      <div className={classes['sides']} aria-hidden="true">
        <span>← {say('review:against')}</span>
        <span>{say('review:for')} →</span>
      </div>
      <ul className={classes['list']}>
        {sorted.map((line) => {
          const { field, level, weight } = line;
          const strength = strengthOf(weight);
          return (
            <li key={`${field} ${level}`} className={classes['line']}>
              <span className={classes['words']}>
                <span className={classes['field']}>{fieldWords(field)}</span> <strong>{levelWords(level)}</strong>
                {sharedWords(line)}
              </span>
              <span className={classes['track']} aria-hidden="true">
                <span
                  className={weight < 0 ? classes['against'] : classes['for']}
                  style={{ width: `${(Math.min(Math.abs(weight), fullBar) / fullBar) * 50}%` }}
                />
              </span>
              <span className={classes['strength']}>
                {strength === 'none' ? null : <>{say(weight < 0 ? 'review:against' : 'review:for')} · </>}
                {say(`review:strength.${strength}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
