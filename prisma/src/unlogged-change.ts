/** Finds out whether a transaction changed data, so that no change is committed that the audit trail does not know. */

/** Housekeeping that is no act of a person: numbers, folded figures, progress, claims, and the last sign of life of a session. */
const housekeeping: Record<string, readonly ('ins' | 'upd' | 'del')[]> = {
  'public.change': ['ins', 'upd', 'del'],
  'public.figure_delta': ['ins', 'upd', 'del'],
  'public.figure_total': ['ins', 'upd', 'del'],
  'public.figure_rollup': ['ins', 'upd', 'del'],
  'public.session': ['upd', 'del'],
  'public.device': ['upd'],
  'public.photo_piece': ['ins', 'del'],
  'link.job_progress': ['ins', 'upd', 'del'],
  'link.upload': ['upd'],
  'link.pair_claim': ['ins', 'upd', 'del'],
};

export interface TableCount extends Record<string, unknown> {
  tab: string;
  ins: number;
  upd: number;
  del: number;
}

const counts = `
SELECT n.nspname || '.' || c.relname AS tab, pg_stat_get_xact_tuples_inserted(c.oid)::int AS ins,
  pg_stat_get_xact_tuples_updated(c.oid)::int AS upd, pg_stat_get_xact_tuples_deleted(c.oid)::int AS del
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('public', 'link')`;

/**
 * The counters still hold what earlier transactions of the connection did since its last report to the statistics, so a
 * transaction begins by noting where they stand.
 */
export const countsBefore = `SELECT set_config('app.counts', coalesce((SELECT json_object_agg(tab, json_build_array(ins, upd, del))
  FROM (${counts}) t WHERE ins + upd + del > 0)::text, '{}'), true)`;

/** A transaction without an id has written nothing; the counters are asked only when it has one (a row lock gives one too). */
export const changeCountQuery = `
SELECT * FROM (
  SELECT tab, ins - coalesce((b ->> 0)::int, 0) AS ins, upd - coalesce((b ->> 1)::int, 0) AS upd,
    del - coalesce((b ->> 2)::int, 0) AS del
  FROM (SELECT t.*, current_setting('app.counts')::json -> t.tab AS b FROM (${counts}) t) now
) since WHERE pg_current_xact_id_if_assigned() IS NOT NULL AND ins + upd + del > 0`;

export const changedTables = (counts: readonly TableCount[]): string[] =>
  counts
    .filter((count) =>
      (['ins', 'upd', 'del'] as const).some((kind) => count[kind] > 0 && !housekeeping[count.tab]?.includes(kind)),
    )
    .map(({ tab }) => tab);
