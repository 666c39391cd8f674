import { createReadStream } from 'node:fs';
import { normalisePhone } from '@qiaomen/domain/person/phone';
import { quoted, type WorkDatabase } from '../engine/work-database.ts';
import { nameKeys } from '../standardise/name-keys.ts';
import { isNumberSql, standardNumber } from './standard-number.ts';

const columns = `{id: 'VARCHAR', kind: 'VARCHAR', name: 'VARCHAR', sex: 'VARCHAR', birthDate: 'VARCHAR', idNumber: 'VARCHAR', phone: 'VARCHAR', areaCode: 'VARCHAR', person: 'VARCHAR', fresh: 'BOOLEAN'}`;

const countLines = async (path: string): Promise<number> => {
  let lines = 0;
  let last = 10;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    const bytes = chunk as Buffer;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
    last = bytes.at(-1) ?? last;
  }
  return last === 10 ? lines : lines + 1;
};

/** Records come as NDJSON, or, staged from files, as tab-separated text with a line of column names. */
const recordsSql = (path: string): string =>
  path.endsWith('.tsv')
    ? `read_csv(${quoted(path)}, delim = '\t', quote = '"', escape = '"', header = true, auto_detect = false, columns = ${columns})`
    : `read_json(${quoted(path)}, format = 'newline_delimited', columns = ${columns})`;

const readFiles = async (db: WorkDatabase, recordsFiles: readonly string[], decisionsFile: string): Promise<void> => {
  const sources = recordsFiles.map((path) => `SELECT * FROM ${recordsSql(path)}`);
  await db.run(
    `CREATE TABLE raw AS SELECT id, kind, nullif(trim(name), '') AS name, sex, nullif(birthDate, '') AS birth_date,
       nullif(trim(idNumber), '') AS id_number, nullif(trim(phone), '') AS phone, nullif(areaCode, '') AS area, person,
       coalesce(fresh, true) AS fresh
     FROM (${sources.join(' UNION ALL ')})`,
  );
  const lines = await Promise.all(
    recordsFiles.map(async (path) => (await countLines(path)) - (path.endsWith('.tsv') ? 1 : 0)),
  );
  await db.expectRows(
    'raw',
    lines.reduce((sum, count) => sum + count, 0),
  );
  await db.run('CREATE TABLE decision ("left" VARCHAR, "right" VARCHAR, same BOOLEAN, position INTEGER)');
  const decisions = await countLines(decisionsFile);
  if (decisions > 0) {
    await db.run(
      `INSERT INTO decision SELECT "left", "right", same, row_number() OVER () FROM read_json(${quoted(decisionsFile)},
         format = 'newline_delimited', columns = {"left": 'VARCHAR', "right": 'VARCHAR', same: 'BOOLEAN'})`,
    );
    await db.expectRows('decision', decisions);
  }
};

/**
 * Forms that are only ever compared for being equal are kept as 64-bit hashes: two million records with twelve forms
 * each would not fit otherwise, and numbers join faster. The forms that are looked into stay text.
 */
const hashed = ['plain', 'letters', 'sound_tone', 'sound', 'sound_plain', 'hangul', 'surname'];
const spelled = ['variant', 'spelling', 'sound_fold'];

/** Names, and those numbers and phones that are not simply right, are worked out once per distinct value. */
const standardise = async (db: WorkDatabase): Promise<void> => {
  const distinct = async (column: string, where = 'true'): Promise<{ sql: string; count: string }> => {
    await db.run(
      `CREATE OR REPLACE TABLE value_${column} AS SELECT DISTINCT ${column} AS v FROM raw WHERE ${column} IS NOT NULL AND ${where}`,
    );
    return { sql: `SELECT v FROM value_${column}`, count: `SELECT count(*) FROM value_${column}` };
  };
  const forms = [...hashed, ...spelled];
  await db.run(
    `CREATE TABLE name_text (name VARCHAR, name_length INTEGER, ${forms.map((form) => `${form} VARCHAR`).join(', ')})`,
  );
  await db.transform(await distinct('name'), 'name_text', ([value], append) => {
    const name = String(value);
    const keys = nameKeys(name);
    append([name, keys.length, keys.plain, keys.letters, keys.soundTone, keys.sound, keys.soundPlain, keys.hangul, keys.surname, keys.variant, keys.spelling, keys.soundFold]); // prettier-ignore
  });
  await db.expectRows('name_text', await db.number('SELECT count(*) FROM value_name'));
  await db.run(
    `CREATE TABLE name_key AS SELECT name, name_length, ${spelled.join(', ')},
       ${hashed.map((form) => `CASE WHEN ${form} IS NOT NULL THEN hash(${form}) END AS ${form}`).join(', ')} FROM name_text`,
  );
  await db.run('CREATE TABLE id_key (id_number VARCHAR, digits VARCHAR, is_valid BOOLEAN)');
  await db.transform(await distinct('id_number', `NOT ${isNumberSql('id_number')}`), 'id_key', ([value], append) => {
    const { digits, isValid } = standardNumber(String(value));
    append([String(value), digits, isValid]);
  });
  await db.run('CREATE TABLE phone_key (phone VARCHAR, tel VARCHAR)');
  await db.transform(await distinct('phone', `NOT ${isMobileSql}`), 'phone_key', ([value], append) =>
    append([String(value), normalisePhone(String(value))]),
  );
  for (const table of ['name_text', 'value_name', 'value_id_number', 'value_phone'])
    await db.run(`DROP TABLE ${table}`);
};

/** Already in the form `normalisePhone` gives. */
const isMobileSql = `(regexp_full_match(phone, '1[3-9][0-9]{9}') AND right(phone, 8) <> repeat(right(phone, 1), 8))`;

/** The birth date in the number is far from the one written beside it. */
const isDoubtedSql = `CASE WHEN NOT k.is_valid OR r.dob8 = k.digits[7:14] THEN false ELSE r.dob IS NOT NULL AND year(r.dob) <> year(k.number_birth)
  AND right(r.dob8, 4) <> right(k.digits[7:14], 4) AND damerau_levenshtein(r.dob8, k.digits[7:14]) > 1 END`;

/**
 * One unit per record, except that rows of one kind that are equal in everything and carry a number (a person has one
 * per dose; a file may hold a million copies of one line) are one unit; `same_row` leads from every row to its unit.
 * Population rows need a valid number for that. Ids give the order, so the order of files means nothing.
 */
const buildUnits = async (db: WorkDatabase): Promise<void> => {
  await db.run(
    `CREATE TABLE numbered AS SELECT raw.id, coalesce(k.digits, raw.id_number) AS digits, coalesce(k.is_valid, true) AS is_valid,
       CASE WHEN raw.kind <> 'population' OR coalesce(k.is_valid, true)
         THEN hash(kind, name, sex, birth_date, raw.id_number, phone, area, person, fresh) END AS line
     FROM raw LEFT JOIN id_key k ON k.id_number = raw.id_number
     WHERE raw.id_number IS NOT NULL AND (k.id_number IS NULL OR k.digits IS NOT NULL)`,
  );
  await db.run(
    `CREATE TABLE repeated AS SELECT line, digits, min(id) AS unit FROM numbered WHERE line IS NOT NULL
     GROUP BY ALL HAVING count(*) > 1`,
  );
  await db.run(
    `CREATE TABLE same_row AS SELECT raw.id, coalesce(t.unit, raw.id) AS unit FROM raw LEFT JOIN
       (SELECT n.id, r.unit FROM numbered n JOIN repeated r ON r.line = n.line AND r.digits = n.digits) t ON t.id = raw.id`,
  );
  await db.run(
    `CREATE TABLE rid_of AS SELECT id, CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS rid FROM same_row WHERE id = unit`,
  );
  if ((await db.number('SELECT count(*) - count(DISTINCT id) FROM rid_of')) > 0)
    throw new Error('link: an id occurs twice');
  await db.run(
    `CREATE TABLE person_no AS SELECT person, CAST(row_number() OVER () - 1 AS INTEGER) AS no
     FROM (SELECT DISTINCT person FROM raw WHERE person IS NOT NULL)`,
  );
  await db.run(
    `CREATE TABLE rec AS SELECT r.rid, r.id, r.is_register, r.person_no, r.fresh, CASE WHEN k.is_valid THEN hash(k.digits) END AS valid_number,
       ${[...hashed, ...spelled].map((form) => `n.${form}`).join(', ')}, n.name_length,
       k.digits, coalesce(k.is_valid, false) AS is_valid, coalesce(contains(k.digits, '*'), false) AS is_masked,
       coalesce(${isDoubtedSql}, false) AS is_doubted,
       coalesce(r.dob, k.number_birth) AS dob, coalesce(r.dob8, CASE WHEN k.is_valid THEN k.digits[7:14] END) AS dob8, r.sx, coalesce(p.tel, CASE WHEN p.phone IS NULL THEN r.phone END) AS tel, r.ac
     FROM (SELECT rid_of.rid, raw.id, raw.name, raw.phone, raw.kind = 'population' AS is_register, person_no.no AS person_no, raw.fresh,
             TRY_CAST(raw.birth_date AS DATE) AS dob, strftime(TRY_CAST(raw.birth_date AS DATE), '%Y%m%d') AS dob8,
             CAST(CASE raw.sex WHEN 'male' THEN 1 WHEN 'female' THEN 2 END AS TINYINT) AS sx, raw.area AS ac
           FROM raw JOIN rid_of ON rid_of.id = raw.id LEFT JOIN person_no ON person_no.person = raw.person) r
     LEFT JOIN (SELECT *, CASE WHEN is_valid THEN TRY_CAST(digits[7:10] || '-' || digits[11:12] || '-' || digits[13:14] AS DATE) END AS number_birth
                FROM numbered) k ON k.id = r.id
     LEFT JOIN name_key n ON n.name = r.name LEFT JOIN phone_key p ON p.phone = r.phone`,
  );
  await db.expectRows('rec', await db.number('SELECT count(*) FROM rid_of'));
  for (const table of ['raw', 'numbered', 'repeated', 'rid_of', 'name_key', 'id_key', 'phone_key', 'person_no'])
    await db.run(`DROP TABLE ${table}`);
};

export const loadRecords = async (
  db: WorkDatabase,
  recordsFiles: string | readonly string[],
  decisionsFile: string,
): Promise<void> => {
  await readFiles(db, typeof recordsFiles === 'string' ? [recordsFiles] : recordsFiles, decisionsFile);
  await standardise(db);
  await buildUnits(db);
};
