-- An import writes most of a register in one transaction, and nobody else can collect statistics of rows that are not
-- committed: the planner then takes a million rows for a few hundred and compares each of them with the whole county.
-- app_rw owns no table and may analyse none, so these four by name.
CREATE FUNCTION link.analyse(part text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  CASE part
    WHEN 'persons' THEN ANALYZE public.person;
    WHEN 'entries' THEN ANALYZE public.register_entry;
    WHEN 'sources' THEN ANALYZE link.source_record;
    WHEN 'notes' THEN ANALYZE link.run_person, link.run_source;
  END CASE;
END $$;
REVOKE ALL ON FUNCTION link.analyse(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link.analyse(text) TO app_rw;

-- Room on each page: a change that touches no indexed column (a flag, a state, an address) then writes no index.
ALTER TABLE "person" SET (fillfactor = 85);
