-- Few persons are merged into another: an index of those alone costs nothing to everybody else who is written.
DROP INDEX "person_county_merged_into_idx";
CREATE INDEX "person_merged" ON "person" ("county", "merged_into") WHERE "merged_into" IS NOT NULL;
