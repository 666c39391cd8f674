/** What was done about incidents and suspected reactions. What was written there is read on its own page. */
import { AefiClass } from '@qiaomen/domain/aefi/rules';
import { DeskStep } from '@qiaomen/domain/aefi-desk/query';
import { IncidentAct } from '@qiaomen/domain/incident/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { draft, type Draft } from './draft.ts';

export const deskLines = async (tx: Tx, county: string, personIds: readonly string[]): Promise<Draft[]> => {
  const where = { county, personId: { in: [...personIds] } };
  const acts = await tx.incidentAct.findMany({ where });
  const steps = await tx.aefiStep.findMany({ where });
  const back = new Map(steps.flatMap((row) => (row.takesBack === null ? [] : [[row.takesBack, row] as const])));
  return [
    ...acts.map(({ id, personId, areaCode, userId, at, act }) =>
      draft({
        id,
        personId,
        areaCode,
        userId,
        at: at.toISOString(),
        event: { kind: 'incident', act: IncidentAct.parse(act) },
      }),
    ),
    ...steps
      .filter(({ step }) => step !== 'taken_back')
      .map(({ id, personId, areaCode, userId, doneAt, step, class: name }) => {
        const taken = back.get(id);
        return draft({
          id,
          personId,
          areaCode,
          userId,
          at: doneAt.toISOString(),
          voided: taken === undefined ? null : { at: taken.at.toISOString(), userId: taken.userId, why: null },
          event: { kind: 'aefi_step', step: DeskStep.parse(step), class: name === null ? null : AefiClass.parse(name) },
        });
      }),
  ];
};
