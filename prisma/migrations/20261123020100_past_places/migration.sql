-- Where a person lived before the register moved them: a visit is judged by where the door was when somebody knocked.
CREATE TABLE "past_place" (
    "county" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "area_code" TEXT COLLATE "C" NOT NULL,
    "person_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "past_place_pkey" PRIMARY KEY ("county","id"),
    CONSTRAINT "past_place_area_code_width" CHECK ("area_code" ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{14})$'),
    CONSTRAINT "past_place_county_of_area" CHECK ("county" = left("area_code", 6) AND length("county") = 6)
);
CREATE INDEX "past_place_county_person_id_idx" ON "past_place"("county", "person_id");

ALTER TABLE "past_place" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "past_place" FORCE ROW LEVEL SECURITY;
CREATE POLICY area_fence ON "past_place"
  USING (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true))
  WITH CHECK (area_code >= current_setting('app.lo', true) AND area_code < current_setting('app.hi', true));
GRANT SELECT, INSERT ON "past_place" TO app_rw;

-- whatever moves a person, one by one or a whole file: none can forget it; a move that sets no time of its own happens now
CREATE FUNCTION keep_past_place() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO past_place (county, id, area_code, person_id, until)
  VALUES (OLD.county, gen_random_uuid(), OLD.area_code, OLD.id,
    CASE WHEN NEW.updated_at IS DISTINCT FROM OLD.updated_at THEN NEW.updated_at ELSE now() END);
  RETURN NULL;
END $$;
CREATE TRIGGER person_moved AFTER UPDATE OF area_code ON person
  FOR EACH ROW WHEN (OLD.area_code IS DISTINCT FROM NEW.area_code) EXECUTE FUNCTION keep_past_place();
