/** Writes what the linkage reads: the register's live rows, the rows of the batches, and what people decided about pairs. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { LinkRecord } from '@qiaomen/linkage/prefecture/link-register';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { openPersonField } from '../../entry/sealed-person.ts';
import type { JobDeps } from '../job.ts';
import type { LinkedRow } from './linked-row.ts';
import { openBody } from './source-body.ts';
import { loadFormerly } from './return-persons.ts';
import { loadDecisions, SettledRows, type Decision } from './settled-rows.ts';
import { writeFor } from './steps.ts';
import { findStoredModel } from './stored-model.ts';
import { countTurns } from './turns.ts';

const pageSize = 10_000;

export interface LinkInput {
  rows: LinkedRow[];
  decisions: Decision[];
  /** persons before a merge, by row */
  formerly: Map<string, string[]>;
  recordsFile: string;
  decisionsFile: string;
  /** of an earlier approval; null: the linkage learns one, and links everything with everything */
  modelFile: string | null;
  /** how often anything was published or undone when the rows were read: a proposal for another state is stale */
  generation: number;
}

interface StoredRow {
  id: string;
  kind: string;
  row_no: number;
  imported_at: Date;
  body_cipher: Buffer;
  person_id: string | null;
  county: string | null;
  live: boolean;
}

/** A cursor reads the store once in the order of its key; pages by key without statistics would sort it for each page. */
const openSources = (
  b: BulkWriter,
  batchIds: readonly string[],
  formerly: ReadonlyMap<string, unknown>,
): Promise<unknown> =>
  b.query(
    `DECLARE link_source NO SCROLL CURSOR FOR
     SELECT s.id::text, s.kind, s.row_no, i.created_at AS imported_at, s.body_cipher, s.person_id::text, s.county, s.live
       FROM link.source_record s JOIN link.import_batch i ON i.id = s.batch_id
      WHERE s.live OR s.batch_id = ANY($1::uuid[])
         OR s.id IN (SELECT unnest(ARRAY["left", "right"]) FROM link.link_pair WHERE state = 'different') AND s.id = ANY($2::uuid[])
      ORDER BY s.id`,
    [batchIds, [...formerly.keys()]],
  );

const nextPage = (b: BulkWriter): Promise<StoredRow[]> => b.query<StoredRow>(`FETCH ${pageSize} FROM link_source`);

interface DoorPerson {
  id: string;
  county: string;
  area_code: string;
  name: string;
  sex: LinkRecord['sex'];
  birth_date: string | null;
  id_cipher: Buffer | null;
  phone_cipher: Buffer | null;
}

/** People found at the door have no row of a file; without them the next file would register them twice. */
const loadDoorPersons = (b: BulkWriter): Promise<DoorPerson[]> =>
  b.query<DoorPerson>(
    `SELECT id::text, county, area_code, name, sex, birth_date::text, id_cipher, phone_cipher FROM person
      WHERE origin = 'door' AND state IN ('active', 'proposed') ORDER BY id`,
  );

export const writeLinkRecords = (
  deps: JobDeps,
  prefecture: AreaCode,
  batchIds: readonly string[],
  folder: string,
): Promise<LinkInput> =>
  deps.db.bulk(writeFor(prefecture, null, deps.now()), async (b) => {
    const rows: LinkedRow[] = [];
    const generation = await countTurns(b);
    const formerly = await loadFormerly(b);
    const decided = await loadDecisions(b);
    const settled = new SettledRows(decided, formerly);
    const model = await findStoredModel(b, prefecture, batchIds);
    const newRegister = await b.query(
      `SELECT FROM link.import_batch WHERE id = ANY($1::uuid[]) AND kind = 'population' LIMIT 1`,
      [batchIds],
    );

    async function* lines(): AsyncGenerator<string> {
      await openSources(b, batchIds, formerly);
      for (;;) {
        const page = await nextPage(b);
        let text = '';
        for (const stored of page) {
          const body = openBody(deps.keys, stored.id, stored.body_cipher);
          const kind = SourceKind.parse(stored.kind);
          const row: LinkedRow = {
            id: stored.id,
            kind,
            fresh: !stored.live && stored.person_id === null,
            personId: stored.person_id,
            county: stored.county,
            idValid: body.idValid,
            areaCode: body.areaCode,
            importedAt: stored.imported_at.toISOString(),
            rowNo: stored.row_no,
            dose: body.product === null || body.givenOn === null ? null : `${body.product}|${body.givenOn}`,
          };
          rows.push(row);
          const record: LinkRecord = {
            id: stored.id,
            // two rows of one household register are two persons; last year's row and this year's may be one
            kind: kind === 'population' && stored.person_id !== null && newRegister.length > 0 ? 'health' : kind,
            name: body.name,
            sex: body.sex,
            birthDate: body.birthDate,
            idNumber: body.idNumber,
            phone: body.phone,
            areaCode: body.areaCode,
            person: settled.keyOf(row),
            fresh: settled.isOpen(row),
          };
          text += `${JSON.stringify(record)}\n`;
        }
        if (text !== '') yield text;
        if (page.length < pageSize) break;
      }
      for (const person of await loadDoorPersons(b)) {
        const idNumber = openPersonField(deps.keys, person.id, 'idNumber', person.id_cipher);
        rows.push({
          id: person.id,
          kind: 'door',
          fresh: false,
          personId: person.id,
          county: person.county,
          idValid: false,
          areaCode: person.area_code,
          importedAt: '',
          rowNo: 0,
          dose: null,
        });
        const record: LinkRecord = {
          id: person.id,
          kind: 'health',
          name: person.name,
          sex: person.sex,
          birthDate: person.birth_date,
          idNumber,
          phone: openPersonField(deps.keys, person.id, 'phone', person.phone_cipher),
          areaCode: person.area_code,
          person: person.id,
          fresh: false,
        };
        yield `${JSON.stringify(record)}\n`;
      }
    }

    const recordsFile = join(folder, 'records.ndjson');
    await pipeline(Readable.from(lines()), createWriteStream(recordsFile, { mode: 0o600 }));
    const known = new Set(rows.map((row) => row.id));
    const decisions = decided.filter(({ left, right }) => known.has(left) && known.has(right));
    const decisionsFile = join(folder, 'decisions.ndjson');
    const all = model === null ? [...settled.pairs(rows), ...decisions] : decisions;
    await writeFile(
      decisionsFile,
      all.map(({ left, right, same }) => `${JSON.stringify({ left, right, same })}\n`).join(''),
      { mode: 0o600 },
    );
    const modelFile = model === null ? null : join(folder, 'model.json');
    if (modelFile !== null) await writeFile(modelFile, JSON.stringify(model), { mode: 0o600 });
    return { rows, decisions, formerly, recordsFile, decisionsFile, modelFile, generation };
  });
