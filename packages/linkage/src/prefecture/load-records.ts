import { createReadStream } from 'node:fs';
import { normalisePhone } from '@qiaomen/domain/person/phone';
import { quoted, type WorkDatabase } from '../engine/work-database.ts';
import { nameKeys } from '../standardise/name-keys.ts';
import { standardNumber } from './standard-number.ts';

const columns = `{id: 'VARCHAR', kind: 'VARCHAR', name: 'VARCHAR', sex: 'VARCHAR', birthDate: 'VARCHAR', idNumber: 'VARCHAR', phone: 'VARCHAR', areaCode: 'VARCHAR'}`;

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

const readFiles = async (db: WorkDatabase, recordsFile: string, decisionsFile: string): Promise<void> => {
  await db.run(
    `CREATE TABLE raw AS SELECT id, kind, nullif(trim(name), '') AS name, sex, nullif(birthDate, '') AS birth_date,
       nullif(trim(idNumber), '') AS id_number, nullif(trim(phone), '') AS phone, nullif(areaCode, '') AS area
     FROM read_json(${quoted(recordsFile)}, format = 'newline_delimited', columns = ${columns})`,
  );
  await db.expectRows('raw', await countLines(recordsFile));
  if ((await db.number('SELECT count(*) - count(DISTINCT id) FROM raw')) > 0)
    throw new Error('link: an id occurs twice');
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

/** Names, numbers and phones are worked out once per distinct value. */
const standardise = async (db: WorkDatabase): Promise<void> => {
  const distinct = (column: string): { sql: string; count: string } => ({
    sql: `SELECT DISTINCT ${column} FROM raw WHERE ${column} IS NOT NULL`,
    count: `SELECT count(DISTINCT ${column}) FROM raw`,
  });
  await db.run(
    `CREATE TABLE name_key (name VARCHAR, plain VARCHAR, variant VARCHAR, spelling VARCHAR, letters VARCHAR, sound_tone VARCHAR, sound VARCHAR, sound_plain VARCHAR,
       sound_fold VARCHAR, hangul VARCHAR, surname VARCHAR, name_length INTEGER)`,
  );
  await db.transform(distinct('name'), 'name_key', ([value], append) => {
    const name = String(value);
    const keys = nameKeys(name);
    append([name, keys.plain, keys.variant, keys.spelling, keys.letters, keys.soundTone, keys.sound, keys.soundPlain, keys.soundFold, keys.hangul, keys.surname, keys.length]); // prettier-ignore
  });
  await db.run('CREATE TABLE id_key (id_number VARCHAR, digits VARCHAR, is_valid BOOLEAN, id_birth VARCHAR)');
  await db.transform(distinct('id_number'), 'id_key', ([value], append) => {
    const text = String(value);
    const { digits, isValid, birthDate } = standardNumber(text);
    append([text, digits, isValid, birthDate]);
  });
  await db.run('CREATE TABLE phone_key (phone VARCHAR, tel VARCHAR)');
  await db.transform(distinct('phone'), 'phone_key', ([value], append) =>
    append([String(value), normalisePhone(String(value))]),
  );
  for (const [table, column] of [
    ['name_key', 'name'],
    ['id_key', 'id_number'],
    ['phone_key', 'phone'],
  ] as const) {
    await db.expectRows(table, await db.number(`SELECT count(DISTINCT ${column}) FROM raw`));
  }
};

/**
 * One unit per record, except that rows of the vaccination file that are equal in everything (a person has one per dose)
 * are one unit; `same_row` leads from every row to its unit. Ids give the order, so the order of files means nothing.
 */
const buildUnits = async (db: WorkDatabase): Promise<void> => {
  await db.run(
    `CREATE TABLE same_row AS SELECT id, CASE WHEN kind = 'vaccination' AND id_number IS NOT NULL
       THEN min(id) OVER (PARTITION BY kind, name, sex, birth_date, id_number, phone, area) ELSE id END AS unit FROM raw`,
  );
  await db.run(
    `CREATE TABLE rec AS SELECT CAST(row_number() OVER (ORDER BY raw.id) - 1 AS INTEGER) AS rid, raw.id, raw.kind,
       raw.kind = 'population' AS is_register, CASE WHEN k.is_valid THEN k.digits END AS valid_number,
       n.plain, n.variant, n.spelling, n.letters, n.sound_tone, n.sound, n.sound_plain, n.sound_fold, n.hangul, n.surname, n.name_length,
       k.digits, coalesce(k.is_valid, false) AS is_valid, coalesce(contains(k.digits, '*'), false) AS is_masked,
       coalesce(k.is_valid AND raw.birth_date IS NOT NULL AND year(TRY_CAST(raw.birth_date AS DATE)) <> year(TRY_CAST(k.id_birth AS DATE))
         AND damerau_levenshtein(raw.birth_date, k.id_birth) > 1 AND right(raw.birth_date, 6) <> right(k.id_birth, 6), false) AS is_doubted,
       coalesce(TRY_CAST(raw.birth_date AS DATE), TRY_CAST(k.id_birth AS DATE)) AS dob,
       CASE raw.sex WHEN 'male' THEN 1 WHEN 'female' THEN 2 END AS sx, p.tel, raw.area AS ac
     FROM raw JOIN same_row s ON s.id = raw.id AND s.unit = raw.id
     LEFT JOIN name_key n ON n.name = raw.name LEFT JOIN id_key k ON k.id_number = raw.id_number LEFT JOIN phone_key p ON p.phone = raw.phone`,
  );
  await db.run('ALTER TABLE rec ADD COLUMN dob8 VARCHAR');
  await db.run("UPDATE rec SET dob8 = strftime(dob, '%Y%m%d') WHERE dob IS NOT NULL");
  await db.expectRows('rec', await db.number('SELECT count(DISTINCT unit) FROM same_row'));
};

export const loadRecords = async (db: WorkDatabase, recordsFile: string, decisionsFile: string): Promise<void> => {
  await readFiles(db, recordsFile, decisionsFile);
  await standardise(db);
  await buildUnits(db);
};
