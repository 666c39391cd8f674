/**
 * Some thousand persons of an approval in three steps: what the database knows of them, what becomes of them, and writing
 * it. The middle one needs no database, so that one chunk is sealed while the one before is written.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { idHash } from '../../entry/id-hash.ts';
import { newId } from '../../entry/new-id.ts';
import type { JobDeps } from '../job.ts';
import { goldenRecord } from './golden-record.ts';
import { lockKnownPersons, type KnownPerson } from './known-persons.ts';
import { loadPersonRows, withoutReplaced, type PersonRow } from './person-rows.ts';
import { insertDoses, voidStrayDoses, type PersonDoses } from './publish-doses.ts';
import { draftPerson, insertPersons, leaveBehind, updatePersons, type PersonDraft } from './publish-persons.ts';
import { keepNames, type RunScope } from './run-images.ts';
import { settlePerson } from './settle-person.ts';
import type { StoredProposal } from './stored-proposal.ts';

export interface Work {
  deps: JobDeps;
  run: RunScope;
  /** persons who live on in another one, with their doses */
  absorbed: ReadonlySet<string>;
}

export interface Placed {
  sourceId: string;
  personId: string | null;
  county: string | null;
  live: boolean;
}

interface Owner {
  county: string;
  personId: string;
}

interface LoadedChunk {
  proposals: StoredProposal['persons'];
  rowsById: Map<string, PersonRow>;
  known: Map<string, KnownPerson>;
}

export interface WrittenChunk extends PreparedChunk {
  /** doses the register did not have */
  added: number;
}

interface PreparedChunk {
  created: PersonDraft[];
  changed: PersonDraft[];
  /** rows or doses came or went, the fields stay */
  touched: Owner[];
  /** whose entries are folded again */
  refold: Owner[];
  doses: PersonDoses[];
  stray: { sourceId: string; formerPersonId: string }[];
  placed: Placed[];
  unplaced: number;
}

const loadChunk = async (b: BulkWriter, { deps }: Work, proposals: StoredProposal['persons']): Promise<LoadedChunk> => {
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
  return { proposals, rowsById, known };
};

const prepareOne = (
  { deps, run, absorbed }: Work,
  { rowsById, known }: LoadedChunk,
  proposal: StoredProposal['persons'][number],
  into: PreparedChunk,
): void => {
  const place = (rows: readonly PersonRow[], owner: Owner | null, live: boolean): void => {
    for (const { sourceId } of rows)
      into.placed.push({ sourceId, personId: owner?.personId ?? null, county: owner?.county ?? null, live });
  };
  const rows = proposal.rows.flatMap((id) => rowsById.get(id) ?? []);
  const before = known.get(proposal.personId);
  const self = before === undefined ? undefined : { county: before.county, personId: before.id };
  if (rows.length === 0) {
    if (self !== undefined) into.refold.push(self);
    if (self !== undefined) into.touched.push(self);
    return;
  }
  const { current, replaced } = withoutReplaced(rows);
  const settled = settlePerson(run.prefecture, goldenRecord(current), before);
  if (settled.act === 'leave_out') {
    place(current, null, true);
    place(replaced, null, false);
    into.unplaced += current.length;
    return;
  }
  const isNew = settled.act === 'create' || settled.act === 'transfer';
  const personId = settled.act === 'transfer' ? newId(deps.now()) : proposal.personId;
  const county = isNew ? settled.county : (before?.county ?? '');
  const areaCode = settled.act === 'keep' ? (before?.areaCode ?? '') : settled.fields.areaCode;
  const owner = { county, personId };
  if (isNew) into.created.push(draftPerson(deps.keys, owner, settled.fields, self ?? null));
  if (settled.act === 'change') into.changed.push(draftPerson(deps.keys, owner, settled.fields, null));
  if (settled.act === 'keep') into.touched.push(owner);
  if (self !== undefined) into.refold.push(self);
  into.doses.push({ county, personId, areaCode, isNew: settled.act === 'create', rows: current });
  place(current, owner, true);
  place(replaced, owner, false);
  for (const { sourceId, formerPersonId } of rows) {
    const isElses = formerPersonId !== null && formerPersonId !== proposal.personId;
    if (isElses && !absorbed.has(formerPersonId)) into.stray.push({ sourceId, formerPersonId });
  }
};

/** so many persons are prepared before a statement that waits for its turn gets it */
const preparedAtOnce = 100;

const prepareChunk = async (work: Work, loaded: LoadedChunk): Promise<PreparedChunk> => {
  const into: PreparedChunk = {
    created: [],
    changed: [],
    touched: [],
    refold: [],
    doses: [],
    stray: [],
    placed: [],
    unplaced: 0,
  };
  for (const [index, proposal] of loaded.proposals.entries()) {
    if (index % preparedAtOnce === preparedAtOnce - 1) await nextTurn();
    prepareOne(work, loaded, proposal, into);
  }
  // neighbours in the table are neighbours in its indexes
  into.created.sort((a, b) => (a.county === b.county ? (a.id < b.id ? -1 : 1) : a.county < b.county ? -1 : 1));
  return into;
};

const writeChunk = async (b: BulkWriter, { run }: Work, chunk: PreparedChunk): Promise<WrittenChunk> => {
  const { created, changed } = chunk;
  await insertPersons(b, run, created);
  await leaveBehind(b, run, created);
  await updatePersons(b, run, changed);
  const names = chunk.touched.map((person) => ({ ...person, act: 'touched' as const, bond: null }));
  await keepNames(b, run, names);
  await voidStrayDoses(b, run, chunk.stray);
  const doses = await insertDoses(b, run, chunk.doses);
  await b.audit({
    action: 'import.publish',
    entity: 'link_run',
    entityId: run.runId,
    detail: {
      created: created.length,
      changed: changed.length,
      doses,
      sha256: idHash([...created, ...changed].map(({ id }) => id)),
    },
  });
  return { ...chunk, added: doses };
};

const chunkSize = 10_000;

/** `onWritten` follows each chunk, in their order. */
export const publishChunks = async (
  b: BulkWriter,
  work: Work,
  proposals: StoredProposal['persons'],
  onWritten: (chunk: WrittenChunk, done: number) => Promise<void>,
): Promise<void> => {
  const load = (start: number): Promise<LoadedChunk> => loadChunk(b, work, proposals.slice(start, start + chunkSize));
  const write = async (chunk: PreparedChunk, start: number): Promise<void> =>
    onWritten(await writeChunk(b, work, chunk), Math.min(start + chunkSize, proposals.length));
  let loading = load(0);
  let writing = Promise.resolve();
  try {
    for (let start = 0; start < proposals.length; start += chunkSize) {
      const chunk = await prepareChunk(work, await loading);
      await writing;
      // the next chunk is asked for first: it is prepared while this one is written
      loading = load(start + chunkSize);
      writing = write(chunk, start);
      // whoever fails first ends the loop; neither may be left without somebody who hears of it
      for (const each of [loading, writing]) each.catch(() => undefined);
    }
    await writing;
  } finally {
    // nothing may still use the connection when the caller hears how it ended
    await Promise.allSettled([loading, writing]);
  }
};
