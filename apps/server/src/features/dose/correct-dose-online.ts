/** The command `dose.correct`, given on an online screen. */
import type { CountyCode } from '@qiaomen/domain/area/area-code';
import type { CorrectDose } from '@qiaomen/domain/dose/command';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { giveOnline } from '../../sync/give-online.ts';
import type { GuardedContext } from '../../trpc.ts';

export interface DoseCorrected {
  flags: FactFlag[];
}

export const correctDoseOnline = (
  ctx: GuardedContext,
  input: { county: CountyCode; command: CorrectDose },
): Promise<DoseCorrected> => giveOnline(ctx, input);
