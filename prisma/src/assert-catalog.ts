/** Reads the live catalogue and names everything that would open the fence between areas. */
import type { Queryable } from './queryable.ts';

/** What app_rw may do beyond reading: the list the migrations grant, kept a second time so that a stray grant is seen. */
const full = 'INSERT,UPDATE,DELETE';
const writable: Record<string, string> = {
  'public.area': 'INSERT,UPDATE',
  'public.setting': full,
  'public.app_user': 'INSERT,UPDATE',
  'public.duty': 'INSERT,UPDATE',
  'public.device': 'INSERT,UPDATE',
  'public.device_code': 'INSERT,UPDATE',
  'public.campaign': 'INSERT,UPDATE',
  'public.session': full,
  'public.milestone': full,
  'public.person': 'INSERT,UPDATE',
  'public.register_entry': 'INSERT,UPDATE',
  'public.entry_owner': 'INSERT,UPDATE',
  'public.proposal': 'INSERT,UPDATE',
  'public.visit': 'INSERT',
  'public.dose': 'INSERT',
  'public.care_event': 'INSERT',
  'public.incident_act': 'INSERT',
  'public.aefi_step': 'INSERT',
  'public.hospital_backup': 'INSERT',
  'public.staff_certificate': 'INSERT,UPDATE',
  'public.rule_version': 'INSERT,UPDATE',
  'public.quiz_result': 'INSERT',
  'public.receipt': 'INSERT',
  'public.past_place': 'INSERT',
  'public.photo': 'INSERT',
  'public.photo_piece': 'INSERT,DELETE',
  'public.entry_question': 'INSERT,UPDATE',
  'public.person_field_choice': 'INSERT,UPDATE',
  'public.change': 'INSERT',
  'public.figure_delta': 'INSERT,DELETE',
  'public.figure_total': full,
  'public.figure_rollup': full,
  'public.base_snapshot': 'INSERT,UPDATE',
  'public.base_member': 'INSERT,DELETE',
  'public.base_total': 'INSERT,DELETE',
  'public.work_plan': 'INSERT,UPDATE',
  'public.register_export': 'INSERT,UPDATE',
  'public.key_place': 'INSERT,UPDATE',
  'public.place_stay': 'INSERT,UPDATE',
  'public.crowd_closing': 'INSERT',
  'public.day_close': 'INSERT',
  'public.day_figure': 'INSERT',
  'public.report_freeze': 'INSERT',
  'link.import_batch': full,
  'link.source_record': full,
  'link.row_fault': full,
  'link.link_run': full,
  'link.link_pair': full,
  'link.pair_decision': 'INSERT',
  'link.pair_claim': full,
  'link.pair_transfer': 'INSERT,UPDATE',
  'link.job_progress': full,
  'link.upload': full,
  'link.place_institution': full,
  'link.import_seen': full,
  'link.import_village': full,
  'link.import_sample': full,
  'link.run_person': 'INSERT,UPDATE',
  'link.run_source': 'INSERT,UPDATE',
  'link.run_dose': 'INSERT,UPDATE',
};

/** Columns of append-only tables that may change: a move with the person or, after a merge is taken apart, to whom it was, a void, a number, an outcome, another day. */
const changeable: Record<string, string[]> = {
  'public.visit': ['person_id', 'area_code', 'voided_by', 'flags', 'moved_to', 'moved_at', 'moved_by'],
  'public.dose': ['person_id', 'area_code', 'voided_by', 'flags'],
  'public.care_event': ['person_id', 'area_code', 'voided_by', 'flags'],
  'public.incident_act': ['area_code'],
  'public.aefi_step': ['area_code'],
  'public.photo': ['person_id', 'area_code'],
  'public.hospital_backup': ['ended_by', 'ended_at'],
  'public.receipt': ['area_code', 'state', 'outcome', 'settled_act', 'settled_at', 'settled_by', 'settled_was'],
  'public.change': ['seq'],
  'link.pair_decision': ['superseded_by'],
};

const unfenced = `
SELECT format('%s has an area_code and no forced row-level security', c.oid::regclass) AS fault
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'area_code' AND NOT a.attisdropped
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
UNION ALL
SELECT format('%s has an area_code and no area_fence policy', c.oid::regclass)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'area_code' AND NOT a.attisdropped
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'area_fence'
    AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.lo%app.hi%' AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.lo%app.hi%')
UNION ALL
SELECT format('policy %s of %s admits rows regardless of the scope', p.polname, p.polrelid::regclass)
FROM pg_policy p WHERE coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) NOT LIKE '%app.%'
UNION ALL
SELECT format('area codes of %s.%s are not compared byte by byte', c.oid::regclass, a.attname)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'area_code' AND NOT a.attisdropped
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND a.attcollation <> (SELECT oid FROM pg_collation WHERE collname = 'C' AND collnamespace = 'pg_catalog'::regnamespace)
`;

const looseCode = `
SELECT format('view %s reads with its owner''s rights', c.oid::regclass) AS fault
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND n.nspname IN ('public', 'link', 'audit', 'job')
  AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false)
UNION ALL
SELECT format('materialised view %s escapes row-level security', c.oid::regclass)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'm' AND n.nspname IN ('public', 'link', 'audit', 'job')
UNION ALL
SELECT format('function %s runs with its owner''s rights and no search_path', p.oid::regprocedure)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname IN ('public', 'link', 'audit', 'job')
  AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%')
UNION ALL
SELECT format('app_rw may run %s with its owner''s rights', p.oid::regprocedure)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND has_schema_privilege('app_rw', n.oid, 'USAGE') AND has_function_privilege('app_rw', p.oid, 'EXECUTE')
  AND (n.nspname, p.proname) NOT IN (('audit', 'write'), ('job', 'enqueue'), ('link', 'analyse'))
UNION ALL
SELECT 'the audit trail can be changed: a trigger of audit.entry is missing or off'
WHERE (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit.entry'::regclass AND tgenabled = 'A') < 2
`;

const powerfulRoles = `
SELECT format('%s is a superuser, may bypass row-level security, or may create roles', rolname) AS fault
FROM pg_roles WHERE rolname IN ('app_owner', 'app_rw', 'app_jobs', 'app_audit') AND (rolsuper OR rolbypassrls OR rolcreaterole)
UNION ALL
SELECT format('app_rw owns %s', oid::regclass) FROM pg_class
WHERE relowner = 'app_rw'::regrole AND relpersistence <> 't'
UNION ALL
SELECT format('%s is a member of %s', m.member::regrole, m.roleid::regrole) FROM pg_auth_members m
WHERE m.member IN ('app_rw'::regrole, 'app_jobs'::regrole, 'app_audit'::regrole)
UNION ALL
SELECT format('app_rw may create objects in schema %s', nspname) FROM pg_namespace
WHERE nspname NOT LIKE 'pg\\_%' AND has_schema_privilege('app_rw', oid, 'CREATE')
`;

interface Grant {
  tab: string;
  grantee: string;
  privilege: string;
}

const tableGrants = `
SELECT n.nspname || '.' || c.relname AS tab, r.rolname AS grantee, p.privilege
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN (VALUES ('app_rw'), ('app_jobs'), ('app_audit')) r (rolname)
CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER'), ('MAINTAIN')) p (privilege)
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname IN ('public', 'link', 'audit')
  AND has_table_privilege(r.rolname, c.oid, p.privilege)
`;

const columnGrants = `
SELECT n.nspname || '.' || c.relname AS tab, a.attname AS col
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'link', 'audit')
  AND has_column_privilege('app_rw', c.oid, a.attnum, 'UPDATE') AND NOT has_table_privilege('app_rw', c.oid, 'UPDATE')
`;

const isListed = ({ tab, grantee, privilege }: Grant): boolean => {
  if (grantee === 'app_audit') return tab === 'audit.entry' && privilege === 'SELECT';
  if (grantee !== 'app_rw') return false;
  const more = writable[tab];
  return more !== undefined && (privilege === 'SELECT' || more.split(',').includes(privilege));
};

export const findCatalogFaults = async (db: Queryable): Promise<string[]> => {
  const faults: string[] = [];
  for (const query of [unfenced, looseCode, powerfulRoles]) {
    faults.push(...(await db.query<{ fault: string }>(query)).rows.map(({ fault }) => fault));
  }
  const grants = (await db.query<Grant & Record<string, unknown>>(tableGrants)).rows;
  faults.push(
    ...grants
      .filter((grant) => !isListed(grant))
      .map(({ grantee, privilege, tab }) => `${grantee} may ${privilege} ${tab}, which no list allows`),
  );
  const columns = (await db.query<{ tab: string; col: string }>(columnGrants)).rows;
  faults.push(
    ...columns
      .filter(({ tab, col }) => !changeable[tab]?.includes(col))
      .map(({ tab, col }) => `app_rw may change ${tab}.${col}, which no list allows`),
  );
  return faults;
};

export const assertCatalog = async (db: Queryable): Promise<void> => {
  const faults = await findCatalogFaults(db);
  if (faults.length > 0)
    throw new Error(`The database does not keep areas apart as it must:\n- ${faults.join('\n- ')}`);
};
