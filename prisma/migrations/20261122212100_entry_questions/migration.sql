-- A question that the next visitor asks at the door: is the other record this very person? The other record's name, birth
-- year and village are sealed; the answer is a suggestion that a person of the prefecture confirms.
CREATE TABLE "entry_question" (
    "county" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "pair_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "params_cipher" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "visit_id" UUID,

    CONSTRAINT "entry_question_pkey" PRIMARY KEY ("county", "id"),
    CONSTRAINT "entry_question_kind" CHECK ("kind" IN ('same_person')),
    CONSTRAINT "entry_question_state" CHECK ("state" IN ('open', 'answered', 'withdrawn')),
    CONSTRAINT "entry_question_answer" CHECK ("answer" IN ('same', 'different')),
    CONSTRAINT "entry_question_answered" CHECK (("state" = 'answered') = ("answer" IS NOT NULL))
);
CREATE INDEX "entry_question_county_person_id_idx" ON "entry_question"("county", "person_id");
CREATE INDEX "entry_question_pair_id_idx" ON "entry_question"("pair_id");

ALTER TABLE "entry_question" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "entry_question" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "entry_question"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT, UPDATE ON "entry_question" TO app_rw;
