/**
 * Takes an approved import back as a whole, or carries it out again: one transaction or nothing. Undo and redo are the same
 * exchange: what the register says now and what was noted change places, for everybody but those an undo must leave.
 */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { analyse } from '../../entry/bulk-plans.ts';
import { createEntries, loadOpenCampaigns } from '../../entry/create-entries.ts';
import { refoldBulk } from '../../entry/refold-bulk.ts';
import type { JobDeps } from '../job.ts';
import {
  exchangeDoses,
  exchangePersons,
  exchangePlaces,
  listConcerned,
  selectConcerned,
  settleUnaffected,
} from './exchange.ts';
import { takeImportLock } from './import-lock.ts';
import { linkAgain } from './link-again.ts';
import { reportBeside, type BesideSteps } from './report-beside.ts';
import { writeFor, type Steps } from './steps.ts';
import { withdrawEntries } from './withdraw-entries.ts';
import { countTurns } from './turns.ts';
import { markCorrected, markKept, spareCorrected } from './undo-kept.ts';

/** What `undoRun` and `redoRun` need; `batchId` is any file of the run, all its files go together. */
export interface UndoTarget {
  prefecture: AreaCode;
  batchId: string;
  /** who asked for it */
  actorId: string;
  steps: Steps;
}

interface Run {
  id: string;
  batch_ids: string[];
  published_at: Date | null;
}

/** The run is no longer one that can be exchanged: something was published on top of it meanwhile. */
export class BuiltUpon extends Error {}

const lockRun = async (
  b: BulkWriter,
  { prefecture, batchId }: UndoTarget,
  { state, batchState }: { state: string; batchState: string },
): Promise<Run> => {
  await takeImportLock(b, prefecture);
  const [run] = await b.query<Run>(
    `SELECT id::text, batch_ids::text[], published_at FROM link.link_run
      WHERE batch_ids @> ARRAY[$1::uuid] AND state = $2 FOR UPDATE`,
    [batchId, state],
  );
  if (run === undefined) throw new BuiltUpon();
  const batches = await b.query(
    `SELECT id FROM link.import_batch WHERE id = ANY($1::uuid[]) AND state = $2 FOR UPDATE`,
    [run.batch_ids, batchState],
  );
  if (batches.length !== run.batch_ids.length) throw new BuiltUpon();
  return run;
};

/** Everybody concerned is locked in the order every writer locks; entries and figures follow from the fold. */
const exchange = async (b: BulkWriter, run: Run, to: 'undone' | 'published', steps: BesideSteps): Promise<void> => {
  await selectConcerned(b, run.id);
  if (to === 'published') await spareCorrected(b, run.id);
  await exchangePersons(b, run.id, to);
  await exchangePlaces(b, run.id, run.batch_ids);
  await exchangeDoses(b, run.id);
  if (to === 'undone') await withdrawEntries(b);
  await settleUnaffected(b, run.id);
  const concerned = await listConcerned(b);
  const total = concerned.length;
  let done = 0;
  for (const [county, rows] of Map.groupBy(concerned, (row) => row.county)) {
    const ids = rows.map((row) => row.person_id);
    await refoldBulk(b, county, ids, async (count) => {
      await steps.report(to === 'undone' ? 'undoing' : 'redoing', done + count, total);
    });
    done += ids.length;
  }
  for (const campaign of await loadOpenCampaigns(b)) await createEntries(b, campaign);
};

/** Whoever was met, vaccinated or corrected since stays as they are. Throws BuiltUpon when a later import was published. */
export const undoRun = async (deps: JobDeps, target: UndoTarget): Promise<void> => {
  const { prefecture, actorId } = target;
  await target.steps.report('undoing', 0, null);
  const steps = reportBeside(target.steps);
  await deps.db.bulk(writeFor(prefecture, actorId, deps.now()), (b) => analyse(b, 'notes'));
  await deps.db.bulk(writeFor(prefecture, actorId, deps.now()), async (b) => {
    const run = await lockRun(b, target, { state: 'published', batchState: 'undoing' });
    const later = await b.query(
      `SELECT FROM link.link_run WHERE state = 'published' AND published_at > $1 AND area_code = $2 LIMIT 1`,
      [run.published_at, prefecture],
    );
    if (later.length > 0 || run.published_at === null) throw new BuiltUpon();
    await b.query(
      `SELECT count(*) FROM (SELECT FROM person p JOIN link.run_person r ON r.county = p.county AND r.person_id = p.id
         WHERE r.run_id = $1 ORDER BY p.county, p.id FOR UPDATE OF p) locked`,
      [run.id],
    );
    const kept = await markKept(b, run.id, run.published_at);
    await exchange(b, run, 'undone', steps);
    const turn = (await countTurns(b)) + 1;
    await b.query(
      `UPDATE link.link_run SET state = 'undone', turns = turns + 1, undone_at = $2, undone_by = $3, undone_turn = $4 WHERE id = $1`,
      [run.id, b.at, actorId, turn],
    );
    await settle(b, target, run, 'undone', kept);
    await steps.check();
  });
  await steps.idle();
};

/** Exactly as it was approved, while nothing was published since the undo; else BuiltUpon, and it must be linked anew. */
export const redoRun = async (deps: JobDeps, target: UndoTarget): Promise<void> => {
  const { prefecture, actorId } = target;
  await target.steps.report('redoing', 0, null);
  const steps = reportBeside(target.steps);
  await deps.db.bulk(writeFor(prefecture, actorId, deps.now()), async (b) => {
    const run = await lockRun(b, target, { state: 'undone', batchState: 'redoing' });
    const [same] = await b.query<{ same: boolean }>(
      'SELECT undone_turn = $2 AS same FROM link.link_run WHERE id = $1',
      [run.id, await countTurns(b)],
    );
    if (same?.same !== true) throw new BuiltUpon();
    await exchange(b, run, 'published', steps);
    await markCorrected(b, run.id);
    await b.query(`UPDATE link.link_run SET state = 'published', turns = turns + 1 WHERE id = $1`, [run.id]);
    await settle(b, target, run, 'approved', 0);
    await steps.check();
  });
  await steps.idle();
};

const settle = async (
  b: BulkWriter,
  { prefecture }: UndoTarget,
  run: Run,
  state: 'undone' | 'approved',
  kept: number,
): Promise<void> => {
  await b.query('UPDATE link.import_batch SET state = $2, error = NULL WHERE id = ANY($1::uuid[])', [
    run.batch_ids,
    state,
  ]);
  await linkAgain(b, prefecture);
  const [concerned] = await b.query<{ sha256: string; persons: number }>(
    `SELECT count(*)::int AS persons,
            encode(sha256(convert_to(coalesce(string_agg(person_id::text, E'\\n' ORDER BY county, person_id), ''), 'UTF8')), 'hex') AS sha256
       FROM undo_person`,
  );
  await b.audit({
    action: state === 'undone' ? 'import.undo' : 'import.redo',
    entity: 'link_run',
    entityId: run.id,
    detail: { batches: run.batch_ids, kept, ...concerned },
  });
};
