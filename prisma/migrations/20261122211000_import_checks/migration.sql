-- What a file was said to be, what its preview found, and whose second word it got.
ALTER TABLE "link"."import_batch"
  ADD COLUMN "sender" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "whole" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "look" JSONB,
  ADD COLUMN "stops" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "second_by" UUID,
  ADD COLUMN "second_at" TIMESTAMPTZ(3),
  ADD COLUMN "second_reason" TEXT;
ALTER TABLE "link"."import_batch"
  ADD CONSTRAINT "import_batch_second_word" CHECK (("second_by" IS NULL) = ("second_at" IS NULL) AND ("second_by" IS NULL) = ("second_reason" IS NULL));

ALTER TABLE "link"."job_progress"
  ADD COLUMN "step_since" TIMESTAMPTZ(3),
  ADD COLUMN "step_since_done" BIGINT NOT NULL DEFAULT 0;

-- A file on its way: its pieces lie sealed in the data folder.
CREATE TABLE "link"."upload" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "created_by" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "upload_received" CHECK ("received" >= 0 AND "received" <= "bytes")
);
CREATE UNIQUE INDEX "upload_area_code_created_by_sha256_key" ON "link"."upload"("area_code", "created_by", "sha256");

-- Live rows that a file says again, word for word: they are not stored a second time.
CREATE TABLE "link"."import_seen" (
    "batch_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "import_seen_pkey" PRIMARY KEY ("batch_id","source_id")
);
ALTER TABLE "link"."import_seen" ADD CONSTRAINT "import_seen_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "link"."import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an approval would do to each village; area_code is the village, or the closest area that is known.
CREATE TABLE "link"."import_village" (
    "run_id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "people_before" INTEGER NOT NULL,
    "people_after" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "gone" INTEGER NOT NULL,
    "covered_before" INTEGER NOT NULL,
    "covered_after" INTEGER NOT NULL,

    CONSTRAINT "import_village_pkey" PRIMARY KEY ("run_id","area_code")
);
ALTER TABLE "link"."import_village" ADD CONSTRAINT "import_village_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "link"."link_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A few of each sort, for people to look at before they approve.
CREATE TABLE "link"."import_sample" (
    "run_id" UUID NOT NULL,
    "sort" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "source_id" UUID,
    "person_id" UUID,

    CONSTRAINT "import_sample_pkey" PRIMARY KEY ("run_id","sort","position"),
    CONSTRAINT "import_sample_sort" CHECK ("sort" IN ('new', 'changed', 'gone', 'dose', 'unplaced'))
);
ALTER TABLE "link"."import_sample" ADD CONSTRAINT "import_sample_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "link"."link_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  t text;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
BEGIN
  FOREACH t IN ARRAY ARRAY['upload', 'import_seen', 'import_village', 'import_sample'] LOOP
    EXECUTE format('ALTER TABLE "link".%I ADD CONSTRAINT %I CHECK (area_code ~ %L)', t, t || '_area_code_width',
      '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
    EXECUTE format('ALTER TABLE "link".%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE "link".%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY area_fence ON "link".%I USING (%s) WITH CHECK (%s)', t, inside, inside);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON "link".%I TO app_rw', t);
  END LOOP;
END $$;
