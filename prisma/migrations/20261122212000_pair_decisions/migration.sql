-- What people answered about a pair, append-only: an answer is never changed, a later one supersedes it. `link_pair.state`
-- is what the last answer that nobody superseded says.
CREATE TABLE "link"."pair_decision" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "pair_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "decided_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "superseded_by" UUID,

    CONSTRAINT "pair_decision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "pair_decision_answer" CHECK ("answer" IN ('same', 'different', 'skipped', 'asked', 'reopened'))
);
CREATE INDEX "pair_decision_pair_id_idx" ON "link"."pair_decision"("pair_id");
CREATE INDEX "pair_decision_decided_by_decided_at_idx" ON "link"."pair_decision"("decided_by", "decided_at");

-- Who is looking at a pair, for a few minutes: two people at once are not shown the same one.
CREATE TABLE "link"."pair_claim" (
    "pair_id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "user_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pair_claim_pkey" PRIMARY KEY ("pair_id")
);
CREATE INDEX "pair_claim_user_id_idx" ON "link"."pair_claim"("user_id");

-- Two people of two counties who are one: which county keeps the person, and what was carried over, so that it can go back.
CREATE TABLE "link"."pair_transfer" (
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "pair_id" UUID NOT NULL,
    "from_county" TEXT NOT NULL,
    "from_person" UUID NOT NULL,
    "into_county" TEXT NOT NULL,
    "into_person" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "moved" JSONB NOT NULL DEFAULT '{}',
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by" UUID,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "pair_transfer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "pair_transfer_state" CHECK ("state" IN ('proposed', 'done', 'withdrawn'))
);
CREATE INDEX "pair_transfer_pair_id_idx" ON "link"."pair_transfer"("pair_id");
CREATE INDEX "pair_transfer_area_code_state_idx" ON "link"."pair_transfer"("area_code", "state");

-- Where the two sides live, as far as their rows say: the pairs of one county, and those across two.
ALTER TABLE "link"."link_pair"
  ADD COLUMN "left_county" TEXT,
  ADD COLUMN "right_county" TEXT,
  DROP CONSTRAINT "link_pair_state",
  ADD CONSTRAINT "link_pair_state" CHECK ("state" IN ('pending', 'same', 'different', 'skipped', 'asked'));
CREATE INDEX "link_pair_right_idx" ON "link"."link_pair"("right");

-- forced row-level security binds the owner too
SELECT set_config('app.lo', '0', false), set_config('app.hi', ':', false);
INSERT INTO "link"."pair_decision" ("id", "area_code", "pair_id", "answer", "decided_by", "decided_at")
SELECT gen_random_uuid(), "area_code", "id", "state", "decided_by", "decided_at" FROM "link"."link_pair"
 WHERE "state" <> 'pending' AND "decided_by" IS NOT NULL;
UPDATE "link"."link_pair" p SET "left_county" = a."county", "right_county" = b."county"
  FROM "link"."source_record" a, "link"."source_record" b WHERE a."id" = p."left" AND b."id" = p."right";
SELECT set_config('app.lo', '', false), set_config('app.hi', '', false);

DO $$
DECLARE
  t text;
  inside constant text := $p$area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true)$p$;
BEGIN
  FOREACH t IN ARRAY ARRAY['pair_decision', 'pair_claim', 'pair_transfer'] LOOP
    EXECUTE format('ALTER TABLE link.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE link.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY area_fence ON link.%I USING (%s) WITH CHECK (%s)', t, inside, inside);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ("superseded_by") ON "link"."pair_decision" TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON "link"."pair_claim" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON "link"."pair_transfer" TO app_rw;
