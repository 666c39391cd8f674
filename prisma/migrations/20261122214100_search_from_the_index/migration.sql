-- A search by name meets thousands of persons, one to a page of the table. The indexes carry along what the search asks of
-- each of them (its key and the area the fence looks at), so that only the rows of one page of results are fetched.
DROP INDEX "person_county_name_idx";
CREATE INDEX "person_county_name_id_area_code_idx" ON "person"("county", "name", "id", "area_code");
DROP INDEX "person_county_name_initials_idx";
CREATE INDEX "person_county_name_initials_id_area_code_idx" ON "person"("county", "name_initials", "id", "area_code");
-- Above a county the register is read in the order of its numbers too.
CREATE INDEX "register_entry_campaign_id_serial_idx" ON "register_entry"("campaign_id", "serial");
