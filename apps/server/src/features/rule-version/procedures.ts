import {
  CountRules,
  ListShifts,
  RulesOfPlace,
  RuleVersionRequest,
  SaveRules,
} from '@qiaomen/domain/rule-version/query';
import { procedure } from '../../trpc.ts';
import { cancelCount, countRules, discardRules, publishRules, saveRules } from './handle.ts';
import { listRules, listShifts, readRules } from './queries.ts';

const read = procedure.meta({ permission: 'ruleVersion.read' });
const manage = procedure.meta({ permission: 'ruleVersion.manage' });

export const ruleVersionProcedures = {
  list: read.input(RulesOfPlace.pick({ place: true })).query(({ ctx, input }) => listRules(ctx, input.place)),
  detail: read.input(RulesOfPlace).query(({ ctx, input }) => readRules(ctx, input)),
  shifts: read.input(ListShifts).query(({ ctx, input }) => listShifts(ctx, input)),
  save: manage.input(SaveRules).mutation(({ ctx, input }) => saveRules(ctx, input)),
  count: manage.input(CountRules).mutation(({ ctx, input }) => countRules(ctx, input)),
  stopCount: manage.input(RuleVersionRequest).mutation(({ ctx, input }) => cancelCount(ctx, input.versionId)),
  publish: manage.input(RuleVersionRequest).mutation(({ ctx, input }) => publishRules(ctx, input.versionId)),
  discard: manage.input(RuleVersionRequest).mutation(({ ctx, input }) => discardRules(ctx, input.versionId)),
};
