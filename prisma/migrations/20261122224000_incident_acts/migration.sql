-- What a supervisor did about a fact that broke a rule. Rows are added and never changed: the newest says where it stands.
CREATE TABLE "incident_act" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "note_cipher" BYTEA,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_act_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "incident_act_act" CHECK ("act" IN ('acknowledged', 'closed', 'reopened')),
    CONSTRAINT "incident_act_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "incident_act_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);
CREATE INDEX "incident_act_county_event_id_at_idx" ON "incident_act"("county", "event_id", "at");

-- the few facts that broke a rule
CREATE INDEX "care_event_flagged" ON "care_event" ("area_code", "occurred_at" DESC) WHERE "flags" <> '[]'::jsonb AND "voided_by" IS NULL;
CREATE INDEX "dose_flagged" ON "dose" ("area_code", "recorded_at" DESC) WHERE "flags" <> '[]'::jsonb AND "voided_by" IS NULL;
CREATE INDEX "incident_act_county_person_id_idx" ON "incident_act"("county", "person_id");

ALTER TABLE "incident_act" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incident_act" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "incident_act"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE (area_code) ON "incident_act" TO app_rw;
