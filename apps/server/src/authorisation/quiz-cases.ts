import { thePlace, type Case } from './case.ts';

const page = { page: 0, size: 10 };

export const quizCases = {
  'quiz.read': { call: (caller) => caller.quiz.read() },
  'quiz.answer': { call: (caller) => caller.quiz.answer({ mark: '00000000', answers: {} }) },
  'quiz.staff': {
    needs: thePlace,
    call: (caller, place) => caller.quiz.staff({ areaCode: place, onlyOpen: false, page }),
  },
} as const satisfies Record<string, Case>;
