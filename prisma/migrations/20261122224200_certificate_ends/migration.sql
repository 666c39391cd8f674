-- Why a certificate was withdrawn, and by whom.
ALTER TABLE "staff_certificate"
  ADD COLUMN "withdrawn_by" UUID,
  ADD COLUMN "reason_cipher" BYTEA;
