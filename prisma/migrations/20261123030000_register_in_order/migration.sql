-- A page of one state is read in the order of its numbers, and counted with a band from the index alone.
CREATE INDEX "register_entry_of_state" ON "register_entry"("county", "campaign_id", "state", "serial", "band", "area_code", "id");

-- A search by name meets one person after the other: their entry is found, counted and put in order from the index alone.
DROP INDEX "register_entry_county_person_id_area_code_idx";
CREATE INDEX "register_entry_of_person" ON "register_entry"("county", "person_id", "area_code", "campaign_id", "state", "serial", "id");
