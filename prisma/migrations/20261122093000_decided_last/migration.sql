-- All counts of a dataset from scratch, with how many constraints stand decided by each person.
CREATE OR REPLACE FUNCTION count_dataset(dataset uuid) RETURNS TABLE ("of" text, key text[], n int) LANGUAGE sql STABLE AS $$
  SELECT k."of", k.key, count(*)::int
  FROM "Pair" p, pair_keys(p.status, p.source, p.language, p.license, p."responseWords", p."constraintCount", p.unchecked, p."acceptedCount") k
  WHERE p."datasetId" = dataset GROUP BY 1, 2
  UNION ALL
  SELECT 'pair.tag', ARRAY[g."tagId"::text], count(*)::int FROM "PairTag" g WHERE g."datasetId" = dataset GROUP BY g."tagId"
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

-- As before, and who decided last what stands decided.
CREATE OR REPLACE FUNCTION tally_constraints() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], count(*) FROM added
    GROUP BY "datasetId", type, origin, status, outcome, "outcomeBy"
    UNION ALL
    SELECT "datasetId", 'constraint.reviewer', ARRAY["decidedById"], count(*) FROM added WHERE status <> 'pending' AND "decidedById" IS NOT NULL GROUP BY "datasetId", "decidedById";
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], -count(*)
    FROM gone r JOIN "Dataset" d ON d.id = r."datasetId" GROUP BY r."datasetId", type, origin, status, outcome, "outcomeBy"
    UNION ALL
    SELECT r."datasetId", 'constraint.reviewer', ARRAY["decidedById"], -count(*)
    FROM gone r JOIN "Dataset" d ON d.id = r."datasetId" WHERE status <> 'pending' AND "decidedById" IS NOT NULL GROUP BY r."datasetId", "decidedById";
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT "datasetId", 'constraint', ARRAY[type, origin::text, status::text, outcome::text, "outcomeBy"::text], sum(sign) FROM (
        SELECT 1 AS sign, "datasetId", type, origin, status, outcome, "outcomeBy" FROM added
        UNION ALL SELECT -1, "datasetId", type, origin, status, outcome, "outcomeBy" FROM gone) r
    GROUP BY "datasetId", type, origin, status, outcome, "outcomeBy" HAVING sum(sign) <> 0
    UNION ALL
    SELECT "datasetId", 'constraint.reviewer', ARRAY["decidedById"], sum(sign) FROM (
        SELECT 1 AS sign, "datasetId", status, "decidedById" FROM added UNION ALL SELECT -1, "datasetId", status, "decidedById" FROM gone) r
    WHERE status <> 'pending' AND "decidedById" IS NOT NULL GROUP BY "datasetId", "decidedById" HAVING sum(sign) <> 0;
    IF random() < 0.005 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  END IF;
  RETURN NULL;
END $$;

INSERT INTO "Tally" ("datasetId", "of", key, n)
SELECT c."datasetId", 'constraint.reviewer', ARRAY[c."decidedById"], count(*) FROM "Constraint" c WHERE c.status <> 'pending' AND c."decidedById" IS NOT NULL GROUP BY c."datasetId", c."decidedById";
