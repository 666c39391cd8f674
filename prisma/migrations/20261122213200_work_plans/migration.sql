-- The work plan of a county for a campaign. A submitted version is never changed, only decided on.
CREATE TABLE "work_plan" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "work_plan_pkey" PRIMARY KEY ("county","id")
);

CREATE UNIQUE INDEX "work_plan_county_campaign_id_version_key" ON "work_plan"("county", "campaign_id", "version");

-- one version is being written or waits for a word at a time
CREATE UNIQUE INDEX "work_plan_in_hand" ON "work_plan" ("county", "campaign_id") WHERE "state" IN ('draft', 'submitted');

ALTER TABLE "work_plan"
  ADD CONSTRAINT "work_plan_state" CHECK ("state" IN ('draft', 'submitted', 'approved', 'returned')),
  ADD CONSTRAINT "work_plan_version" CHECK ("version" >= 1),
  ADD CONSTRAINT "work_plan_decided" CHECK (("state" IN ('approved', 'returned')) = ("decided_by" IS NOT NULL) AND "decided_by" <> "author_id"),
  ADD CONSTRAINT "work_plan_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
  ADD CONSTRAINT "work_plan_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6);

ALTER TABLE "work_plan" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "work_plan" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "work_plan"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE ON "work_plan" TO app_rw;
