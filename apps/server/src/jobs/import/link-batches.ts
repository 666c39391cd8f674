/** Links staged batches with everything the register came from, and keeps what an approval would do. Changes no person. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { linkInChild } from '@qiaomen/linkage/prefecture/link-register';
import type { BulkWriter, Json } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import { newId } from '../../entry/new-id.ts';
import type { JobDeps } from '../job.ts';
import { isInside, residenceOf, type GoldenSource } from './golden-record.ts';
import { writeLinkRecords, type LinkInput } from './link-records.ts';
import { readLinkResults, type LinkResults } from './link-results.ts';
import { pairKey, type LinkedRow } from './linked-row.ts';
import { propose, type Proposal } from './propose.ts';
import { collectReview, markContradictions, writeReview } from './review-pairs.ts';
import { takeImportLock } from './import-lock.ts';
import { Stopped, writeFor, type Steps } from './steps.ts';
import { standsInTheWay } from './publish-doses.ts';
import { writePreviewDiff } from './preview-diff.ts';
import { countTurns } from './turns.ts';
import { sealProposal } from './stored-proposal.ts';

/** The link store changed while this run was computed: it is computed again on what is there now. */
class Stale extends Error {}

/** With a stored model only groups with an open row are told; all others stay who they were. */
const withUntouched = (input: LinkInput, results: LinkResults): LinkResults => {
  for (const { id, personId } of input.rows)
    if (!results.clusterOf.has(id)) results.clusterOf.set(id, `person ${personId ?? id}`);
  return results;
};

const runLinkage = async (
  input: LinkInput,
  outDir: string,
  steps: Steps,
  signal: AbortSignal,
): Promise<LinkResults> => {
  const stop = new AbortController();
  const forward = (): void => stop.abort();
  signal.addEventListener('abort', forward, { once: true });
  let stopped: unknown;
  let reported: Promise<void> = Promise.resolve();
  let last = 0;
  const onProgress = (_step: string, done: number, total: number): void => {
    const now = performance.now();
    if (now - last < 500) return;
    last = now;
    reported = reported
      .then(() => steps.report('linking', done, total))
      .catch((error: unknown) => {
        stopped ??= error;
        stop.abort();
      });
  };
  try {
    await steps.report('linking', 0, null);
    const { recordsFile, decisionsFile, modelFile } = input;
    const learnt = modelFile === null ? {} : { model: modelFile, incremental: true };
    await linkInChild({ recordsFile, decisionsFile, ...learnt, outDir, onProgress, signal: stop.signal });
  } catch (error) {
    await reported;
    if (signal.aborted) throw new Stopped('shutdown');
    throw stopped ?? error;
  } finally {
    signal.removeEventListener('abort', forward);
  }
  await reported;
  return withUntouched(input, await readLinkResults(outDir));
};

const isSource = <Row extends LinkedRow>(row: Row): row is Row & { kind: GoldenSource['kind'] } => row.kind !== 'door';

const decidedPairs = ({ decisions }: LinkInput, same: boolean): Set<string> =>
  new Set(decisions.filter((decision) => decision.same === same).map(({ left, right }) => pairKey(left, right)));

const proposeFrom = (prefecture: AreaCode, at: Date, input: LinkInput, results: LinkResults): Proposal =>
  propose({
    rows: input.rows,
    clusterOf: results.clusterOf,
    different: decidedPairs(input, false),
    same: decidedPairs(input, true),
    formerly: input.formerly,
    // persons in the order of their rows, which keeps the indexes dense
    newId: () => newId(at),
    isPlaceable: (rows) =>
      isInside(prefecture, residenceOf(rows.filter(isSource).map((row) => ({ ...row, sourceId: row.id })))),
  });

/** How many doses an approval would add: those of placed rows that the person does not have yet. */
const countDoses = async (b: BulkWriter, input: LinkInput, proposal: Proposal): Promise<number> => {
  const doseOf = new Map(input.rows.flatMap((row) => (row.fresh && row.dose !== null ? [[row.id, row.dose]] : [])));
  const doses = proposal.persons.flatMap(({ personId, rows }) =>
    [...new Set(rows.flatMap((id) => doseOf.get(id) ?? []))].map((dose) => [personId, ...dose.split('|')]),
  );
  await loadTemp(b, 'proposed_dose', { person_id: 'uuid', product: 'text', given_on: 'date' }, doses);
  const [row] = await b.query<{ count: string }>(
    `SELECT count(*) FROM proposed_dose n WHERE NOT EXISTS (
       SELECT FROM dose d WHERE d.person_id = n.person_id AND d.product = n.product AND d.given_on = n.given_on
          AND ${standsInTheWay})`,
  );
  return Number(row?.count ?? 0);
};

/** Rows that make nobody, with the reason a person can act on. */
const listUnplaced = async (
  b: BulkWriter,
  prefecture: AreaCode,
  input: LinkInput,
  proposal: Proposal,
): Promise<void> => {
  const unplaced = new Set(proposal.unplaced);
  const rows = input.rows.filter((row) => row.fresh && unplaced.has(row.id));
  const code = (row: LinkedRow): string => {
    if (row.kind === 'vaccination') return 'nothing_to_match';
    return row.areaCode !== null && !row.areaCode.startsWith(prefecture) ? 'area_outside' : 'area_missing';
  };
  await loadTemp(
    b,
    'unplaced_row',
    { id: 'uuid', code: 'text' },
    rows.map((row) => [row.id, code(row)]),
  );
  await b.query(
    `INSERT INTO link.row_fault (area_code, batch_id, row_no, "column", code, severity)
     SELECT s.area_code, s.batch_id, s.row_no, CASE WHEN u.code LIKE 'area%' THEN 'areaCode' END, u.code, 'warning'
       FROM unplaced_row u JOIN link.source_record s ON s.id = u.id
      WHERE NOT EXISTS (SELECT FROM link.row_fault f
                         WHERE f.batch_id = s.batch_id AND f.row_no = s.row_no AND f.code = u.code)`,
  );
};

const storePreview = (
  deps: JobDeps,
  prefecture: AreaCode,
  batchIds: readonly string[],
  { input, results, proposal, model }: { input: LinkInput; results: LinkResults; proposal: Proposal; model: string },
): Promise<string> =>
  deps.db.bulk(writeFor(prefecture, null, deps.now()), async (b) => {
    await takeImportLock(b, prefecture);
    if ((await countTurns(b)) !== input.generation) throw new Stale();
    const runId = randomUUID();
    const review = await writeReview(b, prefecture, collectReview(input.rows, results.review, proposal.merges));
    await markContradictions(b, input.decisions, results.clusterOf);
    await listUnplaced(b, prefecture, input, proposal);
    const fresh = new Set(input.rows.filter((row) => row.fresh).map((row) => row.id));
    const counts = {
      newPersons: proposal.newPersons,
      matched: proposal.matched,
      review,
      doses: await countDoses(b, input, proposal),
      unplaced: proposal.unplaced.filter((id) => fresh.has(id)).length,
    };
    await b.query(
      `UPDATE link.link_run SET state = 'discarded', proposal = NULL WHERE state = 'proposed' AND batch_ids && $1::uuid[]`,
      [batchIds],
    );
    const { persons, absorbed, returned, unplaced } = proposal;
    const weights = Object.fromEntries([...results.weights].filter(([id]) => fresh.has(id)));
    await b.query(
      `INSERT INTO link.link_run (id, area_code, batch_ids, model, counts, proposal, state, created_at)
       VALUES ($1, $2, $3::uuid[], $4::jsonb, $5::jsonb, $6, 'proposed', $7)`,
      [
        runId,
        prefecture,
        batchIds,
        model,
        JSON.stringify(counts),
        Buffer.from(sealProposal(deps.keys, runId, { persons, absorbed, returned, unplaced, weights })),
        b.at,
      ],
    );
    const { stops, ...people } = await writePreviewDiff(b, { runId, prefecture, batchIds, rows: input.rows, proposal });
    const moved = await b.query(
      `UPDATE link.import_batch SET state = 'preview', error = NULL, counts = counts || $2::jsonb, stops = $3::jsonb,
              second_by = NULL, second_at = NULL, second_reason = NULL
        WHERE id = ANY($1::uuid[]) AND state = 'linking' RETURNING id`,
      [batchIds, JSON.stringify({ ...counts, ...people }), JSON.stringify(stops)],
    );
    if (moved.length !== batchIds.length) throw new Stopped('cancelled');
    const how = input.modelFile === null ? 'learnt' : 'stored_model';
    const detail: Json = {
      batches: [...batchIds],
      how,
      ...counts,
      ...people,
      stops: stops.map(({ ruleId }) => ruleId),
    };
    await b.audit({ action: 'import.link', entity: 'link_run', entityId: runId, detail });
    return runId;
  });

/** Answers the id of the run. Several batches may be linked together: the demo does so with its five files. */
export const linkBatches = async (
  deps: JobDeps,
  prefecture: AreaCode,
  batchIds: readonly string[],
  work: { folder: string; steps: Steps; signal: AbortSignal },
): Promise<string> => {
  for (;;) {
    const input = await writeLinkRecords(deps, prefecture, batchIds, work.folder);
    const outDir = join(work.folder, `link-${input.generation}-${randomUUID()}`);
    const results = await runLinkage(input, outDir, work.steps, work.signal);
    await work.steps.report('proposing', 0, null);
    const proposal = proposeFrom(prefecture, deps.now(), input, results);
    const model = await readFile(join(outDir, 'model.json'), 'utf8');
    try {
      return await storePreview(deps, prefecture, batchIds, { input, results, proposal, model });
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
    }
  }
};
