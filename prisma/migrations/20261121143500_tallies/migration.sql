-- DropIndex
DROP INDEX "Constraint_datasetId_origin_id_idx";

-- DropIndex
DROP INDEX "Constraint_datasetId_outcome_id_idx";

-- DropIndex
DROP INDEX "Constraint_datasetId_status_id_idx";

-- DropIndex
DROP INDEX "Constraint_datasetId_type_status_id_idx";

-- CreateTable
CREATE TABLE "Tally" (
    "id" BIGSERIAL NOT NULL,
    "datasetId" UUID NOT NULL,
    "of" VARCHAR(24) NOT NULL,
    "key" TEXT[],
    "n" INTEGER NOT NULL,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Tally_datasetId_idx" ON "Tally"("datasetId");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_type_pairId_status_outcome_outcomeBy_o_idx" ON "Constraint"("datasetId", "type", "pairId", "status", "outcome", "outcomeBy", "origin");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_outcome_outcomeBy_pairId_idx" ON "Constraint"("datasetId", "outcome", "outcomeBy", "pairId");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_status_pairId_idx" ON "Constraint"("datasetId", "status", "pairId");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_origin_pairId_idx" ON "Constraint"("datasetId", "origin", "pairId");

-- AlterTable
ALTER TABLE "Constraint" ADD COLUMN "decidedById" TEXT;
UPDATE "Constraint" c SET "decidedById" = d."reviewerId" FROM "Decision" d WHERE d."constraintId" = c.id AND d."resultVersion" = c.version AND d.track IN ('', 'final');

-- CreateIndex
CREATE INDEX "Constraint_decidedById_pairId_idx" ON "Constraint"("decidedById", "pairId");

-- CreateIndex
CREATE INDEX "Decision_datasetId_reviewerId_elapsedMs_idx" ON "Decision"("datasetId", "reviewerId", "elapsedMs");

-- CreateIndex
CREATE INDEX "Constraint_text_trgm" ON "Constraint" USING GIN ("text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Pair_datasetId_language_id_idx" ON "Pair"("datasetId", "language", "id");

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is counted of a pair.
CREATE FUNCTION pair_keys(status "PairStatus", source text, language text, license text, words int, constraints int)
RETURNS TABLE ("of" text, key text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('pair.status', ARRAY[status::text]), ('pair.source', ARRAY[source]), ('pair.language', ARRAY[language]), ('pair.license', ARRAY[license]),
    ('pair.words', ARRAY[least(words / 50, 20)::text]), ('pair.constraints', ARRAY[constraints::text])
$$;

-- What is counted of a decision: only a rejection's reason, the day in UTC, and whether it is known how long it took.
CREATE FUNCTION decision_key(kind "DecisionKind", reason text, reviewer text, at timestamptz, elapsed int) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY[kind::text, CASE WHEN kind = 'reject' THEN reason END, reviewer, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), (elapsed IS NOT NULL)::text]
$$;

-- All counts of a dataset from scratch: what its tallies have to sum up to.
CREATE FUNCTION count_dataset(dataset uuid) RETURNS TABLE ("of" text, key text[], n int) LANGUAGE sql STABLE AS $$
  SELECT k."of", k.key, count(*)::int FROM "Pair" p, pair_keys(p.status, p.source, p.language, p.license, p."responseWords", p."constraintCount") k
  WHERE p."datasetId" = dataset GROUP BY 1, 2
  UNION ALL
  SELECT 'constraint', ARRAY[c.type, c.origin::text, c.status::text, c.outcome::text, c."outcomeBy"::text], count(*)::int
  FROM "Constraint" c WHERE c."datasetId" = dataset GROUP BY c.type, c.origin, c.status, c.outcome, c."outcomeBy"
  UNION ALL
  SELECT 'decision', decision_key(d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs"), count(*)::int
  FROM "Decision" d WHERE d."datasetId" = dataset GROUP BY 2
$$;

-- Puts one row in the place of all of a key that no open transaction holds. Waits for nobody, so that it may stand in any transaction.
CREATE FUNCTION fold_tallies(dataset uuid) RETURNS void LANGUAGE sql AS $$
  WITH free AS (SELECT id FROM "Tally" WHERE "datasetId" = dataset FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM "Tally" t USING free WHERE t.id = free.id RETURNING t."datasetId", t."of", t.key, t.n)
  INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT "datasetId", "of", key, sum(n) FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0
$$;

-- Counts anew, for rows that were written with triggers off. Nobody may write to the dataset meanwhile.
CREATE FUNCTION recount_dataset(dataset uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "Tally" WHERE "datasetId" = dataset;
  INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT dataset, c."of", c.key, c.n FROM count_dataset(dataset) c
$$;

-- The differences that a statement makes. A dataset that is being deleted takes its tallies along: then there is nothing to count.
CREATE FUNCTION tally_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, count(*) FROM added r, pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount") k
    GROUP BY 1, 2, 3;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, -count(*) FROM gone r JOIN "Dataset" d ON d.id = r."datasetId",
      pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount") k
    GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, sum(r.sign) FROM (
        SELECT 1 AS sign, "datasetId", status, source, language, license, "responseWords", "constraintCount" FROM added
        UNION ALL SELECT -1, "datasetId", status, source, language, license, "responseWords", "constraintCount" FROM gone) r,
      pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount") k
    GROUP BY 1, 2, 3 HAVING sum(r.sign) <> 0;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION tally_constraints() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], count(*) FROM added
    GROUP BY "datasetId", type, origin, status, outcome, "outcomeBy";
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], -count(*)
    FROM gone r JOIN "Dataset" d ON d.id = r."datasetId" GROUP BY r."datasetId", type, origin, status, outcome, "outcomeBy";
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], sum(sign) FROM (
        SELECT 1 AS sign, "datasetId", type, origin, status, outcome, "outcomeBy" FROM added
        UNION ALL SELECT -1, "datasetId", type, origin, status, outcome, "outcomeBy" FROM gone) r
    GROUP BY "datasetId", type, origin, status, outcome, "outcomeBy" HAVING sum(sign) <> 0;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION tally_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'decision', decision_key(kind, reason, "reviewerId", "createdAt", "elapsedMs"), count(*) FROM added GROUP BY 1, 3;
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", 'decision', decision_key(kind, reason, "reviewerId", r."createdAt", "elapsedMs"), -count(*)
    FROM gone r JOIN "Dataset" d ON d.id = r."datasetId" GROUP BY 1, 3;
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'decision', decision_key(kind, reason, "reviewerId", "createdAt", "elapsedMs"), sum(sign) FROM (
        SELECT 1 AS sign, "datasetId", kind, reason, "reviewerId", "createdAt", "elapsedMs" FROM added
        UNION ALL SELECT -1, "datasetId", kind, reason, "reviewerId", "createdAt", "elapsedMs" FROM gone) r
    GROUP BY 1, 3 HAVING sum(sign) <> 0;
  END IF;
  RETURN NULL;
END $$;

-- Who deletes a whole dataset, tallies and all, says so: it would be asked at each of its rows, since the foreign keys delete them one by one.
CREATE TRIGGER tally_inserted AFTER INSERT ON "Pair" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_pairs();
CREATE TRIGGER tally_updated AFTER UPDATE ON "Pair" REFERENCING NEW TABLE AS added OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_pairs();
CREATE TRIGGER tally_deleted AFTER DELETE ON "Pair" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_pairs();
CREATE TRIGGER tally_inserted AFTER INSERT ON "Constraint" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_constraints();
CREATE TRIGGER tally_updated AFTER UPDATE ON "Constraint" REFERENCING NEW TABLE AS added OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_constraints();
CREATE TRIGGER tally_deleted AFTER DELETE ON "Constraint" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_constraints();
CREATE TRIGGER tally_inserted AFTER INSERT ON "Decision" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_decisions();
CREATE TRIGGER tally_updated AFTER UPDATE ON "Decision" REFERENCING NEW TABLE AS added OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_decisions();
CREATE TRIGGER tally_deleted AFTER DELETE ON "Decision" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_decisions();

INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT d.id, c."of", c.key, c.n FROM "Dataset" d, count_dataset(d.id) c;
