CREATE TABLE "PairDoubt" (
    "pairId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "certainty" INTEGER NOT NULL,
    "open" BOOLEAN NOT NULL,

    CONSTRAINT "PairDoubt_pkey" PRIMARY KEY ("pairId")
);

-- How many voices a constraint's outcome has beside those of judges' verdicts: what a judge says is among these already, where there are any; one that came without counts as one.
CREATE FUNCTION own_voices(outcome "VerdictOutcome", said_by "VerdictMethod", judges bigint) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN outcome IS NULL THEN 0 WHEN said_by IS DISTINCT FROM 'llm' THEN 4 WHEN judges = 0 THEN 1 ELSE 0 END
$$;

-- How much a constraint is in doubt, 0 to 100. Whoever wrote it says that it holds, which is one voice; each judge of its present text has one, and a program
-- has four; who is unsure speaks half for it and half against it. The doubt is what is missing from the distance between the two to all voices and one more. What
-- a program refutes, or could not check, nobody may accept as it is: whether it is to be edited or rejected is wholly open.
-- (One expression, so that Postgres puts it where it is called; half voices for and against cancel out in the difference.)
CREATE FUNCTION constraint_doubt(outcome "VerdictOutcome", said_by "VerdictMethod", yes bigint, no bigint, unsure bigint) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN outcome IN ('fail', 'error') AND said_by IS DISTINCT FROM 'llm' THEN 100
    ELSE round(100 - 100.0 * abs(1 + yes - no + own_voices(outcome, said_by, yes + no + unsure) * (CASE outcome WHEN 'pass' THEN 1 WHEN 'unsure' THEN 0 ELSE -1 END))
      / (2 + yes + no + unsure + own_voices(outcome, said_by, yes + no + unsure)))::int END
$$;

-- How far a pair is from having anything in doubt: first by its most doubtful constraint, then by what the others are in doubt together. The smaller, the more.
CREATE VIEW "PairDoubtNow" AS
SELECT "pairId", "datasetId", (100000 - 1000 * max(doubt) - least(999, sum(doubt) - max(doubt)))::int AS certainty
FROM (
  SELECT c."pairId", c."datasetId", constraint_doubt(c.outcome, c."outcomeBy", j.yes, j.no, j.unsure) AS doubt
  FROM "Constraint" c CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE v.outcome = 'pass') AS yes, count(*) FILTER (WHERE v.outcome = 'fail') AS no, count(*) FILTER (WHERE v.outcome IN ('unsure', 'error')) AS unsure
    FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = 'llm' AND v.text = c.text) j
  WHERE c.status <> 'superseded') k
GROUP BY "pairId", "datasetId";

-- Brings what is kept of these pairs in line with their constraints and verdicts; whoever changes them calls it, as they bring the pair's counters in line, with the pair's row locked.
CREATE FUNCTION keep_doubts(pairs uuid[]) RETURNS void LANGUAGE plpgsql SET plan_cache_mode TO force_generic_plan AS $$
BEGIN
  INSERT INTO "PairDoubt" AS d ("pairId", "datasetId", certainty, open)
  SELECT n."pairId", n."datasetId", n.certainty, p.status <> 'reviewed' FROM "PairDoubtNow" n JOIN "Pair" p ON p.id = n."pairId" WHERE n."pairId" = ANY (pairs) ORDER BY 1
  ON CONFLICT ("pairId") DO UPDATE SET certainty = excluded.certainty, open = excluded.open WHERE (d.certainty, d.open) IS DISTINCT FROM (excluded.certainty, excluded.open);
  DELETE FROM "PairDoubt" d WHERE d."pairId" = ANY (pairs) AND NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = d."pairId" AND c.status <> 'superseded');
END $$;

-- A decision changes a pair's status and nothing that doubt goes by: it is open or not with that.
CREATE FUNCTION doubt_follows_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "PairDoubt" SET open = NEW.status <> 'reviewed' WHERE "pairId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER doubt_open AFTER UPDATE OF status ON "Pair" FOR EACH ROW WHEN ((OLD.status = 'reviewed') <> (NEW.status = 'reviewed')) EXECUTE FUNCTION doubt_follows_status();

-- What there is, all at once, before there are indexes to keep: as the view says, but judges' verdicts are gathered first, not looked up constraint by constraint.
INSERT INTO "PairDoubt" ("pairId", "datasetId", certainty, open)
SELECT p.id, p."datasetId", n.certainty, p.status <> 'reviewed'
FROM (
  SELECT "pairId", (100000 - 1000 * max(doubt) - least(999, sum(doubt) - max(doubt)))::int AS certainty
  FROM (
    SELECT c."pairId", constraint_doubt(c.outcome, c."outcomeBy", coalesce(j.yes, 0), coalesce(j.no, 0), coalesce(j.unsure, 0)) AS doubt
    FROM "Constraint" c LEFT JOIN (
      SELECT v."constraintId", count(*) FILTER (WHERE v.outcome = 'pass') AS yes, count(*) FILTER (WHERE v.outcome = 'fail') AS no, count(*) FILTER (WHERE v.outcome IN ('unsure', 'error')) AS unsure
      FROM "Verdict" v JOIN "Constraint" o ON o.id = v."constraintId" AND o.text = v.text WHERE v.method = 'llm' GROUP BY 1) j ON j."constraintId" = c.id
    WHERE c.status <> 'superseded') k
  GROUP BY 1) n
JOIN "Pair" p ON p.id = n."pairId";

CREATE INDEX "PairDoubt_datasetId_certainty_pairId_idx" ON "PairDoubt"("datasetId", "certainty", "pairId");
-- What is reviewed is not walked past.
CREATE INDEX "PairDoubt_open" ON "PairDoubt"("datasetId", "certainty", "pairId") WHERE open;
ALTER TABLE "PairDoubt" ADD CONSTRAINT "PairDoubt_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;
