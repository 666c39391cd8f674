-- The word of the expert panel on a screening that somebody could not answer.
ALTER TABLE "care_event" DROP CONSTRAINT "care_event_kind";
ALTER TABLE "care_event" ADD CONSTRAINT "care_event_kind" CHECK ("kind" IN ('homeVisit.request', 'assessment.record', 'screening.record',
  'homeVisit.approve', 'consent.record', 'dose.record', 'observation.end', 'followUp.record', 'aefi.report',
  'close.request', 'close.agree', 'consult.answer'));
