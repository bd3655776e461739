-- As before, but that the counts are folded a fourth as often: each fold reads all counts of the dataset, and some statement of a decision waits for it.
-- What is folded leaves dead rows behind, which every reader of the counts passes: they are cleared by their number, not by their share.
CREATE OR REPLACE FUNCTION tally_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", k."of", k.key, count(*)
    FROM added r, pair_keys(r.status, r.source, r.language, r.license, r."responseWords", r."constraintCount", r.unchecked, r."acceptedCount") k
    GROUP BY 1, 2, 3;
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
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
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tally_constraints() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], count(*) FROM added
    GROUP BY "datasetId", type, origin, status, outcome, "outcomeBy";
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
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
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tally_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'decision', decision_key(kind, reason, "reviewerId", "createdAt", "elapsedMs"), count(*) FROM added GROUP BY 1, 3;
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
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

ALTER TABLE "Tally" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
