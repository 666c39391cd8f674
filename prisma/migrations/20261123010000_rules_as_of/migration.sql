-- The day whose medical rules the entries of a campaign follow. It moves on when rules are published or a row of them
-- begins or ends, and every entry is folded anew; null: the reference date, for nothing was published.
ALTER TABLE "campaign" ADD COLUMN "rules_as_of" DATE;
