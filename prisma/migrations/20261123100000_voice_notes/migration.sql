-- What was taken with an act is a picture or somebody's voice.
ALTER TABLE "photo" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'picture';
ALTER TABLE "photo" ADD CONSTRAINT "photo_kind" CHECK ("kind" IN ('picture', 'voice'));
