-- Whose events belong to this person now: asked at every fact.
CREATE INDEX "person_county_merged_into_idx" ON "person"("county", "merged_into");
