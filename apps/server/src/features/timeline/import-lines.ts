/**
 * What imports did to a person. The store they lie in is the prefecture's: the computer reads it for a county as well,
 * whose readers are told the act, the day and the kind of list, and no file, row or person.
 */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import { SourceKind } from '@qiaomen/domain/register/query';
import { ImportAct } from '@qiaomen/domain/timeline/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import type { GuardedContext } from '../../trpc.ts';
import { draft, type Draft } from './draft.ts';

const transferStates = ['proposed', 'done', 'withdrawn'] as const;

export const importLines = (ctx: GuardedContext, county: string, personIds: readonly string[]): Promise<Draft[]> => {
  const prefecture = AreaCode.parse(county.slice(0, 4));
  const readsFiles = can(ctx.actor, ctx.permission, { areaCode: prefecture, at: ctx.now().toISOString() });
  return ctx.db.read({ area: prefecture }, async (tx) => {
    // a prefecture has few runs, and each is looked into by its key
    const runs = await tx.linkRun.findMany({
      where: { areaCode: prefecture, publishedAt: { not: null } },
      select: { id: true, batchIds: true, publishedAt: true, undoneAt: true, undoneBy: true },
    });
    const acts = await tx.runPerson.findMany({
      where: { runId: { in: runs.map(({ id }) => id) }, county, personId: { in: [...personIds] } },
      select: { runId: true, personId: true, act: true },
    });
    const batches = await tx.importBatch.findMany({
      where: {
        id: { in: runs.filter(({ id }) => acts.some(({ runId }) => runId === id)).flatMap((run) => run.batchIds) },
      },
      select: { id: true, kind: true, fileName: true, approvedBy: true },
    });
    const lines = acts.flatMap(({ runId, personId, act }): Draft[] => {
      const run = runs.find(({ id }) => id === runId);
      const publishedAt = run?.publishedAt ?? null;
      if (run === undefined || publishedAt === null) return [];
      const own = batches.filter(({ id }) => run.batchIds.includes(id));
      const sources = [...new Set(own.map(({ kind }) => SourceKind.parse(kind)))];
      const fileNames = readsFiles ? own.map(({ fileName }) => fileName) : [];
      const event = { kind: 'import', sources, fileNames } as const;
      const id = `${runId} ${personId}`;
      return [
        draft({
          id,
          personId,
          at: publishedAt.toISOString(),
          userId: own.find(({ approvedBy }) => approvedBy !== null)?.approvedBy ?? null,
          event: { ...event, act: ImportAct.parse(act) },
        }),
        ...(run.undoneAt === null
          ? []
          : [
              draft({
                id: `${id} undone`,
                personId,
                at: run.undoneAt.toISOString(),
                userId: run.undoneBy,
                event: { ...event, act: 'undone' },
              }),
            ]),
      ];
    });
    return [...lines, ...(await transferLines(tx, county, personIds))];
  });
};

const transferLines = async (tx: Tx, county: string, personIds: readonly string[]): Promise<Draft[]> => {
  const ids = [...personIds];
  const rows = await tx.pairTransfer.findMany({
    where: {
      OR: [
        { fromCounty: county, fromPerson: { in: ids } },
        { intoCounty: county, intoPerson: { in: ids } },
      ],
    },
  });
  return rows.flatMap((row): Draft[] => {
    const away = row.fromCounty === county && ids.includes(row.fromPerson);
    const personId = away ? row.fromPerson : row.intoPerson;
    const event = { kind: 'carried_over', away } as const;
    const settled = transferStates.find((state) => state === row.state && state !== 'proposed');
    return [
      draft({
        id: row.id,
        personId,
        at: row.proposedAt.toISOString(),
        userId: row.proposedBy,
        event: { ...event, state: 'proposed' },
      }),
      ...(row.settledAt === null || settled === undefined
        ? []
        : [
            draft({
              id: `${row.id} end`,
              personId,
              at: row.settledAt.toISOString(),
              userId: row.settledBy,
              event: { ...event, state: settled },
            }),
          ]),
    ];
  });
};
