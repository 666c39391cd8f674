-- What a tablet tells about itself, what a supervisor decides about it, and what is known to be lost with its storage.
ALTER TABLE "device"
    ADD COLUMN "report" JSONB,
    ADD COLUMN "reported_at" TIMESTAMPTZ(3),
    ADD COLUMN "revoked_by" UUID,
    ADD COLUMN "lost_at" TIMESTAMPTZ(3),
    ADD COLUMN "lost_missing" JSONB,
    ADD COLUMN "replaced_by" UUID,
    ADD CONSTRAINT "device_lost" CHECK (("lost_at" IS NULL) = ("lost_missing" IS NULL));

-- A supervisor reads out a code; it makes one tablet ready for one user, once. Only its hash is kept.
CREATE TABLE "device_code" (
    "code_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "device_id" UUID,

    CONSTRAINT "device_code_pkey" PRIMARY KEY ("code_hash"),
    CONSTRAINT "device_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "device_code_used" CHECK (("used_at" IS NULL) = ("device_id" IS NULL))
);
CREATE INDEX "device_code_user_id_idx" ON "device_code"("user_id");
GRANT SELECT, INSERT, UPDATE ON "device_code" TO app_rw;
