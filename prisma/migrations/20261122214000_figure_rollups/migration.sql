-- Folded figures of whole counties and townships, so that a prefecture is read in hundreds of rows and not in one for every
-- village, worker and measure. Kept by the job that folds, in the statement that folds.
CREATE TABLE "figure_rollup" (
    "county" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "width" INTEGER NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "measure" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "figure_rollup_pkey" PRIMARY KEY ("county","campaign_id","width","area_code","measure")
);

CREATE INDEX "figure_rollup_campaign_id_width_area_code_measure_idx" ON "figure_rollup"("campaign_id", "width", "area_code", "measure");

-- One measure of many villages: how many rows a filtered list has.
CREATE INDEX "figure_total_campaign_id_measure_area_code_idx" ON "figure_total"("campaign_id", "measure", "area_code");

ALTER TABLE "figure_rollup"
  ADD CONSTRAINT "figure_rollup_width" CHECK ("width" IN (6, 9) AND length("area_code") <= "width"),
  ADD CONSTRAINT "figure_rollup_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
  ADD CONSTRAINT "figure_rollup_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6);

-- the owner is bound by the fence too; here it reads every county
SET LOCAL app.lo = '00';
SET LOCAL app.hi = ':';
INSERT INTO "figure_rollup" ("county", "campaign_id", "width", "area_code", "measure", "amount")
SELECT "county", "campaign_id", w, left("area_code", w), "measure", sum("amount")
FROM "figure_total" CROSS JOIN (VALUES (6), (9)) widths(w) GROUP BY 1, 2, 3, 4, 5;

ALTER TABLE "figure_rollup" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "figure_rollup" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "figure_rollup"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "figure_rollup" TO app_rw;
