-- The base figure of a campaign: who was counted on which day, and why everybody else was not.

CREATE TABLE "base_snapshot" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "number" INTEGER,
    "state" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "as_of" TIMESTAMPTZ(3),
    "counts" JSONB NOT NULL DEFAULT '{}',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "base_snapshot_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "base_member" (
    "county" TEXT COLLATE "C" NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "band" TEXT,
    "standing" TEXT NOT NULL,

    CONSTRAINT "base_member_pkey" PRIMARY KEY ("county","snapshot_id","person_id")
);

CREATE TABLE "base_total" (
    "county" TEXT COLLATE "C" NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "band" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "base_total_pkey" PRIMARY KEY ("county","snapshot_id","area_code","band","standing")
);

CREATE UNIQUE INDEX "base_snapshot_campaign_id_number_key" ON "base_snapshot"("campaign_id", "number");

CREATE INDEX "base_member_snapshot_id_standing_area_code_person_id_idx" ON "base_member"("snapshot_id", "standing", "area_code", "person_id");

CREATE INDEX "base_total_snapshot_id_area_code_idx" ON "base_total"("snapshot_id", "area_code");

-- One base figure is in force at a time, and one is being counted or published at a time.
CREATE UNIQUE INDEX "base_snapshot_in_force" ON "base_snapshot" ("campaign_id") WHERE "state" = 'published';
CREATE UNIQUE INDEX "base_snapshot_at_work" ON "base_snapshot" ("campaign_id") WHERE "state" IN ('counting', 'publishing');

DO $$
DECLARE
  t text;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
  above constant text := $p$area_code = left(current_setting('app.lo', true), length(area_code))$p$;
BEGIN
  FOREACH t IN ARRAY ARRAY['base_snapshot', 'base_member', 'base_total'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY area_fence ON %I USING (%s) WITH CHECK (%s)', t, inside, inside);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (area_code ~ %L)', t, t || '_area_code_width',
      '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
    IF t <> 'base_snapshot' THEN
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (county = left(area_code, 6) AND length(county) = 6)', t,
        t || '_county_of_area');
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (standing IN (''eligible'', ''contraindicated'', ''deceased'',
        ''death_reported'', ''moved'', ''gone'', ''under_age'', ''no_birth_date'', ''merged'', ''not_target'', ''declined'',
        ''undecided'', ''no_residence''))', t, t || '_standing');
    END IF;
  END LOOP;
  -- the base figure of a prefecture is the denominator of its counties
  EXECUTE format('CREATE POLICY base_snapshot_above ON base_snapshot FOR SELECT USING (%s)', above);
END $$;

ALTER TABLE "base_snapshot"
  ADD CONSTRAINT "base_snapshot_state" CHECK ("state" IN ('counting', 'draft', 'publishing', 'published', 'superseded', 'discarded',
    'cancelled', 'failed')),
  ADD CONSTRAINT "base_snapshot_number" CHECK ("number" >= 1 AND ("number" IS NOT NULL) = ("state" IN ('publishing', 'published', 'superseded')));
ALTER TABLE "base_member"
  ADD CONSTRAINT "base_member_band" CHECK (("band" IN ('80+', '60-79')) OR ("band" IS NULL AND "standing" NOT IN ('eligible', 'contraindicated')));
ALTER TABLE "base_total"
  ADD CONSTRAINT "base_total_band" CHECK ("band" IN ('80+', '60-79', '')),
  ADD CONSTRAINT "base_total_amount" CHECK ("amount" > 0);

-- A snapshot is frozen: nobody updates its rows, and they can go only while it was never published.
GRANT SELECT, INSERT, UPDATE ON "base_snapshot" TO app_rw;
GRANT SELECT, INSERT, DELETE ON "base_member", "base_total" TO app_rw;
CREATE POLICY base_member_frozen ON "base_member" AS RESTRICTIVE FOR DELETE USING (
  current_setting('app.lo', true) <> '' AND snapshot_id IN (SELECT id FROM base_snapshot WHERE number IS NULL));
CREATE POLICY base_total_frozen ON "base_total" AS RESTRICTIVE FOR DELETE USING (
  current_setting('app.lo', true) <> '' AND snapshot_id IN (SELECT id FROM base_snapshot WHERE number IS NULL));
