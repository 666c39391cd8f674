/**
 * Entries of people whom only the import knew, closed by one statement: nobody visited them and their doses are voided, so
 * all of them fold alike. Their figures are booked by groups of entries that count alike, through the same measures.
 */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { BulkFigures } from '../../entry/bulk-figures.ts';
import { toEntry, type Entry, type EntryRow } from '../../entry/entry.ts';
import { idHash } from '../../entry/id-hash.ts';

interface Group extends Omit<EntryRow, 'nextDate'> {
  nextDate: string | null;
  count: number;
}

const closed = {
  state: 'not_target',
  doseStatus: 'none',
  doseCount: 0,
  nextAction: null,
  nextDate: null,
  refusalReason: null,
} as const satisfies Partial<Entry>;

/** A base figure in force counts its members one by one: then every entry is folded by itself. */
const hasBaseFigure = async (b: BulkWriter): Promise<boolean> => {
  const rows = await b.query(`SELECT FROM base_snapshot WHERE state IN ('publishing', 'published') LIMIT 1`);
  return rows.length > 0;
};

/** Needs `undo_person`, the exchanged persons and doses. Whom it settles need no fold any more; answers how many entries. */
export const withdrawEntries = async (b: BulkWriter): Promise<number> => {
  if (await hasBaseFigure(b)) return 0;
  await b.query(
    `UPDATE undo_person u SET settled = true WHERE u.act = 'created'
        AND NOT EXISTS (SELECT FROM visit v WHERE v.county = u.county AND v.person_id = u.person_id)
        AND NOT EXISTS (SELECT FROM dose d WHERE d.county = u.county AND d.person_id = u.person_id AND d.voided_by IS NULL)
        AND NOT EXISTS (SELECT FROM person m WHERE m.county = u.county AND m.merged_into = u.person_id)`,
  );
  await b.query('DROP TABLE IF EXISTS pg_temp.undo_entry');
  await b.query(
    `CREATE TEMPORARY TABLE undo_entry ON COMMIT DROP AS
     SELECT e.* FROM undo_person u JOIN register_entry e ON e.county = u.county AND e.person_id = u.person_id
      WHERE u.settled ORDER BY e.county, e.id FOR UPDATE OF e`,
  );
  const groups = await b.query<Group & Record<string, unknown>>(
    `SELECT county, min(id::text) AS id, left(area_code, 12) AS "areaCode", campaign_id::text AS "campaignId", min(person_id::text) AS "personId",
            min(serial) AS serial, band, origin, owner_id::text AS "ownerId", owner_by AS "ownerBy", state, dose_status AS "doseStatus",
            dose_count AS "doseCount", next_action AS "nextAction", next_date::text AS "nextDate", visit_count AS "visitCount",
            max(last_visit_at) AS "lastVisitAt", refusal_reason AS "refusalReason", min(rev) AS rev, count(*)::int AS count
       FROM undo_entry GROUP BY county, left(area_code, 12), campaign_id, band, origin, owner_id, owner_by, state, dose_status, dose_count,
            next_action, next_date, visit_count, refusal_reason`,
  );
  const figures = new BulkFigures();
  for (const { count, nextDate, ...row } of groups) {
    const before = toEntry({ ...row, nextDate: nextDate === null ? null : new Date(`${nextDate}T00:00:00Z`) });
    figures.count(before, { ...before, ...closed }, count);
  }
  const ids = await b.query<{ id: string }>(
    `UPDATE register_entry e SET state = '${closed.state}', dose_status = '${closed.doseStatus}', dose_count = 0, next_action = NULL,
            next_date = NULL, refusal_reason = NULL, rev = e.rev + 1
       FROM undo_entry u WHERE e.county = u.county AND e.id = u.id RETURNING e.id::text`,
  );
  await figures.write(b);
  if (ids.length > 0)
    await b.audit({
      action: 'entry.refold',
      entity: 'register',
      entityId: null,
      detail: { count: ids.length, sha256: idHash(ids.map(({ id }) => id).toSorted()) },
    });
  return ids.length;
};
