-- Which hospital stands behind the home rounds of an area in a period. What it said before is kept: a row is ended, not changed.
CREATE TABLE "hospital_backup" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "hospital" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "means" TEXT[] NOT NULL,
    "contact_cipher" BYTEA NOT NULL,
    "distance_km" DOUBLE PRECISION NOT NULL,
    "minutes" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "hospital_backup_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "hospital_backup_level" CHECK ("level" BETWEEN 1 AND 3),
    CONSTRAINT "hospital_backup_means" CHECK ("means" <@ ARRAY['ambulance', 'green_channel', 'on_site'] AND cardinality("means") >= 1),
    CONSTRAINT "hospital_backup_way" CHECK ("distance_km" BETWEEN 0 AND 1000 AND "minutes" BETWEEN 0 AND 1440),
    CONSTRAINT "hospital_backup_period" CHECK ("to_on" >= "from_on"),
    CONSTRAINT "hospital_backup_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "hospital_backup_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);
CREATE INDEX "hospital_backup_area_code_to_on_idx" ON "hospital_backup"("area_code", "to_on");

-- the few who wait for a vaccination at home, and the few who had one there
CREATE INDEX "register_entry_home" ON "register_entry" ("campaign_id", "area_code", "next_date") WHERE "next_action" IN ('assess', 'approve', 'book_home');
CREATE INDEX "dose_at_home" ON "dose" ("area_code", "given_at") WHERE "place" = 'home' AND "voided_by" IS NULL;

ALTER TABLE "hospital_backup" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "hospital_backup" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "hospital_backup"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE (ended_by, ended_at) ON "hospital_backup" TO app_rw;
