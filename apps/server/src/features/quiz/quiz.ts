/** The module on contraindications: asked, marked here, kept; and who of the staff has yet to take it for the rules of today. */
import { Role } from '@qiaomen/domain/account/role';
import { AreaCode, rangeOf, smallestCommonArea } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import type { Page } from '@qiaomen/domain/page';
import { markQuiz, quizCases, quizMark, quizRules } from '@qiaomen/domain/quiz/cases';
import {
  quizStandings,
  standingOfQuiz,
  type AnswerQuiz,
  type ListQuizStaff,
  type Quiz,
  type QuizReply,
  type QuizStaffRow,
} from '@qiaomen/domain/quiz/query';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { findRule } from '@qiaomen/domain/rule';
import { rulesFor, type ClinicRules } from '@qiaomen/domain/rule-version/clinic-rules';
import type { Tx } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { publishedRules } from '../../entry/published-rules.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

const passPercent = (day: string): number => findRule(quizRules, day)?.passPercent ?? 100;

const rulesAt = async (tx: Tx, area: string): Promise<ClinicRules> => rulesFor(await publishedRules(tx), area);

export const readQuiz = (ctx: GuardedContext): Promise<Quiz> =>
  ctx.db.reference(async (tx) => {
    const day = shanghaiDay(ctx.now());
    const rules = await rulesAt(tx, ctx.fence);
    const mark = quizMark(rules, day);
    const results = await tx.quizResult.findMany({
      where: { userId: ctx.actor.userId },
      orderBy: [{ passed: 'desc' }, { takenAt: 'desc' }],
      take: 1,
    });
    const last = results[0];
    return {
      mark,
      conditions: quizCases(rules, day).map(({ condition }) => condition),
      passPercent: passPercent(day),
      last:
        last === undefined
          ? null
          : { takenAt: last.takenAt.toISOString(), passed: last.passed, isOfTheseRules: last.rulesMark === mark },
    };
  });

export const answerQuiz = (ctx: GuardedContext, input: AnswerQuiz): Promise<QuizReply> =>
  ctx.db.transact(writeAs(ctx), async ({ tx, at, audit }) => {
    const day = shanghaiDay(at);
    const rules = await rulesAt(tx, ctx.fence);
    // other rules were published between the questions and the answers
    if (quizMark(rules, day) !== input.mark) return refuse({ code: 'changed_meanwhile' });
    const { right, questions, passed, wrong } = markQuiz(quizCases(rules, day), input.answers, passPercent(day));
    const id = newId(at);
    await tx.quizResult.create({
      data: {
        id,
        userId: ctx.actor.userId,
        rulesMark: input.mark,
        rightAnswers: right,
        questions,
        passed,
        takenAt: at,
      },
      select: { id: true },
    });
    await audit({ action: 'quiz.answer', entity: 'quiz_result', entityId: id, detail: { right, questions, passed } });
    return { right, questions, passed, wrong };
  });

/** Field staff with a present duty in the area. */
export const listQuizStaff = (
  ctx: GuardedContext,
  { areaCode, onlyOpen, page }: ListQuizStaff,
): Promise<Page<QuizStaffRow>> => {
  const at = ctx.now();
  if (!can(ctx.actor, ctx.permission, { areaCode, at: at.toISOString() })) refuse({ code: 'outside_area' });
  return ctx.db.reference(async (tx) => {
    const { gte, lt } = rangeOf(areaCode);
    const published = await publishedRules(tx);
    const marks = new Map<string, string>();
    /** Rules differ by place: those of the area the module was taken for. */
    const markAt = (area: string): string => {
      const mark = marks.get(area) ?? quizMark(rulesFor(published, area), shanghaiDay(at));
      marks.set(area, mark);
      return mark;
    };
    const present = { from: { lte: at }, OR: [{ to: null }, { to: { gt: at } }] };
    const users = await tx.user.findMany({
      where: {
        role: { in: ['worker', 'vaccinator'] },
        status: 'active',
        duties: { some: { areaCode: { gte, lt }, ...present } },
      },
      select: {
        id: true,
        name: true,
        role: true,
        duties: { where: present, select: { areaCode: true } },
        quizResults: { select: { rulesMark: true, passed: true, takenAt: true, rightAnswers: true, questions: true } },
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const rows = users.map(({ id, name, role, duties, quizResults }): QuizStaffRow => {
      const results = quizResults.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
      const last = results.find(({ passed }) => passed) ?? results[0];
      return {
        userId: id,
        name,
        role: Role.parse(role),
        standing: standingOfQuiz(
          results.map(({ rulesMark, passed }) => ({ mark: rulesMark, passed })),
          markAt(smallestCommonArea(duties.map((duty) => AreaCode.parse(duty.areaCode))) ?? areaCode),
        ),
        takenAt: last?.takenAt.toISOString() ?? null,
        right: last?.rightAnswers ?? null,
        questions: last?.questions ?? null,
      };
    });
    const listed = rows
      .filter(({ standing }) => !onlyOpen || standing !== 'passed')
      .toSorted((a, b) => quizStandings.indexOf(b.standing) - quizStandings.indexOf(a.standing));
    return { total: listed.length, rows: listed.slice(page.page * page.size, (page.page + 1) * page.size) };
  });
};
