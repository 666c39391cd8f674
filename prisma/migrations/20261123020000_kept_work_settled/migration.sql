-- What a supervisor did about work that was kept aside: entered for its author, or left out. The sealed text stays.
ALTER TABLE "receipt"
  ADD COLUMN "settled_act" TEXT,
  ADD COLUMN "settled_at" TIMESTAMPTZ(3),
  ADD COLUMN "settled_by" UUID,
  ADD COLUMN "settled_was" JSONB,
  ADD CONSTRAINT "receipt_settled_act" CHECK ("settled_act" IN ('accept', 'discard')),
  ADD CONSTRAINT "receipt_settled_whole" CHECK (
    ("settled_act" IS NULL) = ("settled_at" IS NULL) AND ("settled_act" IS NULL) = ("settled_by" IS NULL)
    AND ("settled_act" IS NULL) = ("settled_was" IS NULL)
  );
CREATE INDEX "receipt_settled" ON "receipt" ("area_code", "settled_at" DESC) WHERE "settled_at" IS NOT NULL;
GRANT UPDATE (settled_act, settled_at, settled_by, settled_was) ON receipt TO app_rw;
