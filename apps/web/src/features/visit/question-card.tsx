import { questionAnswers, type EntryQuestion, type QuestionAnswer } from '@qiaomen/domain/visit/question';
import { useText } from '../../language/use-text.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './visit-flow.module.css';

interface QuestionCardProps {
  question: EntryQuestion;
  value: QuestionAnswer['answer'] | null;
  onChange: (answer: QuestionAnswer['answer']) => void;
}

/** What the register would like to know, asked last; passing over it costs no tap. */
export const QuestionCard = ({ question: { other }, value, onChange }: QuestionCardProps) => {
  const { say } = useText();
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>{say('tablet:visit.question.title')}</legend>
      <p className={classes['hint']}>
        {say('tablet:visit.question.body')}{' '}
        <strong>
          <Name>{other.name}</Name>
        </strong>
        {other.birthYear === null ? null : (
          <> · {say('tablet:visit.question.born', { year: String(other.birthYear) })}</>
        )}
        {other.village === null ? null : <> · {other.village}</>}
      </p>
      <div className={classes['chips']}>
        {questionAnswers.map((answer) => (
          <button
            key={answer}
            type="button"
            className={classes['card']}
            aria-pressed={value === answer}
            onClick={() => onChange(answer)}
          >
            <span>{say(`tablet:visit.question.${answer}`)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
};
