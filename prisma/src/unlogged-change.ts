/** Finds out whether a transaction changed data, so that no change is committed that the audit trail does not know. */

/** Housekeeping that is not an act of a person: numbers, folded figures, progress, and the last sign of life of a session. */
const housekeeping: Record<string, readonly ('ins' | 'upd' | 'del')[]> = {
  'public.change': ['ins', 'upd', 'del'],
  'public.figure_delta': ['ins', 'upd', 'del'],
  'public.figure_total': ['ins', 'upd', 'del'],
  'public.session': ['upd', 'del'],
  'public.device': ['upd'],
  'link.job_progress': ['ins', 'upd', 'del'],
};

export interface TableCount extends Record<string, unknown> {
  tab: string;
  ins: number;
  upd: number;
  del: number;
}

/** A transaction without an id has written nothing; the counters are asked only when it has one (a row lock gives one too). */
export const changeCountQuery = `
SELECT schemaname || '.' || relname AS tab, n_tup_ins::int AS ins, n_tup_upd::int AS upd, n_tup_del::int AS del
FROM pg_stat_xact_user_tables
WHERE pg_current_xact_id_if_assigned() IS NOT NULL
  AND schemaname IN ('public', 'link') AND n_tup_ins + n_tup_upd + n_tup_del > 0`;

export const changedTables = (counts: readonly TableCount[]): string[] =>
  counts
    .filter((count) =>
      (['ins', 'upd', 'del'] as const).some((kind) => count[kind] > 0 && !housekeeping[count.tab]?.includes(kind)),
    )
    .map(({ tab }) => tab);
