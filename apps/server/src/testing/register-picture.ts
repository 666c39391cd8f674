/** The register as people see it, in a form two of which can be compared: without row numbers that only rise. */
import { verifyAudit } from '@qiaomen/prisma/audit-verify';
import { expect } from 'vitest';
import { runUndo, type UndoJob } from '../jobs/import/run-undo.ts';
import { never, prefecture, type ImportWorld } from './import-world.ts';
import { differences } from './office-rows.ts';

export interface Picture {
  persons: Record<string, unknown>;
  entries: Record<string, unknown>;
  doses: string[];
  sources: Record<string, string | null>;
}

/** Withdrawn people and their entries stand for nobody and are left out. */
export const pictureOf = (world: ImportWorld): Promise<Picture> =>
  world.read(async (tx) => {
    const persons = await tx.person.findMany({ where: { NOT: { state: 'withdrawn' } } });
    const ids = new Set(persons.map(({ id }) => id));
    const entries = await tx.registerEntry.findMany();
    const doses = await tx.dose.findMany({ where: { voidedBy: null } });
    const sources = await tx.sourceRecord.findMany({ where: { live: true } });
    return {
      persons: Object.fromEntries(persons.map(({ id, rev: _rev, updatedAt: _at, ...person }) => [id, person])),
      entries: Object.fromEntries(
        entries.filter(({ personId }) => ids.has(personId)).map(({ id, rev: _rev, ...entry }) => [id, entry]),
      ),
      doses: doses
        .map(({ personId, product, givenOn }) => `${personId} ${product} ${givenOn.toISOString()}`)
        .toSorted(),
      sources: Object.fromEntries(sources.map(({ id, personId }) => [id, personId])),
    };
  });

/** What every act on the register must leave behind. */
export const expectSound = async (world: ImportWorld): Promise<void> => {
  expect(await differences(world)).toEqual([]);
  expect((await verifyAudit(world.app.db)).faults).toEqual([]);
};

const carryOut = async (world: ImportWorld, batchId: string, act: UndoJob['act']): Promise<void> => {
  const faults: unknown[] = [];
  const log = { ...world.deps.log, error: (fields: { err?: unknown }) => void faults.push(fields.err) };
  await runUndo({ ...world.deps, log }, { prefecture, batchId, actorId: world.admin.id, act }, never);
  expect(faults).toEqual([]);
};

export const undo = async (world: ImportWorld, batchId: string): Promise<void> => {
  await world.call.import.undo({ batchId });
  await carryOut(world, batchId, 'undo');
};

export const redo = async (world: ImportWorld, batchId: string): Promise<void> => {
  expect(await world.call.import.redo({ batchId })).toBe('redoing');
  await carryOut(world, batchId, 'redo');
};

/** Files come at different moments; so do visits. */
export const later = (world: ImportWorld, minutes = 1): void =>
  world.app.setNow(new Date(world.app.now().getTime() + minutes * 60_000));
