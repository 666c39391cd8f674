/** What to say to a doubt at the door: ask, affirm, ask permission, one fact, ask back. The elder decides. */
import type { PersonLanguage } from '../account/role.ts';
import { findRule } from '../rule.ts';
import type { VisitReason } from '../visit/codes.ts';
import { commonWords } from './common-words.ts';
import { doubtAnswers } from './answers.ts';
import type { DoubtAnswer, Wording } from './doubt-answer.ts';

export const guideSteps = ['ask', 'affirm', 'permission', 'fact', 'askBack'] as const;
export type GuideStep = (typeof guideSteps)[number];

export interface GuideLine {
  step: GuideStep;
  text: string;
  /** the language the text is in, which is not always the elder's */
  language: PersonLanguage;
}

export interface Guide {
  answer: DoubtAnswer;
  lines: GuideLine[];
  /** said at the end of every conversation */
  autonomy: GuideLine;
}

const said = (step: GuideStep, wording: Wording, language: PersonLanguage): GuideLine => {
  const own = language === 'zh-CN' ? wording.zh : wording[language];
  return own === null ? { step, text: wording.zh, language: 'zh-CN' } : { step, text: own, language };
};

/** The conversation about one doubt, in the elder's language as far as it was signed, by the answer in force on that day. */
export const guideFor = (
  reason: VisitReason,
  language: PersonLanguage,
  day: string,
  rows: readonly DoubtAnswer[] = doubtAnswers,
): Guide | undefined => {
  const answer = findRule(
    rows.filter((row) => row.reason === reason),
    day,
  );
  if (answer === undefined) return undefined;
  return {
    answer,
    lines: [
      said('ask', answer.ask, language),
      said('affirm', answer.affirm, language),
      said('permission', commonWords.permission, language),
      said('fact', answer.fact, language),
      said('askBack', commonWords.askBack, language),
    ],
    autonomy: said('askBack', commonWords.autonomy, language),
  };
};
