-- That a supervisor closed a batch of people in an area, and how many belonged to it then. Never changed: whether it still
-- holds is worked out from the register.
CREATE TABLE "crowd_closing" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "crowd" TEXT NOT NULL,
    "members" INTEGER NOT NULL,
    "closed_by" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "crowd_closing_pkey" PRIMARY KEY ("county","id")
);

CREATE INDEX "crowd_closing_campaign_id_area_code_crowd_closed_at_idx" ON "crowd_closing"("campaign_id", "area_code", "crowd", "closed_at");

-- the few the crowds ask for by more than their age
CREATE INDEX "person_flagged" ON "person" ("area_code") INCLUDE ("county", "id", "disabled", "nursing_home") WHERE "disabled" OR "nursing_home";

ALTER TABLE "crowd_closing"
  ADD CONSTRAINT "crowd_closing_crowd" CHECK ("crowd" IN ('old', 'bedbound', 'institution', 'younger', 'rest')),
  ADD CONSTRAINT "crowd_closing_members" CHECK ("members" >= 1),
  ADD CONSTRAINT "crowd_closing_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
  ADD CONSTRAINT "crowd_closing_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6);

ALTER TABLE "crowd_closing" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "crowd_closing" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "crowd_closing"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT ON "crowd_closing" TO app_rw;
