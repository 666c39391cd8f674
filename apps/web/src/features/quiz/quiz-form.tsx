/** Case by case; after handing in, what was wrong is taught beside it, with its source. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { screeningResults, type ScreeningResult } from '@qiaomen/domain/forecast/rule-table';
import { knownConditions } from '@qiaomen/domain/quiz/known-conditions';
import type { Quiz, QuizReply } from '@qiaomen/domain/quiz/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './quiz.module.css';

export const QuizForm = () => {
  const { say } = useText();
  const quiz = useQuery(trpc.quiz.read.queryOptions());
  if (quiz.isError)
    return (
      <>
        <FailureNotice cause={quiz.error} retry={() => void quiz.refetch()} />
        <p>{say('quiz:online')}</p>
      </>
    );
  if (quiz.data === undefined) return <SkeletonRows count={6} />;
  return <Cases key={quiz.data.mark} quiz={quiz.data} />;
};

const Standing = ({ last }: { last: Quiz['last'] }) => {
  const { say, language } = useText();
  if (last === null || !last.passed) return <Notice tone="due">{say('quiz:never')}</Notice>;
  const date = formatInstant(language, last.takenAt);
  return last.isOfTheseRules ? (
    <Notice tone="done">{say('quiz:isCurrent', { date })}</Notice>
  ) : (
    <Notice tone="due">{say('quiz:outdated', { date })}</Notice>
  );
};

const Cases = ({ quiz }: { quiz: Quiz }) => {
  const { say } = useText();
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Readonly<Record<string, ScreeningResult>>>({});
  const [reply, setReply] = useState<QuizReply | null>(null);
  const answer = useMutation(
    trpc.quiz.answer.mutationOptions({
      onSuccess: async (marked) => {
        setReply(marked);
        await client.invalidateQueries({ queryKey: trpc.quiz.read.queryKey() });
      },
    }),
  );
  const isWhole = quiz.conditions.every((condition) => answers[condition] !== undefined);
  return (
    <>
      <p>{say('quiz:intro')}</p>
      <Standing last={quiz.last} />
      <ol className={classes['cases']}>
        {quiz.conditions.map((condition) => (
          <Case
            key={condition}
            condition={condition}
            value={answers[condition]}
            wrong={reply?.wrong.find((one) => one.condition === condition)}
            isMarked={reply !== null}
            onChange={(value) => setAnswers({ ...answers, [condition]: value })}
          />
        ))}
      </ol>
      {answer.isError ? <FailureNotice cause={answer.error} /> : null}
      {reply === null ? (
        <>
          {isWhole ? null : <p className={classes['soft']}>{say('quiz:all')}</p>}
          <BigButton disabled={!isWhole || answer.isPending} onClick={() => answer.mutate({ mark: quiz.mark, answers })}>
            {say('quiz:submit')}
          </BigButton>
        </>
      ) : (
        <>
          <Notice tone={reply.passed ? 'done' : 'due'} urgent title={say('quiz:done', { right: reply.right, questions: reply.questions })}>
            {reply.passed ? say('quiz:passed') : say('quiz:failed', { percent: quiz.passPercent })}
          </Notice>
          <BigButton
            look="quiet"
            onClick={() => {
              setReply(null);
              setAnswers({});
            }}
          >
            {say('quiz:again')}
          </BigButton>
        </>
      )}
    </>
  );
}; // prettier-ignore

interface CaseProps {
  condition: string;
  value: ScreeningResult | undefined;
  wrong: QuizReply['wrong'][number] | undefined;
  isMarked: boolean;
  onChange: (value: ScreeningResult) => void;
}

const Case = ({ condition, value, wrong, isMarked, onChange }: CaseProps) => {
  const { say, plain } = useText();
  const known = knownConditions.find((one) => one === condition);
  return (
    <li className={classes['case']}>
      <ChoiceRow<ScreeningResult | ''>
        legend={<strong>{known === undefined ? condition : say(`quiz:condition.${known}`)}</strong>}
        options={screeningResults.map((result) => ({ value: result, words: say(`care:screening.${result}`) }))}
        value={value ?? ''}
        onChange={(chosen) => (isMarked || chosen === '' ? undefined : onChange(chosen))}
      />
      {isMarked && known !== undefined ? (
        <p className={classes['taught']}>
          {wrong === undefined ? null : (
            <>
              <strong>{say('quiz:rightIs', { answer: plain(`care:screening.${wrong.right}`) })}</strong>{' '}
            </>
          )}
          {say(`quiz:teach.${known}`)}
          {wrong === undefined ? null : <span className={classes['soft']}> {say('quiz:source', { text: wrong.source })}</span>}
        </p>
      ) : null}
    </li>
  );
}; // prettier-ignore
