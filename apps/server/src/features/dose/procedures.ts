import { CountyCode } from '@qiaomen/domain/area/area-code';
import { CorrectDose } from '@qiaomen/domain/dose/command';
import { z } from 'zod';
import { procedure } from '../../trpc.ts';
import { correctDoseOnline } from './correct-dose-online.ts';

/** The same command as a tablet sends, given on an online screen. */
const CorrectDoseOnline = z.strictObject({ county: CountyCode, command: CorrectDose });

export const doseProcedures = {
  correctDose: procedure
    .meta({ permission: 'dose.correct' })
    .input(CorrectDoseOnline)
    .mutation(({ ctx, input }) => correctDoseOnline(ctx, input)),
};
