-- What one tablet has sent of pictures today: a stolen token must not fill the disk.
ALTER TABLE "device"
    ADD COLUMN "photo_day" DATE,
    ADD COLUMN "photo_bytes" INTEGER NOT NULL DEFAULT 0,
    ADD CONSTRAINT "device_photo_bytes" CHECK ("photo_bytes" >= 0);
