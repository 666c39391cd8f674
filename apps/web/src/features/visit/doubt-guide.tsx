import { IconCheck, IconMessages } from '@tabler/icons-react';
import type { PersonLanguage } from '@qiaomen/domain/account/role';
import { guideFor } from '@qiaomen/domain/doubt/guide';
import type { VisitReason } from '@qiaomen/domain/visit/codes';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import classes from './doubt-guide.module.css';

interface DoubtGuideProps {
  /** of its heading, to be jumped to */
  id: string;
  reasons: readonly VisitReason[];
  /** of the elder */
  language: PersonLanguage;
  /** ids of the answers that were spoken */
  told: readonly string[];
  onTold: (told: string[]) => void;
}

/** What to say to each doubt, in the elder's words. Reading it costs no tap; the doubt named first lies open. */
export const DoubtGuide = ({ id, reasons, language, told, onTold }: DoubtGuideProps) => {
  const { say } = useText();
  const today = useToday();
  if (reasons.length === 0) return null;
  return (
    <section className={classes['guides']} aria-labelledby={id}>
      <h2 id={id} className={classes['title']}>
        <IconMessages aria-hidden="true" />
        <span>
          {say('door:guide.title')} · {say(`codes:personLanguage.${language}`)}
        </span>
      </h2>
      {reasons.map((reason, index) => {
        const guide = guideFor(reason, language, today);
        if (guide === undefined) return null;
        const { answer, lines, autonomy } = guide;
        return (
          <details key={reason} className={classes['guide']} open={index === 0}>
            <summary className={classes['doubt']}>{say(`codes:reason.${reason}`)}</summary>
            <ol className={classes['lines']}>
              {lines.map((line) => (
                <li key={line.step}>
                  <span className={classes['step']}>{say(`door:guide.${line.step}`)}</span>
                  <span className={classes['words']} lang={line.language}>
                    {line.text}
                  </span>
                  {line.language === language ? null : (
                    <span className={classes['mark']}>{say('door:guide.inChinese')}</span>
                  )}
                </li>
              ))}
            </ol>
            <p className={classes['autonomy']} lang={autonomy.language}>
              {autonomy.text}
            </p>
            <button
              type="button"
              className={classes['told']}
              aria-pressed={told.includes(answer.id)}
              onClick={() =>
                onTold(told.includes(answer.id) ? told.filter((id) => id !== answer.id) : [...told, answer.id])
              }
            >
              <IconCheck size={22} aria-hidden="true" />
              <span>{say('door:guide.told')}</span>
            </button>
            <p className={classes['source']}>
              {say(answer.basis === 'published' ? 'door:guide.source' : 'door:guide.example')}{' '}
              {answer.basis === 'published' ? <span lang="zh-CN">{answer.source}</span> : null}
            </p>
          </details>
        );
      })}
      <p className={classes['manners']}>{say('door:guide.manners')}</p>
    </section>
  );
};
