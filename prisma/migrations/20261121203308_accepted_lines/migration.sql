-- CreateTable
CREATE TABLE "AcceptedLine" (
    "pairId" UUID NOT NULL,
    "line" TEXT NOT NULL,

    CONSTRAINT "AcceptedLine_pkey" PRIMARY KEY ("pairId")
);

-- AddForeignKey
ALTER TABLE "AcceptedLine" ADD CONSTRAINT "AcceptedLine_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is said of one accepted constraint: fingerprint, type, text, checker, parameters, and the verdict that is kept, with its version. One counts
-- that a program found of exactly this response and these parameters, and that the constraint still says. Texts are JSON: the signs
-- between them are in none. All of a pair in order of fingerprint, which lib/exports/accepted-constraint.ts reads.
CREATE VIEW "AcceptedLineNow" AS
SELECT c."pairId", c."datasetId", string_agg(
    c.fingerprint || E'\x03' || to_json(c.type)::text || E'\x03' || to_json(c.text)::text || E'\x03' || coalesce(to_json(c."checkerId")::text, '') || E'\x03' || coalesce(c.kwargs::text, '')
    || E'\x03' || CASE WHEN c.outcome IS NOT NULL AND c."checkerId" IS NOT NULL AND c."checkerVersion" IS NOT NULL AND c.kwargs IS NOT NULL AND EXISTS (
      SELECT 1 FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = 'rule' AND v."contentHash" = p."contentHash" AND v.outcome = c.outcome
        AND v."checkerId" = c."checkerId" AND v."checkerVersion" = c."checkerVersion" AND v.kwargs = c.kwargs)
      THEN c.outcome::text || ' ' || c."checkerVersion" ELSE '' END,
    E'\x04' ORDER BY c.fingerprint COLLATE "C") AS line
FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId" WHERE c.status = 'accepted' GROUP BY c."pairId", c."datasetId";

-- Brings the lines of pairs up to date. Whoever changes constraints of one pair at the same time waits: of two the second sees what the first did.
CREATE FUNCTION keep_accepted_lines(pairs uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "Pair" WHERE id = ANY (pairs) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM "AcceptedLine" l WHERE l."pairId" = ANY (pairs) AND NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = l."pairId" AND c.status = 'accepted');
  INSERT INTO "AcceptedLine" ("pairId", line) SELECT n."pairId", n.line FROM "AcceptedLineNow" n WHERE n."pairId" = ANY (pairs)
  ON CONFLICT ("pairId") DO UPDATE SET line = excluded.line WHERE "AcceptedLine".line <> excluded.line;
END $$;

CREATE FUNCTION line_of_constraints() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pairs uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT "pairId") INTO pairs FROM added WHERE status = 'accepted';
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT "pairId") INTO pairs FROM gone WHERE status = 'accepted';
  ELSE
    SELECT array_agg(DISTINCT a."pairId") INTO pairs FROM added a JOIN gone g ON g.id = a.id
    WHERE (a.status = 'accepted' OR g.status = 'accepted')
      AND (a.status, a.type, a.text, a."checkerId", a."checkerVersion", a.kwargs, a.outcome, a.fingerprint) IS DISTINCT FROM (g.status, g.type, g.text, g."checkerId", g."checkerVersion", g.kwargs, g.outcome, g.fingerprint);
  END IF;
  IF pairs IS NOT NULL THEN PERFORM keep_accepted_lines(pairs); END IF;
  RETURN NULL;
END $$;

-- A program that looks again at what was accepted before. New constraints are pending: their verdicts change no line.
CREATE FUNCTION line_of_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pairs uuid[];
BEGIN
  SELECT array_agg(DISTINCT c."pairId") INTO pairs FROM added v JOIN "Constraint" c ON c.id = v."constraintId" WHERE v.method = 'rule' AND c.status = 'accepted';
  IF pairs IS NOT NULL THEN PERFORM keep_accepted_lines(pairs); END IF;
  RETURN NULL;
END $$;

-- Verdicts are appended and never changed, and a pair's content hash is what it is.
CREATE TRIGGER line_inserted AFTER INSERT ON "Constraint" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION line_of_constraints();
CREATE TRIGGER line_updated AFTER UPDATE ON "Constraint" REFERENCING NEW TABLE AS added OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION line_of_constraints();
-- The lines of a dataset that is deleted whole go with its pairs.
CREATE TRIGGER line_deleted AFTER DELETE ON "Constraint" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION line_of_constraints();
CREATE TRIGGER line_inserted AFTER INSERT ON "Verdict" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION line_of_verdicts();

INSERT INTO "AcceptedLine" ("pairId", line) SELECT "pairId", line FROM "AcceptedLineNow";
