-- How often a version was changed: who saves says which state their text began from.
ALTER TABLE "work_plan" ADD COLUMN "rev" INTEGER NOT NULL DEFAULT 1;
