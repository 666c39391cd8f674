-- "touched": the person's own fields stayed as they were; rows or doses came or went.
ALTER TABLE "link"."run_person" DROP CONSTRAINT "run_person_act",
  ADD CONSTRAINT "run_person_act" CHECK ("act" IN ('created', 'changed', 'touched', 'arrived', 'left', 'merged', 'united'));
