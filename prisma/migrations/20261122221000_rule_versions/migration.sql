-- Rules as data: what was published for a place in the stead of what comes with the product. Nothing about people is in it.
CREATE TABLE "rule_version" (
    "id" UUID NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "effect" JSONB,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_version_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "rule_version_place" CHECK ("place" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
    CONSTRAINT "rule_version_kind" CHECK ("kind" IN ('schedule', 'thresholds', 'form')),
    CONSTRAINT "rule_version_state" CHECK ("state" IN ('draft', 'published', 'discarded')),
    CONSTRAINT "rule_version_version" CHECK ("version" >= 1),
    CONSTRAINT "rule_version_decided" CHECK (("state" = 'draft') = ("decided_by" IS NULL)),
    CONSTRAINT "rule_version_second_person" CHECK ("state" <> 'published' OR "decided_by" <> "author_id")
);
CREATE UNIQUE INDEX "rule_version_place_name_version_key" ON "rule_version"("place", "name", "version");

-- one version is being written at a time
CREATE UNIQUE INDEX "rule_version_in_hand" ON "rule_version" ("place", "name") WHERE "state" = 'draft';
GRANT SELECT, INSERT, UPDATE ON "rule_version" TO app_rw;

-- Who passed the module on contraindications, and for which version of the rules. Never changed.
CREATE TABLE "quiz_result" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "rules_mark" TEXT NOT NULL,
    "right_answers" INTEGER NOT NULL,
    "questions" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_result_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "quiz_result_count" CHECK ("right_answers" >= 0 AND "right_answers" <= "questions")
);
CREATE INDEX "quiz_result_user_id_taken_at_idx" ON "quiz_result"("user_id", "taken_at");
ALTER TABLE "quiz_result" ADD CONSTRAINT "quiz_result_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "quiz_result" TO app_rw;
