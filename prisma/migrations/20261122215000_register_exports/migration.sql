-- Copies of the register: who asked for which rows and what for, whose word it took, until when the sealed file lies ready.

CREATE TABLE "register_export" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "campaign_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "masked" BOOLEAN NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason_cipher" BYTEA NOT NULL,
    "selection_cipher" BYTEA NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rows" INTEGER,
    "sha256" BYTEA,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "downloads" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "register_export_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "register_export_created_by_created_at_idx" ON "register_export"("created_by", "created_at");
CREATE INDEX "register_export_state_area_code_idx" ON "register_export"("state", "area_code");

ALTER TABLE "register_export" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "register_export" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "register_export"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));

ALTER TABLE "register_export"
  ADD CONSTRAINT "register_export_area_code_width" CHECK (area_code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
  ADD CONSTRAINT "register_export_state" CHECK ("state" IN ('asked', 'queued', 'running', 'done', 'failed', 'cancelled', 'declined', 'expired')),
  ADD CONSTRAINT "register_export_format" CHECK ("format" IN ('xlsx', 'csv')),
  -- nothing unmasked leaves without the word of a second person
  ADD CONSTRAINT "register_export_second_word" CHECK ("masked" OR "state" IN ('asked', 'cancelled') OR ("decided_by" IS NOT NULL AND "decided_by" <> "created_by"));

GRANT SELECT, INSERT, UPDATE ON "register_export" TO app_rw;
