import { ChooseField, TakeBackField } from '@qiaomen/domain/person-source/query';
import { PersonRequest } from '@qiaomen/domain/register/query';
import { procedure } from '../../trpc.ts';
import { chooseField, takeBackField } from './choose-field.ts';
import { readSources } from './read-sources.ts';

const choose = procedure.meta({ permission: 'person.chooseField' });

export const personSourceProcedures = {
  sources: procedure
    .meta({ permission: 'person.read' })
    .input(PersonRequest)
    .query(({ ctx, input }) => readSources(ctx, input)),
  chooseField: choose.input(ChooseField).mutation(({ ctx, input }) => chooseField(ctx, input)),
  takeBackField: choose.input(TakeBackField).mutation(({ ctx, input }) => takeBackField(ctx, input)),
};
