-- As before (see `coverage_gaps`), and a pair of which fewer constraints are accepted: what is undecided of the same facet may fill a cell again.
CREATE OR REPLACE FUNCTION doubt_follows_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "PairDoubt" SET open = NEW.status <> 'reviewed',
    spare = CASE WHEN NEW."undecidedCount" > OLD."undecidedCount" OR NEW."acceptedCount" < OLD."acceptedCount" THEN 100001 ELSE spare END WHERE "pairId" = NEW.id;
  RETURN NULL;
END $$;
DROP TRIGGER doubt_open ON "Pair";
CREATE TRIGGER doubt_open AFTER UPDATE OF status, "undecidedCount", "acceptedCount" ON "Pair" FOR EACH ROW
  WHEN (OLD."constraintCount" > 0 AND ((OLD.status = 'reviewed') <> (NEW.status = 'reviewed') OR NEW."undecidedCount" > OLD."undecidedCount" OR NEW."acceptedCount" < OLD."acceptedCount"))
  EXECUTE FUNCTION doubt_follows_status();

-- And one of which a constraint is of another type now, as an edit may have it, which leaves it undecided where a program refutes it.
CREATE FUNCTION gain_follows_type() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "PairDoubt" SET spare = 100001 WHERE "pairId" = NEW."pairId";
  RETURN NULL;
END $$;
CREATE TRIGGER gain_of_type AFTER UPDATE OF type ON "Constraint" FOR EACH ROW WHEN (OLD.type <> NEW.type) EXECUTE FUNCTION gain_follows_type();

-- What was counted without that is counted anew.
DELETE FROM "CoverageGoal";
