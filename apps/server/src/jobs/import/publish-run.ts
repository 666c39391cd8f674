/** Carries an approved proposal into the register: in one transaction or not at all. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { analyse } from '../../entry/bulk-plans.ts';
import { createEntries, loadOpenCampaigns } from '../../entry/create-entries.ts';
import { loadTemp } from '../../entry/load-temp.ts';
import { refoldBulk } from '../../entry/refold-bulk.ts';
import type { JobDeps } from '../job.ts';
import { giveBackTold } from './give-back-told.ts';
import { takeImportLock } from './import-lock.ts';
import { linkAgain } from './link-again.ts';
import { flagGone } from './publish-gone.ts';
import { publishChunks, type Placed, type WrittenChunk, type Work } from './publish-chunk.ts';
import { absorbPersons } from './publish-persons.ts';
import { reportBeside } from './report-beside.ts';
import { keepPlaces, type RunScope } from './run-images.ts';
import { returnPersons } from './return-persons.ts';
import { writeFor, type Steps } from './steps.ts';
import { openProposal, type StoredProposal } from './stored-proposal.ts';

/** rows whose new place waits to be written: each statement reads the store, so they are few and large */
const placedAtOnce = 100_000;

interface Tally {
  created: number;
  changed: number;
  transferred: number;
  unplaced: number;
  doses: number;
  refold: Map<string, Set<string>>;
  placed: Placed[];
}

const markRows = async (
  b: BulkWriter,
  run: RunScope,
  weights: StoredProposal['weights'],
  placed: readonly Placed[],
): Promise<void> => {
  await loadTemp(
    b,
    'import_placed',
    { source_id: 'uuid', person_id: 'uuid', county: 'text', live: 'boolean', weight: 'float8' },
    placed.map((row) => [row.sourceId, row.personId, row.county, row.live, weights[row.sourceId] ?? null]),
  );
  await keepPlaces(b, run);
  await b.query(
    `UPDATE link.source_record s SET person_id = n.person_id, county = n.county, live = n.live, weight = coalesce(n.weight, s.weight)
       FROM import_placed n WHERE s.id = n.source_id`,
  );
};

const touch = (tally: Tally, county: string, personId: string): void => {
  const ids = tally.refold.get(county) ?? new Set();
  tally.refold.set(county, ids.add(personId));
};

const countChunk = (tally: Tally, chunk: WrittenChunk): void => {
  const transferred = chunk.created.filter((draft) => draft.transferredFrom !== null).length;
  tally.created += chunk.created.length - transferred;
  tally.transferred += transferred;
  tally.changed += chunk.changed.length;
  tally.unplaced += chunk.unplaced;
  tally.doses += chunk.added;
  for (const { county, personId } of chunk.refold) touch(tally, county, personId);
  for (const placed of chunk.placed) tally.placed.push(placed);
};

interface ProposedRun {
  id: string;
  batch_ids: string[];
  proposal: Buffer | null;
}

const publish = async (
  b: BulkWriter,
  work: Omit<Work, 'absorbed'>,
  run: ProposedRun,
  steps: Pick<Steps, 'report'>,
): Promise<Record<string, number>> => {
  if (run.proposal === null) throw new Error('a proposed run without its proposal');
  const proposal = openProposal(work.deps.keys, run.id, run.proposal);
  const absorbed = new Set(proposal.absorbed.map(({ from }) => from));
  const tally: Tally = { created: 0, changed: 0, transferred: 0, unplaced: 0, doses: 0, refold: new Map(), placed: [] };
  await absorbPersons(b, work.run, proposal.absorbed);
  for (const { county, from, into } of proposal.absorbed) for (const id of [from, into]) touch(tally, county, id);
  await returnPersons(b, work.run, proposal.returned);
  if (proposal.returned.length > 0) await giveBackTold(b, work.deps.keys);
  for (const { county, personId, from } of proposal.returned)
    for (const id of [personId, from]) touch(tally, county, id);
  await publishChunks(b, { ...work, absorbed }, proposal.persons, async (chunk, done) => {
    countChunk(tally, chunk);
    if (tally.placed.length >= placedAtOnce) await markRows(b, work.run, proposal.weights, tally.placed.splice(0));
    await steps.report('publishing', done, proposal.persons.length);
  });
  for (const sourceId of proposal.unplaced) tally.placed.push({ sourceId, personId: null, county: null, live: true });
  await markRows(b, work.run, proposal.weights, tally.placed);
  await analyse(b, 'persons', tally.created);
  const gone = await flagGone(b, work.run);
  for (const { county, personId } of gone) touch(tally, county, personId);
  for (const county of [...tally.refold.keys()].toSorted())
    await refoldBulk(b, county, [...(tally.refold.get(county) ?? [])].toSorted());
  for (const campaign of await loadOpenCampaigns(b)) await createEntries(b, campaign);
  const { refold: _refold, placed: _placed, ...counts } = tally;
  return {
    ...counts,
    gone: gone.length,
    merged: proposal.absorbed.length,
    returned: proposal.returned.length,
    unplaced: counts.unplaced + proposal.unplaced.length,
  };
};

/** `actorId` approved. Throws when the run is no longer what was previewed; then nothing of it is written. */
export const publishRun = async (
  deps: JobDeps,
  target: { prefecture: AreaCode; batchIds: readonly string[]; actorId: string; steps: Steps },
): Promise<void> => {
  const { prefecture, batchIds, actorId } = target;
  const steps = reportBeside(target.steps);
  await deps.db.bulk(writeFor(prefecture, actorId, deps.now()), (b) => analyse(b, 'sources'));
  await deps.db.bulk(writeFor(prefecture, actorId, deps.now()), async (b) => {
    await takeImportLock(b, prefecture);
    const [run] = await b.query<ProposedRun>(
      `SELECT id::text, batch_ids::text[], proposal FROM link.link_run
        WHERE state = 'proposed' AND batch_ids @> $1::uuid[] FOR UPDATE`,
      [batchIds],
    );
    const batches = await b.query(
      `SELECT id FROM link.import_batch WHERE id = ANY($1::uuid[]) AND state = 'approving' FOR UPDATE`,
      [run?.batch_ids ?? []],
    );
    if (run === undefined || batches.length !== run.batch_ids.length) throw new Error('nothing proposed to publish');
    const counts = await publish(b, { deps, run: { runId: run.id, prefecture } }, run, steps);
    await b.query(
      `UPDATE link.link_run SET state = 'published', proposal = NULL, counts = counts || $2::jsonb, turns = turns + 1, published_at = $3 WHERE id = $1`,
      [run.id, JSON.stringify({ ...counts, undoable: 1 }), b.at],
    );
    await b.query(
      `UPDATE link.import_batch SET state = 'approved', approved_by = $2, approved_at = $3 WHERE id = ANY($1::uuid[])`,
      [run.batch_ids, actorId, b.at],
    );
    await linkAgain(b, prefecture);
    await steps.check();
    await b.audit({ action: 'import.approve', entity: 'link_run', entityId: run.id, detail: { ...counts } });
  });
  await steps.idle();
};
