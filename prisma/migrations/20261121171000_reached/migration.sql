-- AlterTable
ALTER TABLE "Pair" ADD COLUMN "unchecked" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "KeptAnswer" (
    "datasetId" UUID NOT NULL,
    "question" CHAR(64) NOT NULL,
    "state" VARCHAR(64) NOT NULL,
    "answer" JSONB NOT NULL,
    "tookMs" INTEGER NOT NULL,
    "countedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KeptAnswer_pkey" PRIMARY KEY ("datasetId","question")
);

-- AddForeignKey
ALTER TABLE "KeptAnswer" ADD CONSTRAINT "KeptAnswer_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How far a pair has come: see reachedSql in lib/datasets/pair-conditions.
CREATE FUNCTION reached_stage(status "PairStatus", constraints int, unchecked boolean, accepted int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN accepted > 0 THEN 'accepted' WHEN status <> 'pending' THEN 'decision' WHEN constraints = 0 THEN 'imported' WHEN unchecked THEN 'constraints' ELSE 'verdict' END
$$;

-- What is counted of a pair: its status with how far it has come.
CREATE FUNCTION pair_keys(status "PairStatus", source text, language text, license text, words int, constraints int, unchecked boolean, accepted int)
RETURNS TABLE ("of" text, key text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('pair.status', ARRAY[status::text, reached_stage(status, constraints, unchecked, accepted)]),
    ('pair.source', ARRAY[source]), ('pair.language', ARRAY[language]), ('pair.license', ARRAY[license]),
    ('pair.words', ARRAY[least(words / 50, 20)::text]), ('pair.constraints', ARRAY[constraints::text])
$$;

-- All counts of a dataset from scratch: what its tallies have to sum up to.
CREATE OR REPLACE FUNCTION count_dataset(dataset uuid) RETURNS TABLE ("of" text, key text[], n int) LANGUAGE sql STABLE AS $$
  SELECT k."of", k.key, count(*)::int
  FROM "Pair" p, pair_keys(p.status, p.source, p.language, p.license, p."responseWords", p."constraintCount", p.unchecked, p."acceptedCount") k
  WHERE p."datasetId" = dataset GROUP BY 1, 2
  UNION ALL
  SELECT 'constraint', ARRAY[c.type, c.origin::text, c.status::text, c.outcome::text, c."outcomeBy"::text], count(*)::int
  FROM "Constraint" c WHERE c."datasetId" = dataset GROUP BY c.type, c.origin, c.status, c.outcome, c."outcomeBy"
  UNION ALL
  SELECT 'decision', decision_key(d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs"), count(*)::int
  FROM "Decision" d WHERE d."datasetId" = dataset GROUP BY 2
$$;

CREATE OR REPLACE FUNCTION tally_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, count(*)
    FROM added r, pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount", r.unchecked, r."acceptedCount") k
    GROUP BY 1, 2, 3;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, -count(*) FROM gone r JOIN "Dataset" d ON d.id = r."datasetId",
      pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount", r.unchecked, r."acceptedCount") k
    GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, sum(r.sign) FROM (
        SELECT 1 AS sign, "datasetId", status, source, language, license, "responseWords", "constraintCount", unchecked, "acceptedCount" FROM added
        UNION ALL SELECT -1, "datasetId", status, source, language, license, "responseWords", "constraintCount", unchecked, "acceptedCount" FROM gone) r,
      pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount", r.unchecked, r."acceptedCount") k
    GROUP BY 1, 2, 3 HAVING sum(r.sign) <> 0;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  END IF;
  RETURN NULL;
END $$;

DROP FUNCTION pair_keys("PairStatus", text, text, text, int, int);

-- Rows there are already, without the triggers: their counts are made anew at once.
ALTER TABLE "Pair" DISABLE TRIGGER tally_updated;
UPDATE "Pair" p SET unchecked = true WHERE p."constraintCount" > 0
  AND NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.outcome IS NOT NULL AND c.status <> 'superseded');
ALTER TABLE "Pair" ENABLE TRIGGER tally_updated;
DELETE FROM "Tally" WHERE "of" = 'pair.status';
INSERT INTO "Tally" ("datasetId", "of", key, n)
SELECT p."datasetId", 'pair.status', ARRAY[p.status::text, reached_stage(p.status, p."constraintCount", p.unchecked, p."acceptedCount")], count(*) FROM "Pair" p GROUP BY 1, 3;
