-- What a person decided about one field of one elder, against what the files say. The value itself stands in `person`, whose
-- `field_sources` names the field as chosen; imports leave such a field alone. A choice taken back keeps its row.
CREATE TABLE "person_field_choice" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "source_id" UUID,
    "value_cipher" BYTEA NOT NULL,
    "chosen_by" UUID NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_field_choice_pkey" PRIMARY KEY ("county", "id"),
    CONSTRAINT "person_field_choice_ended" CHECK (("ended_by" IS NULL) = ("ended_at" IS NULL))
);
CREATE INDEX "person_field_choice_county_person_id_idx" ON "person_field_choice"("county", "person_id");

ALTER TABLE "person_field_choice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "person_field_choice" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "person_field_choice"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE ON "person_field_choice" TO app_rw;
