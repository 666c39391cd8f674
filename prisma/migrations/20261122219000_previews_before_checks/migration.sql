-- Files that were read or previewed before it was noted which live rows a file says again, and before rules could stop an
-- approval: approved as they are, they would call almost everybody gone. They are read again from their start.

-- forced row-level security binds the owner too
SELECT set_config('app.lo', '0', false), set_config('app.hi', ':', false);
CREATE TEMPORARY TABLE unchecked ON COMMIT DROP AS
SELECT b."id" FROM "link"."import_batch" b
 WHERE (b."state" IN ('preview', 'approving') AND NOT EXISTS (
         SELECT FROM "link"."link_run" r JOIN "link"."import_village" v ON v."run_id" = r."id"
          WHERE r."batch_ids" @> ARRAY[b."id"] AND r."state" = 'proposed'))
    OR (b."state" IN ('staging', 'staged', 'linking') AND NOT EXISTS (
         SELECT FROM "link"."job_progress" j WHERE j."id" = b."id" AND j."step_since" IS NOT NULL));
UPDATE "link"."link_run" r SET "state" = 'discarded', "proposal" = NULL
 WHERE r."state" = 'proposed' AND EXISTS (SELECT FROM unchecked u WHERE r."batch_ids" @> ARRAY[u."id"]);
UPDATE "link"."job_progress" j SET "state" = 'cancelled', "cancel" = true FROM unchecked u WHERE j."id" = u."id";
UPDATE "link"."import_batch" b SET "state" = 'uploaded' FROM unchecked u WHERE b."id" = u."id";
SELECT set_config('app.lo', '', false), set_config('app.hi', '', false);
