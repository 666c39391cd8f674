import { DecidePlan, ListPlans, PlanOfCounty, SavePlan, SubmitPlan } from '@qiaomen/domain/work-plan/query';
import { procedure } from '../../trpc.ts';
import { decidePlan, savePlan, submitPlan } from './handle.ts';
import { listPlans, readPlan } from './queries.ts';

const read = procedure.meta({ permission: 'workPlan.read' });
const write = procedure.meta({ permission: 'workPlan.write' });

export const workPlanProcedures = {
  list: read.input(ListPlans).query(({ ctx, input }) => listPlans(ctx, input)),
  detail: read.input(PlanOfCounty).query(({ ctx, input }) => readPlan(ctx, input)),
  save: write.input(SavePlan).mutation(({ ctx, input }) => savePlan(ctx, input)),
  submit: write.input(SubmitPlan).mutation(({ ctx, input }) => submitPlan(ctx, input)),
  decide: procedure
    .meta({ permission: 'workPlan.decide' })
    .input(DecidePlan)
    .mutation(({ ctx, input }) => decidePlan(ctx, input)),
};
