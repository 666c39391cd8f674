-- Tables about pairs came after the list of those whose area code is checked.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['pair_decision', 'pair_claim', 'pair_transfer'] LOOP
    EXECUTE format('ALTER TABLE link.%I ADD CONSTRAINT %I CHECK (area_code ~ %L)', t, t || '_area_code_width',
      '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
  END LOOP;
END $$;
