import { CountyCode } from '@qiaomen/domain/area/area-code';
import { AgreeClose } from '@qiaomen/domain/care/command';
import { z } from 'zod';
import { giveOnline } from '../../sync/give-online.ts';
import { procedure } from '../../trpc.ts';

/** The same command as a tablet would send, given on an online screen by a second person. */
const AgreeCloseOnline = z.strictObject({ county: CountyCode, command: AgreeClose });

export const careProcedures = {
  agreeClose: procedure
    .meta({ permission: 'close.agree' })
    .input(AgreeCloseOnline)
    .mutation(({ ctx, input }) => giveOnline(ctx, input)),
};
