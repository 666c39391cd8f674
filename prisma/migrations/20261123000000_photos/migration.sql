-- Pictures that tablets took with an act, sealed; and the pieces of those still on their way, as the tablet sealed them.
CREATE TABLE "photo" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID,
    "event_id" UUID,
    "command_id" UUID NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "user_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body_cipher" BYTEA NOT NULL,

    CONSTRAINT "photo_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "photo_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "photo_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);
CREATE UNIQUE INDEX "photo_county_command_id_sha256_key" ON "photo"("county", "command_id", "sha256");
CREATE INDEX "photo_county_person_id_idx" ON "photo"("county", "person_id");

CREATE TABLE "photo_piece" (
    "county" TEXT COLLATE "C" NOT NULL,
    "command_id" UUID NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "from_byte" INTEGER NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "photo_piece_pkey" PRIMARY KEY ("county","command_id","sha256","from_byte"),
    CONSTRAINT "photo_piece_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "photo_piece_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);

-- sealed bytes do not shrink
ALTER TABLE "photo" ALTER COLUMN "body_cipher" SET STORAGE EXTERNAL;
ALTER TABLE "photo_piece" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

ALTER TABLE "photo" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "photo" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "photo"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
ALTER TABLE "photo_piece" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "photo_piece" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "photo_piece"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE (person_id, area_code) ON "photo" TO app_rw;
GRANT SELECT, INSERT, DELETE ON "photo_piece" TO app_rw;
