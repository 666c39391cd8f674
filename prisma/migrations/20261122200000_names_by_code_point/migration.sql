-- A search by the beginning of a name is a range in code point order. An index can only serve it in the same collation,
-- whatever the collation of the database is.
ALTER TABLE "person"
  ALTER COLUMN "name" TYPE TEXT COLLATE "C",
  ALTER COLUMN "name_initials" TYPE TEXT COLLATE "C";
