-- A visit may have been a call; it says which answers to doubts were spoken; its next step may move to another day.
ALTER TABLE "visit"
  ADD COLUMN "by_phone" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "told" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "moved_to" DATE,
  ADD COLUMN "moved_at" TIMESTAMPTZ(3),
  ADD COLUMN "moved_by" UUID,
  ADD CONSTRAINT "visit_moved_whole" CHECK (("moved_to" IS NULL) = ("moved_at" IS NULL));
GRANT UPDATE ("moved_to", "moved_at", "moved_by") ON "visit" TO app_rw;

-- How the house is found, in the words of whoever found it. Sealed like the address.
ALTER TABLE "person"
  ADD COLUMN "landmark_cipher" BYTEA,
  ADD COLUMN "landmark_at" TIMESTAMPTZ(3);
