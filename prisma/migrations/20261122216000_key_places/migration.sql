-- Key places: nursing homes and other institutions, who lives there from when to when, and which name of a roster means which.

CREATE TABLE "key_place" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "code" TEXT NOT NULL DEFAULT '',
    "address_cipher" BYTEA,
    "contact_cipher" BYTEA,
    "closed_on" DATE,
    "rev" INTEGER NOT NULL DEFAULT 1,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_place_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "place_stay" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "place_id" UUID NOT NULL,
    "person_county" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "room" TEXT NOT NULL DEFAULT '',
    "from_on" DATE,
    "to_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "place_stay_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "link"."place_institution" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "residents" INTEGER NOT NULL,
    "place_county" TEXT COLLATE "C",
    "place_id" UUID,

    CONSTRAINT "place_institution_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "key_place_area_code_id_idx" ON "key_place"("area_code", "id");
CREATE INDEX "place_stay_county_place_id_idx" ON "place_stay"("county", "place_id");
CREATE INDEX "place_stay_person_county_person_id_idx" ON "place_stay"("person_county", "person_id");
CREATE UNIQUE INDEX "place_institution_area_code_key_key" ON "link"."place_institution"("area_code", "key");

DO $$
DECLARE
  t text;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
BEGIN
  FOREACH t IN ARRAY ARRAY['public.key_place', 'public.place_stay', 'link.place_institution'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY area_fence ON %s USING (%s) WITH CHECK (%s)', t, inside, inside);
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (area_code ~ %L)', t, split_part(t, '.', 2) || '_area_code_width',
      '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
    IF t <> 'link.place_institution' THEN
      EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (county = left(area_code, 6) AND length(county) = 6)', t,
        split_part(t, '.', 2) || '_county_of_area');
    END IF;
  END LOOP;
END $$;

ALTER TABLE "key_place" ADD CONSTRAINT "key_place_kind" CHECK ("kind" IN ('nursing_home', 'welfare_home', 'hospital', 'day_care',
  'monastery', 'prison', 'other'));
ALTER TABLE "place_stay"
  ADD CONSTRAINT "place_stay_origin" CHECK ("origin" IN ('file', 'hand')),
  ADD CONSTRAINT "place_stay_days" CHECK ("to_on" >= "from_on");
ALTER TABLE "link"."place_institution" ADD CONSTRAINT "place_institution_place" CHECK (("place_county" IS NULL) = ("place_id" IS NULL));

GRANT SELECT, INSERT, UPDATE ON "key_place", "place_stay" TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON "link"."place_institution" TO app_rw;
