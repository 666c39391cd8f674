-- What the crowds ask of care: screenings and assessments of an area.
CREATE INDEX IF NOT EXISTS "care_event_of_crowds" ON "care_event" ("area_code") WHERE "kind" IN ('screening.record', 'assessment.record');
