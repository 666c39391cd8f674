-- What is done for somebody who is vaccinated at home, as events: codes, days and scores to be folded, words and answers sealed.
CREATE TABLE "care_event" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "campaign_id" UUID,
    "user_id" UUID NOT NULL,
    "device_id" UUID,
    "kind" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "facts" JSONB NOT NULL,
    "body_cipher" BYTEA,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "voided_by" UUID,

    CONSTRAINT "care_event_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "care_event_kind" CHECK ("kind" IN ('homeVisit.request', 'assessment.record', 'screening.record',
      'homeVisit.approve', 'consent.record', 'dose.record', 'observation.end', 'followUp.record', 'aefi.report',
      'close.request', 'close.agree')),
    CONSTRAINT "care_event_facts" CHECK ("facts" ->> 'kind' = "kind"),
    CONSTRAINT "care_event_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "care_event_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);
CREATE INDEX "care_event_county_person_id_area_code_idx" ON "care_event"("county", "person_id", "area_code");
CREATE INDEX "care_event_area_code_occurred_at_idx" ON "care_event"("area_code", "occurred_at");

-- a person moves with everything that belongs to them: the key is checked at the end of the transaction
ALTER TABLE "care_event" ADD CONSTRAINT "care_event_county_person_id_area_code_fkey" FOREIGN KEY ("county", "person_id", "area_code")
  REFERENCES "person"("county", "id", "area_code") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "care_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "care_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "care_event"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE (area_code, voided_by, flags) ON "care_event" TO app_rw;

-- What a dose given by our own people says beyond one from a file; a row of a file has none of it.
ALTER TABLE "dose"
  ADD COLUMN "expiry" DATE,
  ADD COLUMN "trace_code" TEXT,
  ADD COLUMN "trace_scheme" TEXT,
  ADD COLUMN "route" TEXT,
  ADD COLUMN "amount" DOUBLE PRECISION,
  ADD COLUMN "place" TEXT,
  ADD COLUMN "given_at" TIMESTAMPTZ(3),
  ADD COLUMN "screening_id" UUID,
  ADD COLUMN "consent_id" UUID,
  ADD COLUMN "team" UUID[] DEFAULT ARRAY[]::UUID[],
  ADD CONSTRAINT "dose_trace_code" CHECK (length("trace_code") <= 64);

-- Who may vaccinate, and who may say yes as a doctor. The number is sealed.
CREATE TABLE "staff_certificate" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number_cipher" BYTEA NOT NULL,
    "issuer" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "trained_until" DATE NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_certificate_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_certificate_kind" CHECK ("kind" IN ('doctor', 'vaccinator')),
    CONSTRAINT "staff_certificate_period" CHECK ("valid_to" >= "valid_from")
);
CREATE INDEX "staff_certificate_user_id_idx" ON "staff_certificate"("user_id");
ALTER TABLE "staff_certificate" ADD CONSTRAINT "staff_certificate_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON "staff_certificate" TO app_rw;
