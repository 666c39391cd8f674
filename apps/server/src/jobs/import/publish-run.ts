/** Carries an approved proposal into the register: in one transaction or not at all. */
import { randomUUID } from 'node:crypto';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { analyse } from '../../entry/bulk-plans.ts';
import { createEntries, loadOpenCampaigns } from '../../entry/create-entries.ts';
import { idHash } from '../../entry/id-hash.ts';
import { loadTemp } from '../../entry/load-temp.ts';
import { refoldBulk } from '../../entry/refold-bulk.ts';
import type { JobDeps } from '../job.ts';
import { goldenRecord } from './golden-record.ts';
import { takeImportLock } from './import-lock.ts';
import { linkAgain } from './link-again.ts';
import { lockKnownPersons } from './known-persons.ts';
import { loadPersonRows, withoutReplaced, type PersonRow } from './person-rows.ts';
import { flagGone } from './publish-gone.ts';
import { insertDoses, voidStrayDoses, type PersonDoses } from './publish-doses.ts';
import { absorbPersons, insertPersons, leaveBehind, updatePersons, type PersonDraft } from './publish-persons.ts';
import { reportBeside } from './report-beside.ts';
import { keepNames, keepPlaces, type RunScope } from './run-images.ts';
import { returnPersons } from './return-persons.ts';
import { settlePerson } from './settle-person.ts';
import { writeFor, type Steps } from './steps.ts';
import { openProposal, type StoredProposal } from './stored-proposal.ts';

const chunkSize = 10_000;
/** rows whose new place waits to be written: each statement reads the store, so they are few and large */
const placedAtOnce = 100_000;

interface Placed {
  sourceId: string;
  personId: string | null;
  county: string | null;
  live: boolean;
}

interface Tally {
  created: number;
  changed: number;
  transferred: number;
  unplaced: number;
  doses: number;
  refold: Map<string, Set<string>>;
  placed: Placed[];
}

interface Work {
  deps: JobDeps;
  run: RunScope;
  weights: StoredProposal['weights'];
  /** persons who live on in another one, with their doses */
  absorbed: ReadonlySet<string>;
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

const publishChunk = async (
  b: BulkWriter,
  { deps, run, absorbed }: Work,
  proposals: StoredProposal['persons'],
  tally: Tally,
): Promise<void> => {
  const rowsById = await loadPersonRows(
    b,
    deps.keys,
    proposals.flatMap(({ rows }) => rows),
  );
  const known = await lockKnownPersons(
    b,
    deps.keys,
    proposals.flatMap(({ county, personId }) => (county === null ? [] : [{ county, personId }])),
  );
  const created: PersonDraft[] = [];
  const changed: PersonDraft[] = [];
  const doses: PersonDoses[] = [];
  const touched: { county: string; personId: string }[] = [];
  const stray: { sourceId: string; formerPersonId: string }[] = [];
  const place = (
    rows: readonly PersonRow[],
    owner: { county: string; personId: string } | null,
    live: boolean,
  ): void => {
    for (const { sourceId } of rows)
      tally.placed.push({ sourceId, personId: owner?.personId ?? null, county: owner?.county ?? null, live });
  };
  for (const proposal of proposals) {
    const rows = proposal.rows.flatMap((id) => rowsById.get(id) ?? []);
    const before = known.get(proposal.personId);
    if (rows.length === 0) {
      if (before !== undefined) {
        touch(tally, before.county, before.id);
        touched.push({ county: before.county, personId: before.id });
      }
      continue;
    }
    const { current, replaced } = withoutReplaced(rows);
    const settled = settlePerson(run.prefecture, goldenRecord(current), before);
    if (settled.act === 'leave_out') {
      place(current, null, true);
      place(replaced, null, false);
      tally.unplaced += current.length;
      continue;
    }
    const isNew = settled.act === 'create' || settled.act === 'transfer';
    const personId = settled.act === 'transfer' ? randomUUID() : proposal.personId;
    const county = isNew ? settled.county : (before?.county ?? '');
    const areaCode = settled.act === 'keep' ? (before?.areaCode ?? '') : settled.fields.areaCode;
    const owner = { county, personId };
    if (isNew)
      created.push({
        county,
        id: personId,
        fields: settled.fields,
        transferredFrom: before === undefined ? null : { county: before.county, personId: before.id },
      });
    if (settled.act === 'change') changed.push({ county, id: personId, fields: settled.fields, transferredFrom: null });
    if (settled.act === 'keep') touched.push(owner);
    if (before !== undefined) touch(tally, before.county, before.id);
    doses.push({ county, personId, areaCode, isNew: settled.act === 'create', rows: current });
    place(current, owner, true);
    place(replaced, owner, false);
    for (const { sourceId, formerPersonId } of rows) {
      const isElses = formerPersonId !== null && formerPersonId !== proposal.personId;
      if (isElses && !absorbed.has(formerPersonId)) stray.push({ sourceId, formerPersonId });
    }
  }
  const scope = { run, keys: deps.keys };
  await insertPersons(b, scope, created);
  await leaveBehind(b, run, created);
  await updatePersons(b, scope, changed);
  const names = touched.map((person) => ({ ...person, act: 'touched' as const, bond: null }));
  await keepNames(b, run, names);
  await voidStrayDoses(b, run, stray);
  const added = await insertDoses(b, run, doses);
  const transferred = created.filter((draft) => draft.transferredFrom !== null).length;
  tally.created += created.length - transferred;
  tally.transferred += transferred;
  tally.changed += changed.length;
  tally.doses += added;
  await b.audit({
    action: 'import.publish',
    entity: 'link_run',
    entityId: run.runId,
    detail: {
      created: created.length,
      changed: changed.length,
      doses: added,
      sha256: idHash([...created, ...changed].map(({ id }) => id)),
    },
  });
};

interface ProposedRun {
  id: string;
  batch_ids: string[];
  proposal: Buffer | null;
}

const publish = async (
  b: BulkWriter,
  work: Omit<Work, 'weights' | 'absorbed'>,
  run: ProposedRun,
  steps: Pick<Steps, 'report'>,
): Promise<Record<string, number>> => {
  if (run.proposal === null) throw new Error('a proposed run without its proposal');
  const proposal = openProposal(work.deps.keys, run.id, run.proposal);
  const absorbed = new Set(proposal.absorbed.map(({ from }) => from));
  const scope: Work = { ...work, weights: proposal.weights, absorbed };
  const tally: Tally = { created: 0, changed: 0, transferred: 0, unplaced: 0, doses: 0, refold: new Map(), placed: [] };
  await absorbPersons(b, work.run, proposal.absorbed);
  for (const { county, from, into } of proposal.absorbed) for (const id of [from, into]) touch(tally, county, id);
  await returnPersons(b, work.run, proposal.returned);
  for (const { county, personId, from } of proposal.returned)
    for (const id of [personId, from]) touch(tally, county, id);
  for (let start = 0; start < proposal.persons.length; start += chunkSize) {
    await publishChunk(b, scope, proposal.persons.slice(start, start + chunkSize), tally);
    if (tally.placed.length >= placedAtOnce) await markRows(b, work.run, scope.weights, tally.placed.splice(0));
    await steps.report('publishing', Math.min(start + chunkSize, proposal.persons.length), proposal.persons.length);
  }
  for (const sourceId of proposal.unplaced) tally.placed.push({ sourceId, personId: null, county: null, live: true });
  await markRows(b, work.run, scope.weights, tally.placed);
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
