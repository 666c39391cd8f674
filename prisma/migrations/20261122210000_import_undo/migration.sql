-- What an approval did to the register, so that it can be taken back as a whole, and carried out again.

-- Every person an approval created or changed. `image` is the row as it was before (after an undo: as it was until then);
-- secret fields stay sealed in it under the person's own key. Null: the approval created the person.
CREATE TABLE "link"."run_person" (
    "run_id" UUID NOT NULL,
    "county" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "act" TEXT NOT NULL,
    "bond" UUID,
    "image" JSONB,
    "kept" TEXT,

    CONSTRAINT "run_person_pkey" PRIMARY KEY ("run_id","county","person_id"),
    CONSTRAINT "run_person_act" CHECK ("act" IN ('created', 'changed', 'arrived', 'left', 'merged', 'united')),
    CONSTRAINT "run_person_kept" CHECK ("kept" IN ('visited', 'dose', 'corrected', 'proposal', 'together'))
);

-- Rows of offices that changed hands, with where they were before.
CREATE TABLE "link"."run_source" (
    "run_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID,
    "county" TEXT,
    "live" BOOLEAN NOT NULL,
    "weight" DOUBLE PRECISION,

    CONSTRAINT "run_source_pkey" PRIMARY KEY ("run_id","source_id")
);

-- Doses an approval added (or voided, where the row turned out to be somebody else's).
CREATE TABLE "link"."run_dose" (
    "run_id" UUID NOT NULL,
    "county" TEXT NOT NULL,
    "dose_id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "added" BOOLEAN NOT NULL,

    CONSTRAINT "run_dose_pkey" PRIMARY KEY ("run_id","county","dose_id")
);

ALTER TABLE "link"."run_person" ADD CONSTRAINT "run_person_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "link"."link_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- `turns` rises with every publication, undo and redo: a preview computed in between is stale.
ALTER TABLE "link"."link_run"
  ADD COLUMN "turns" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "published_at" TIMESTAMPTZ(3),
  ADD COLUMN "undone_at" TIMESTAMPTZ(3),
  ADD COLUMN "undone_by" UUID,
  ADD COLUMN "undone_turn" INTEGER;

-- forced row-level security binds the owner too
SELECT set_config('app.lo', '0', false), set_config('app.hi', ':', false);
UPDATE "link"."link_run" r SET "turns" = 1, "published_at" = coalesce(
  (SELECT max(b."approved_at") FROM "link"."import_batch" b WHERE b."id" = ANY (r."batch_ids")), r."created_at")
 WHERE r."state" = 'published';
SELECT set_config('app.lo', '', false), set_config('app.hi', '', false);

-- Somebody whom only an import that was undone knew. Nobody is deleted: a visit that arrives later brings the person back.
ALTER TABLE "person" DROP CONSTRAINT "person_state",
  ADD CONSTRAINT "person_state" CHECK ("state" IN ('active', 'proposed', 'declined', 'merged', 'gone', 'withdrawn'));

-- What lists of events said, and who is no longer in which office's list. None of it closes an entry by itself.
ALTER TABLE "person"
  ADD COLUMN "deceased_on" DATE,
  ADD COLUMN "moved_on" DATE,
  ADD COLUMN "moved_to" TEXT,
  ADD COLUMN "gone_from" TEXT[] NOT NULL DEFAULT '{}';

DO $$
DECLARE
  t text;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
BEGIN
  FOREACH t IN ARRAY ARRAY['run_person', 'run_source', 'run_dose'] LOOP
    EXECUTE format('ALTER TABLE "link".%I ADD CONSTRAINT %I CHECK (area_code ~ %L)', t, t || '_area_code_width',
      '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
    EXECUTE format('ALTER TABLE "link".%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE "link".%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY area_fence ON "link".%I USING (%s) WITH CHECK (%s)', t, inside, inside);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON "link".%I TO app_rw', t);
  END LOOP;
END $$;
