-- Tables, keys and indexes as written by `node scripts/diff-schema.ts` from schema.prisma.

CREATE SCHEMA IF NOT EXISTS "audit";

CREATE SCHEMA IF NOT EXISTS "link";

CREATE SCHEMA IF NOT EXISTS "public";

CREATE TABLE "area" (
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent_code" TEXT,
    "name_zh" TEXT NOT NULL,
    "name_ko" TEXT,
    "name_bo" TEXT,
    "year" INTEGER NOT NULL,

    CONSTRAINT "area_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'zh-CN',
    "password_hash" TEXT,
    "activation_hash" BYTEA,
    "activation_expires_at" TIMESTAMPTZ(3),
    "totp_cipher" BYTEA,
    "totp_last_step" BIGINT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "duty" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "duty_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "mfa" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "label" TEXT NOT NULL,
    "app_version" TEXT,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "unsent" INTEGER NOT NULL DEFAULT 0,
    "storage" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_contact_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "target_rule" JSONB NOT NULL,
    "reference_date" DATE NOT NULL,
    "opens_on" DATE NOT NULL,
    "deadline" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "last_serial" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "milestone" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "unit" TEXT NOT NULL,
    "target" INTEGER NOT NULL,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "person" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_initials" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_date" DATE,
    "language" TEXT NOT NULL,
    "ethnicity" TEXT,
    "id_cipher" BYTEA,
    "id_index" BYTEA,
    "id_tail_index" BYTEA,
    "phone_cipher" BYTEA,
    "phone_index" BYTEA,
    "phone_tail_index" BYTEA,
    "address_cipher" BYTEA,
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "nursing_home" BOOLEAN NOT NULL DEFAULT false,
    "deceased" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "merged_into" UUID,
    "transferred_from" JSONB,
    "field_sources" JSONB NOT NULL DEFAULT '{}',
    "rev" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "register_entry" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "serial" INTEGER NOT NULL,
    "band" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "owner_id" UUID,
    "owner_by" TEXT,
    "state" TEXT NOT NULL,
    "dose_status" TEXT NOT NULL,
    "dose_count" INTEGER NOT NULL DEFAULT 0,
    "next_action" TEXT,
    "next_date" DATE,
    "visit_count" INTEGER NOT NULL DEFAULT 0,
    "last_visit_at" TIMESTAMPTZ(3),
    "refusal_reason" TEXT,
    "rev" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "entry_owner" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "entry_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "entry_owner_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "visit" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "device_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,
    "reasons" TEXT[],
    "next_date" DATE,
    "note_cipher" BYTEA,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "voided_by" UUID,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "dose" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "product" TEXT NOT NULL,
    "given_on" DATE NOT NULL,
    "origin" TEXT NOT NULL,
    "source_id" UUID,
    "lot" TEXT,
    "site" TEXT,
    "user_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "voided_by" UUID,

    CONSTRAINT "dose_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "proposal" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "candidates" JSONB NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL,
    "linked_to" UUID,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "receipt" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "device_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "device_seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body_cipher" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" JSONB NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "change" (
    "county" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "area_code" TEXT NOT NULL,
    "seq" BIGINT,
    "kind" TEXT NOT NULL,
    "entity_id" UUID,
    "user_id" UUID,

    CONSTRAINT "change_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "figure_delta" (
    "county" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "area_code" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "owner_id" UUID,
    "measure" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "figure_delta_pkey" PRIMARY KEY ("county","id")
);

CREATE TABLE "figure_total" (
    "county" TEXT NOT NULL,
    "area_code" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "figure_total_pkey" PRIMARY KEY ("county","campaign_id","area_code","owner_id","measure")
);

CREATE TABLE "link"."import_batch" (
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" BIGINT NOT NULL,
    "blob_key" TEXT NOT NULL,
    "format" JSONB,
    "mapping" JSONB,
    "columns" JSONB,
    "state" TEXT NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" JSONB,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "link"."source_record" (
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "body_cipher" BYTEA NOT NULL,
    "live" BOOLEAN NOT NULL DEFAULT false,
    "person_id" UUID,
    "county" TEXT,
    "weight" DOUBLE PRECISION,

    CONSTRAINT "source_record_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "link"."row_fault" (
    "id" BIGSERIAL NOT NULL,
    "area_code" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "column" TEXT,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "suggestion" JSONB,

    CONSTRAINT "row_fault_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "link"."link_run" (
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "batch_ids" UUID[],
    "model" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "proposal" BYTEA,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_run_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "link"."link_pair" (
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "left" UUID NOT NULL,
    "right" UUID NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "evidence" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_pair_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "link"."job_progress" (
    "id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "done" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT,
    "error" JSONB,
    "cancel" BOOLEAN NOT NULL DEFAULT false,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_progress_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit"."entry" (
    "county" TEXT NOT NULL,
    "chain" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "written" TIMESTAMPTZ(6) NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT,
    "detail" JSONB NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("county","chain","seq")
);

CREATE INDEX "area_parent_code_idx" ON "area"("parent_code");

CREATE UNIQUE INDEX "app_user_login_key" ON "app_user"("login");

CREATE INDEX "duty_area_code_idx" ON "duty"("area_code");

CREATE INDEX "duty_user_id_idx" ON "duty"("user_id");

CREATE INDEX "session_user_id_idx" ON "session"("user_id");

CREATE UNIQUE INDEX "device_token_hash_key" ON "device"("token_hash");

CREATE INDEX "device_user_id_idx" ON "device"("user_id");

CREATE INDEX "milestone_campaign_id_idx" ON "milestone"("campaign_id");

CREATE INDEX "person_county_name_idx" ON "person"("county", "name");

CREATE INDEX "person_county_name_initials_idx" ON "person"("county", "name_initials");

CREATE INDEX "person_county_id_index_idx" ON "person"("county", "id_index");

CREATE INDEX "person_county_id_tail_index_idx" ON "person"("county", "id_tail_index");

CREATE INDEX "person_county_phone_index_idx" ON "person"("county", "phone_index");

CREATE INDEX "person_county_phone_tail_index_idx" ON "person"("county", "phone_tail_index");

CREATE INDEX "person_area_code_id_idx" ON "person"("area_code", "id");

CREATE UNIQUE INDEX "person_county_id_area_code_key" ON "person"("county", "id", "area_code");

CREATE INDEX "register_entry_campaign_id_area_code_serial_idx" ON "register_entry"("campaign_id", "area_code", "serial");

CREATE INDEX "register_entry_campaign_id_area_code_next_date_idx" ON "register_entry"("campaign_id", "area_code", "next_date");

CREATE INDEX "register_entry_county_owner_id_campaign_id_idx" ON "register_entry"("county", "owner_id", "campaign_id");

CREATE INDEX "register_entry_county_person_id_area_code_idx" ON "register_entry"("county", "person_id", "area_code");

CREATE UNIQUE INDEX "register_entry_county_campaign_id_person_id_key" ON "register_entry"("county", "campaign_id", "person_id");

CREATE UNIQUE INDEX "register_entry_county_campaign_id_serial_key" ON "register_entry"("county", "campaign_id", "serial");

CREATE INDEX "entry_owner_county_entry_id_idx" ON "entry_owner"("county", "entry_id");

CREATE INDEX "entry_owner_county_user_id_idx" ON "entry_owner"("county", "user_id");

CREATE INDEX "visit_county_person_id_area_code_idx" ON "visit"("county", "person_id", "area_code");

CREATE INDEX "dose_county_person_id_area_code_idx" ON "dose"("county", "person_id", "area_code");

CREATE UNIQUE INDEX "dose_county_person_id_product_given_on_origin_voided_by_key" ON "dose"("county", "person_id", "product", "given_on", "origin", "voided_by");

CREATE INDEX "proposal_county_person_id_area_code_idx" ON "proposal"("county", "person_id", "area_code");

CREATE INDEX "proposal_state_area_code_idx" ON "proposal"("state", "area_code");

CREATE INDEX "receipt_county_device_id_user_id_device_seq_idx" ON "receipt"("county", "device_id", "user_id", "device_seq");

CREATE INDEX "receipt_state_area_code_idx" ON "receipt"("state", "area_code");

CREATE UNIQUE INDEX "change_county_seq_key" ON "change"("county", "seq");

CREATE INDEX "figure_delta_campaign_id_area_code_idx" ON "figure_delta"("campaign_id", "area_code");

CREATE INDEX "figure_total_campaign_id_area_code_idx" ON "figure_total"("campaign_id", "area_code");

CREATE INDEX "import_batch_area_code_created_at_idx" ON "link"."import_batch"("area_code", "created_at");

CREATE INDEX "source_record_person_id_idx" ON "link"."source_record"("person_id");

CREATE INDEX "source_record_content_hash_idx" ON "link"."source_record"("content_hash");

CREATE UNIQUE INDEX "source_record_batch_id_row_no_key" ON "link"."source_record"("batch_id", "row_no");

CREATE INDEX "row_fault_batch_id_row_no_idx" ON "link"."row_fault"("batch_id", "row_no");

CREATE INDEX "link_pair_area_code_state_idx" ON "link"."link_pair"("area_code", "state");

CREATE UNIQUE INDEX "link_pair_left_right_key" ON "link"."link_pair"("left", "right");

CREATE INDEX "job_progress_area_code_created_at_idx" ON "link"."job_progress"("area_code", "created_at");

CREATE INDEX "entry_at_idx" ON "audit"."entry"("at");

ALTER TABLE "duty" ADD CONSTRAINT "duty_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "device" ADD CONSTRAINT "device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "milestone" ADD CONSTRAINT "milestone_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_county_person_id_area_code_fkey" FOREIGN KEY ("county", "person_id", "area_code") REFERENCES "person"("county", "id", "area_code") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "visit" ADD CONSTRAINT "visit_county_person_id_area_code_fkey" FOREIGN KEY ("county", "person_id", "area_code") REFERENCES "person"("county", "id", "area_code") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "dose" ADD CONSTRAINT "dose_county_person_id_area_code_fkey" FOREIGN KEY ("county", "person_id", "area_code") REFERENCES "person"("county", "id", "area_code") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "proposal" ADD CONSTRAINT "proposal_county_person_id_area_code_fkey" FOREIGN KEY ("county", "person_id", "area_code") REFERENCES "person"("county", "id", "area_code") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "link"."source_record" ADD CONSTRAINT "source_record_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "link"."import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "link"."row_fault" ADD CONSTRAINT "row_fault_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "link"."import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- From here on by hand: what the schema language of Prisma cannot say.

-- One live dose per person, product, day and origin, a voided one (voided_by set) no longer stands in the way.
DROP INDEX "dose_county_person_id_product_given_on_origin_voided_by_key";
CREATE UNIQUE INDEX "dose_county_person_id_product_given_on_origin_voided_by_key"
  ON "dose" ("county", "person_id", "product", "given_on", "origin", "voided_by") NULLS NOT DISTINCT;

-- Only a handful of pointers wait for their number at any time.
CREATE INDEX "change_unnumbered" ON "change" ("county", "id") WHERE "seq" IS NULL;

-- Area codes compare byte by byte: "inside an area" is a half-open range of text.
DO $$
DECLARE c record;
BEGIN
  FOR c IN
    SELECT table_schema, table_name, column_name FROM information_schema.columns
    WHERE table_schema IN ('public', 'link', 'audit') AND table_name <> '_prisma_migrations'
      AND (column_name IN ('area_code', 'county') OR (table_name = 'area' AND column_name IN ('code', 'parent_code')))
  LOOP
    EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN %I TYPE text COLLATE "C"', c.table_schema, c.table_name, c.column_name);
  END LOOP;
END $$;

-- A code has the width of a level and nothing but digits, a case row lies in the county it is distributed by.
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT table_schema, table_name,
      bool_or(column_name = 'county') AND table_schema = 'public' AS is_case
    FROM information_schema.columns
    WHERE table_schema IN ('public', 'link')
    GROUP BY 1, 2 HAVING bool_or(column_name = 'area_code')
  LOOP
    EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I CHECK (area_code ~ %L)', t.table_schema, t.table_name,
      t.table_name || '_area_code_width', '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$');
    IF t.is_case THEN
      EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I CHECK (county = left(area_code, 6) AND length(county) = 6)',
        t.table_schema, t.table_name, t.table_name || '_county_of_area');
    END IF;
  END LOOP;
END $$;

ALTER TABLE "area"
  ADD CONSTRAINT "area_code_width" CHECK ("code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
  ADD CONSTRAINT "area_parent_above" CHECK ("parent_code" IS NULL OR "parent_code" = left("code", length("parent_code"))),
  ADD CONSTRAINT "area_level" CHECK ("level" IN ('province', 'prefecture', 'county', 'township', 'village', 'grid'));
ALTER TABLE "app_user"
  ADD CONSTRAINT "app_user_role" CHECK ("role" IN ('worker', 'vaccinator', 'supervisor', 'admin', 'auditor')),
  ADD CONSTRAINT "app_user_status" CHECK ("status" IN ('invited', 'active', 'disabled')),
  ADD CONSTRAINT "app_user_language" CHECK ("language" IN ('zh-CN', 'ko', 'bo', 'en'));
ALTER TABLE "duty" ADD CONSTRAINT "duty_period" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from");
ALTER TABLE "campaign"
  ADD CONSTRAINT "campaign_state" CHECK ("state" IN ('draft', 'open', 'closed')),
  ADD CONSTRAINT "campaign_days" CHECK ("deadline" >= "opens_on");
ALTER TABLE "milestone"
  ADD CONSTRAINT "milestone_unit" CHECK ("unit" IN ('persons', 'doses')),
  ADD CONSTRAINT "milestone_target" CHECK ("target" >= 0);
ALTER TABLE "person"
  ADD CONSTRAINT "person_sex" CHECK ("sex" IN ('male', 'female', 'unknown')),
  ADD CONSTRAINT "person_language" CHECK ("language" IN ('zh-CN', 'ko', 'bo')),
  ADD CONSTRAINT "person_origin" CHECK ("origin" IN ('file', 'door')),
  ADD CONSTRAINT "person_state" CHECK ("state" IN ('active', 'proposed', 'declined', 'merged', 'gone')),
  ADD CONSTRAINT "person_merged" CHECK (("state" = 'merged') = ("merged_into" IS NOT NULL));
ALTER TABLE "register_entry"
  ADD CONSTRAINT "register_entry_band" CHECK ("band" IN ('80+', '60-79')),
  ADD CONSTRAINT "register_entry_origin" CHECK ("origin" IN ('base', 'birthday', 'door')),
  ADD CONSTRAINT "register_entry_owner" CHECK (("owner_id" IS NULL) = ("owner_by" IS NULL) AND "owner_by" IN ('area', 'person')),
  ADD CONSTRAINT "register_entry_state" CHECK ("state" IN ('to_visit', 'undecided', 'agreed', 'booked', 'deferred', 'refused',
    'away', 'unreachable', 'exemption_claimed', 'complete', 'complete_elsewhere', 'contraindicated', 'deceased', 'moved',
    'not_target', 'merged')),
  ADD CONSTRAINT "register_entry_dose_status" CHECK ("dose_status" IN ('none', 'partial', 'complete')),
  ADD CONSTRAINT "register_entry_visit_count" CHECK ("visit_count" >= 0);
ALTER TABLE "entry_owner" ADD CONSTRAINT "entry_owner_period" CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from");
ALTER TABLE "visit" ADD CONSTRAINT "visit_outcome" CHECK ("outcome" ~ '^(0[1-9]|1[0-6])$');
ALTER TABLE "dose" ADD CONSTRAINT "dose_origin" CHECK ("origin" IN ('file', 'person'));
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_state" CHECK ("state" IN ('pending', 'accepted', 'linked', 'declined'));
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_state" CHECK ("state" IN ('applied', 'conflict', 'refused', 'quarantined'));
ALTER TABLE "change" ADD CONSTRAINT "change_kind" CHECK ("kind" IN ('entry', 'reset'));
ALTER TABLE "link"."row_fault" ADD CONSTRAINT "row_fault_severity" CHECK ("severity" IN ('error', 'warning'));
ALTER TABLE "link"."link_pair"
  ADD CONSTRAINT "link_pair_state" CHECK ("state" IN ('pending', 'same', 'different', 'skipped')),
  ADD CONSTRAINT "link_pair_probability" CHECK ("probability" >= 0 AND "probability" <= 1);
ALTER TABLE "link"."job_progress"
  ADD CONSTRAINT "job_progress_state" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));

-- A person moves with everything that belongs to them, in one transaction: the keys are checked at its end.
DO $$
DECLARE k record;
BEGIN
  FOR k IN SELECT conname, conrelid::regclass AS tab FROM pg_constraint WHERE contype = 'f' AND confrelid = 'public.person'::regclass
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', k.tab, k.conname);
  END LOOP;
END $$;

-- ---------- the fence ----------
-- A transaction says which area it works in (SET LOCAL app.lo, app.hi). Said nothing, it sees nothing.
DO $$
DECLARE
  t record;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
  above constant text := $p$area_code = left(current_setting('app.lo', true), length(area_code))$p$;
  mine constant text := $p$user_id::text = current_setting('app.user', true)$p$;
  door constant text := $p$current_setting('app.door', true) = 'reference'$p$;
BEGIN
  FOR t IN
    SELECT table_schema AS s, table_name AS n FROM information_schema.columns
    WHERE table_schema IN ('public', 'link') AND column_name = 'area_code'
  LOOP
    EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', t.s, t.n);
    EXECUTE format('ALTER TABLE %I.%I FORCE ROW LEVEL SECURITY', t.s, t.n);
    EXECUTE format('CREATE POLICY area_fence ON %I.%I USING (%s) WITH CHECK (%s)', t.s, t.n, inside, inside);
  END LOOP;
  -- who is on duty where is asked before a scope can be known: at sign-in, through the door for reference data
  EXECUTE format('CREATE POLICY duty_own ON duty FOR SELECT USING (%s OR %s)', mine, door);
  -- a campaign of the prefecture holds for its counties, which draw serial numbers from it
  EXECUTE format('CREATE POLICY campaign_above ON campaign FOR SELECT USING (%s)', above);
  EXECUTE format('CREATE POLICY campaign_above_serial ON campaign FOR UPDATE USING (%s) WITH CHECK (%s)', above, above);
  EXECUTE format('CREATE POLICY milestone_above ON milestone FOR SELECT USING (%s)', above);
END $$;

-- ---------- who may do what ----------
-- app_owner owns and migrates, app_rw serves requests and owns nothing, app_jobs owns the queue, app_audit reads the trail.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, link TO app_rw;

GRANT SELECT, INSERT, UPDATE ON area, app_user, duty, device, campaign TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON setting, session, milestone TO app_rw;

-- No case row is ever deleted, and an event changes only by moving with its person or by being voided.
GRANT SELECT, INSERT, UPDATE ON person, register_entry, entry_owner, proposal TO app_rw;
GRANT SELECT, INSERT, UPDATE (area_code, voided_by, flags) ON visit, dose TO app_rw;
GRANT SELECT, INSERT, UPDATE (area_code, state, outcome) ON receipt TO app_rw;
GRANT SELECT, INSERT, UPDATE (seq) ON change TO app_rw;
GRANT SELECT, INSERT, DELETE ON figure_delta TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_total TO app_rw;
GRANT USAGE ON SEQUENCE change_id_seq, figure_delta_id_seq TO app_rw;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA link TO app_rw;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA link TO app_rw;

-- ---------- the audit trail ----------
-- Rows are chained by SHA-256, 16 chains per county chosen by the actor (one chain would serialise every writer).
CREATE FUNCTION audit.write(
  p_county text, p_actor uuid, p_action text, p_entity text, p_entity_id text, p_detail jsonb, p_at timestamptz
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_chain int := get_byte(sha256(convert_to(coalesce(p_actor::text, ''), 'UTF8')), 0) % 16;
  v_seq bigint;
  v_prev bytea;
  v_written timestamptz;
BEGIN
  IF p_county !~ '^[0-9]{6}$' OR p_action = '' OR p_entity = '' OR p_detail IS NULL OR p_at IS NULL THEN
    RAISE EXCEPTION 'audit line is incomplete' USING ERRCODE = '22023';
  END IF;
  -- the next statement sees what the previous holder of the lock committed
  PERFORM pg_advisory_xact_lock(hashtextextended('audit' || p_county, v_chain));
  SELECT e.seq, e.hash INTO v_seq, v_prev FROM audit.entry e
    WHERE e.county = p_county AND e.chain = v_chain ORDER BY e.seq DESC LIMIT 1;
  v_seq := coalesce(v_seq, 0) + 1;
  v_prev := coalesce(v_prev, sha256(convert_to('qiaomen audit ' || p_county || ' ' || v_chain, 'UTF8')));
  v_written := clock_timestamp();
  INSERT INTO audit.entry (county, chain, seq, at, written, actor_id, action, entity, entity_id, detail, prev_hash, hash)
  VALUES (p_county, v_chain, v_seq, p_at, v_written, p_actor, p_action, p_entity, p_entity_id, p_detail, v_prev,
    sha256(v_prev || convert_to(jsonb_build_array(p_county, v_chain, v_seq,
      to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      to_char(v_written AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      p_actor, p_action, p_entity, p_entity_id, p_detail)::text, 'UTF8')));
END $$;

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = '42501';
END $$;

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
-- also when a session pretends to be a replica
ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER entry_append_only;
ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER entry_no_truncate;

REVOKE ALL ON SCHEMA audit FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.write(text, uuid, text, text, text, jsonb, timestamptz) FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO app_rw, app_audit;
GRANT EXECUTE ON FUNCTION audit.write(text, uuid, text, text, text, jsonb, timestamptz) TO app_rw;
GRANT SELECT ON audit.entry TO app_audit;
