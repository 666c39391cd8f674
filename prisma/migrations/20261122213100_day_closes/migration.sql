-- The figures of a day as they were published at its end. Rows are added and never changed.

CREATE TABLE "day_close" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "snapshot_id" UUID,

    CONSTRAINT "day_close_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "day_figure" (
    "county" TEXT COLLATE "C" NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "measure" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "day_figure_pkey" PRIMARY KEY ("county","campaign_id","day","area_code","measure")
);

-- What a county reported for a day, frozen with the base figure it was divided by.
CREATE TABLE "report_freeze" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "snapshot_id" UUID,
    "body" JSONB NOT NULL,
    "sha256" BYTEA NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_freeze_pkey" PRIMARY KEY ("county","id")
);

CREATE UNIQUE INDEX "day_close_campaign_id_day_key" ON "day_close"("campaign_id", "day");

CREATE INDEX "day_figure_campaign_id_day_area_code_idx" ON "day_figure"("campaign_id", "day", "area_code");

CREATE UNIQUE INDEX "report_freeze_county_campaign_id_day_key" ON "report_freeze"("county", "campaign_id", "day");

DO $$
DECLARE
  t text;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
BEGIN
  FOREACH t IN ARRAY ARRAY['day_close', 'day_figure', 'report_freeze'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY area_fence ON %I USING (%s) WITH CHECK (%s)', t, inside, inside);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (area_code ~ %L)', t, t || '_area_code_width',
      '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
    IF t <> 'day_close' THEN
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (county = left(area_code, 6) AND length(county) = 6)', t,
        t || '_county_of_area');
    END IF;
  END LOOP;
  EXECUTE $p$CREATE POLICY day_close_above ON day_close FOR SELECT
    USING (area_code = left(current_setting('app.lo', true), length(area_code)))$p$;
END $$;

GRANT SELECT, INSERT ON "day_close", "day_figure", "report_freeze" TO app_rw;
