-- The questions asked before a dose are published as versions like the schedules.
ALTER TABLE "rule_version" DROP CONSTRAINT "rule_version_kind",
  ADD CONSTRAINT "rule_version_kind" CHECK ("kind" IN ('schedule', 'thresholds', 'questions', 'form'));
