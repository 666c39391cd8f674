import { CountyCode } from '@qiaomen/domain/area/area-code';
import { ListConsults } from '@qiaomen/domain/care/consult-query';
import { ListClosings } from '@qiaomen/domain/care/closing-query';
import { AgreeClose, AnswerConsult, VoidCare } from '@qiaomen/domain/care/command';
import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { giveOnline } from '../../sync/give-online.ts';
import { procedure, type GuardedContext } from '../../trpc.ts';
import { listClosings } from './list-closings.ts';
import { listConsults } from './list-consults.ts';

/** The same command as a tablet would send, given on an online screen by a second person. */
const AgreeCloseOnline = z.strictObject({ county: CountyCode, command: AgreeClose });
const AnswerOnline = z.strictObject({ county: CountyCode, command: AnswerConsult });
const ReopenOnline = z.strictObject({ county: CountyCode, command: VoidCare });

/** Taking back the second word opens the entry again; nothing else is taken back here. */
const reopenOnline = async (ctx: GuardedContext, input: z.infer<typeof ReopenOnline>) => {
  const { county, command } = input;
  if (command.why.trim().length < 2) refuse({ code: 'bad_input', fields: ['why'] });
  const event = await ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, (tx) =>
    tx.careEvent.findUnique({ where: { county_id: { county, id: command.eventId } }, select: { kind: true } }),
  );
  if (event?.kind !== 'close.agree') refuse({ code: 'not_found' });
  return giveOnline(ctx, input);
};

export const careProcedures = {
  agreeClose: procedure
    .meta({ permission: 'close.agree' })
    .input(AgreeCloseOnline)
    .mutation(({ ctx, input }) => giveOnline(ctx, input)),
  closings: procedure
    .meta({ permission: 'close.agree' })
    .input(ListClosings)
    .query(({ ctx, input }) => listClosings(ctx, input)),
  answerConsult: procedure
    .meta({ permission: 'consult.answer' })
    .input(AnswerOnline)
    .mutation(({ ctx, input }) => giveOnline(ctx, input)),
  consults: procedure
    .meta({ permission: 'consult.answer' })
    .input(ListConsults)
    .query(({ ctx, input }) => listConsults(ctx, input)),
  reopen: procedure
    .meta({ permission: 'close.agree' })
    .input(ReopenOnline)
    .mutation(({ ctx, input }) => reopenOnline(ctx, input)),
};
