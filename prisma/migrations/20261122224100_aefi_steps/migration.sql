-- What was done about a suspected reaction: reports, investigation, class, end, beginning anew. Rows are never changed; one
-- entered by mistake is taken back by another row.
CREATE TABLE "aefi_step" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "aefi_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,
    "class" TEXT,
    "takes_back" UUID,
    "note_cipher" BYTEA,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "aefi_step_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "aefi_step_step" CHECK ("step" IN ('urgent_report', 'card', 'investigation', 'form', 'classified', 'closed', 'reopened', 'taken_back')),
    CONSTRAINT "aefi_step_class" CHECK (("step" = 'classified') = ("class" IS NOT NULL)),
    CONSTRAINT "aefi_step_takes_back" CHECK (("step" = 'taken_back') = ("takes_back" IS NOT NULL)),
    CONSTRAINT "aefi_step_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "aefi_step_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);
CREATE INDEX "aefi_step_county_aefi_id_at_idx" ON "aefi_step"("county", "aefi_id", "at");
CREATE INDEX "care_event_aefi" ON "care_event" ("area_code", "occurred_at") WHERE "kind" = 'aefi.report' AND "voided_by" IS NULL;
CREATE INDEX "care_event_closing" ON "care_event" ("area_code", "occurred_at") WHERE "kind" = 'close.request' AND "voided_by" IS NULL;
CREATE INDEX "aefi_step_county_person_id_idx" ON "aefi_step"("county", "person_id");

ALTER TABLE "aefi_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "aefi_step" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "aefi_step"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE (area_code) ON "aefi_step" TO app_rw;
