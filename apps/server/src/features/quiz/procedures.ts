import { AnswerQuiz, ListQuizStaff } from '@qiaomen/domain/quiz/query';
import { procedure } from '../../trpc.ts';
import { answerQuiz, listQuizStaff, readQuiz } from './quiz.ts';

const take = procedure.meta({ permission: 'quiz.take' });

export const quizProcedures = {
  read: take.query(({ ctx }) => readQuiz(ctx)),
  answer: take.input(AnswerQuiz).mutation(({ ctx, input }) => answerQuiz(ctx, input)),
  staff: procedure
    .meta({ permission: 'quiz.staff' })
    .input(ListQuizStaff)
    .query(({ ctx, input }) => listQuizStaff(ctx, input)),
};
