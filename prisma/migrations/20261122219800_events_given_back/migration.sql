-- Two persons who were taken for one are parted again: what was recorded for one of them in between goes to that person.
-- Nothing else of an event changes; the command that told of it keeps whom it named, and the audit trail says who gave it.
GRANT UPDATE ("person_id") ON "visit", "dose", "care_event" TO app_rw;
