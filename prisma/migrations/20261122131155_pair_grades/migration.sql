-- CreateTable
CREATE TABLE "PairGrade" (
    "pairId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "grade" SMALLINT,

    CONSTRAINT "PairGrade_pkey" PRIMARY KEY ("pairId")
);

-- CreateIndex
CREATE INDEX "PairGrade_datasetId_grade_pairId_idx" ON "PairGrade"("datasetId", "grade", "pairId");

-- AddForeignKey
ALTER TABLE "PairGrade" ADD CONSTRAINT "PairGrade_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- All counts of a dataset from scratch, with how many pairs have each reading grade, or none that can be told.
CREATE OR REPLACE FUNCTION count_dataset(dataset uuid) RETURNS TABLE ("of" text, key text[], n int) LANGUAGE sql STABLE AS $$
  SELECT k."of", k.key, count(*)::int
  FROM "Pair" p, pair_keys(p.status, p.source, p.language, p.license, p."responseWords", p."constraintCount", p.unchecked, p."acceptedCount") k
  WHERE p."datasetId" = dataset GROUP BY 1, 2
  UNION ALL
  SELECT 'pair.tag', ARRAY[g."tagId"::text], count(*)::int FROM "PairTag" g WHERE g."datasetId" = dataset GROUP BY g."tagId"
  UNION ALL
  SELECT 'pair.grade', ARRAY[g.grade::text], count(*)::int FROM "PairGrade" g WHERE g."datasetId" = dataset GROUP BY g.grade
  UNION ALL
  SELECT 'constraint', ARRAY[c.type, c.origin::text, c.status::text, c.outcome::text, c."outcomeBy"::text], count(*)::int
  FROM "Constraint" c WHERE c."datasetId" = dataset GROUP BY c.type, c.origin, c.status, c.outcome, c."outcomeBy"
  UNION ALL
  SELECT 'constraint.reviewer', ARRAY[c."decidedById"], count(*)::int
  FROM "Constraint" c WHERE c."datasetId" = dataset AND c.status <> 'pending' AND c."decidedById" IS NOT NULL GROUP BY c."decidedById"
  UNION ALL
  SELECT 'decision', decision_key(d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs"), count(*)::int
  FROM "Decision" d WHERE d."datasetId" = dataset GROUP BY 2
$$;

-- See the migration `tallies`.
CREATE FUNCTION tally_grades() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT "datasetId", 'pair.grade', ARRAY[grade::text], count(*) FROM added GROUP BY "datasetId", grade;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", 'pair.grade', ARRAY[grade::text], -count(*) FROM gone r JOIN "Dataset" d ON d.id = r."datasetId" GROUP BY r."datasetId", grade;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_inserted AFTER INSERT ON "PairGrade" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_grades();
CREATE TRIGGER tally_deleted AFTER DELETE ON "PairGrade" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_grades();

-- A response that changes is measured again.
CREATE FUNCTION ungrade_pair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "PairGrade" WHERE "pairId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER response_updated AFTER UPDATE OF response ON "Pair" FOR EACH ROW WHEN (NEW.response IS DISTINCT FROM OLD.response) EXECUTE FUNCTION ungrade_pair();
