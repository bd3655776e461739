-- As before (see `decide_in_one`), and the undo of such a decision where it was the last word on its constraint and nothing was taken back there before.
CREATE OR REPLACE FUNCTION decide_plainly(reviewer text, inputs json) RETURNS TABLE (id uuid, at timestamptz, found json) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  -- Counts are folded by whoever has the time: see fold_tallies.
  PERFORM set_config('pincer.unfolded', 'on', true);
  PERFORM p.id FROM "Pair" p
  WHERE p.id IN (SELECT c."pairId" FROM json_to_recordset(inputs) AS g ("constraintId" uuid) JOIN "Constraint" c ON c.id = g."constraintId") ORDER BY p.id FOR UPDATE;
  RETURN QUERY
  WITH given AS MATERIALIZED (
      SELECT g.id, g.kind, g.reason, g."elapsedMs", undone.id AS undoes, n.becomes,
        CASE WHEN g.kind <> 'undo' THEN reviewer ELSE (
          SELECT x."reviewerId" FROM "Decision" x WHERE x."constraintId" = c.id AND x.track = '' AND x."resultVersion" < c.version ORDER BY x."resultVersion" DESC LIMIT 1) END AS decider,
        c.id AS "constraintId", c."datasetId", c."pairId", c.status AS was, c.version, nullif(d."guidelinesVersion", 0) AS guidelines,
        EXISTS (SELECT 1 FROM "Constraint" k WHERE k."pairId" = c."pairId" AND k.status = 'disputed') AS disputed,
        n.before,
        json_build_object('id', c.id, 'datasetId', c."datasetId", 'pairId', c."pairId", 'position', c.position, 'type', c.type, 'rawType', c."rawType", 'text', c.text, 'origin', c.origin, 'checkerId', c."checkerId",
          'checkerVersion', c."checkerVersion", 'kwargs', c.kwargs, 'status', c.status, 'outcome', c.outcome, 'outcomeBy', c."outcomeBy", 'measured', c.measured, 'detail', c.detail,
          'evidence', c.evidence, 'generationId', c."generationId", 'version', c.version, 'becomes', n.becomes, 'policy', d.policy,
          'decisions', CASE WHEN c.version = 0 THEN '[]' ELSE coalesce((
            SELECT json_agg(json_build_object('id', x.id, 'kind', x.kind, 'undoesId', x."undoesId", 'track', x.track, 'resultVersion', x."resultVersion", 'reviewerId', x."reviewerId",
              'reviewer', CASE WHEN u.id IS NOT NULL THEN json_build_object('name', u.name) END, 'reason', x.reason, 'before', x.before, 'createdAt', x."createdAt") ORDER BY x."resultVersion")
            FROM "Decision" x LEFT JOIN "User" u ON u.id = x."reviewerId" WHERE x."constraintId" = c.id), '[]') END,
          'verdicts', CASE WHEN c."outcomeBy" = 'llm' THEN coalesce((
            SELECT json_agg(json_build_object('text', v.text, 'generationId', v."generationId") ORDER BY v.id DESC)
            FROM (SELECT n.id, n.text, n."generationId" FROM "Verdict" n WHERE n."constraintId" = c.id AND n.method = 'llm' ORDER BY n.id DESC LIMIT 5) v), '[]') ELSE '[]' END) AS found
      FROM json_to_recordset(inputs) AS g (id uuid, "constraintId" uuid, kind text, reason text, "elapsedMs" int, "seenVersion" int, "undoesId" uuid)
        JOIN "Constraint" c ON c.id = g."constraintId" JOIN "Dataset" d ON d.id = c."datasetId"
        LEFT JOIN "Decision" undone
          ON g.kind = 'undo' AND undone.id = g."undoesId" AND undone."constraintId" = c.id AND undone.track = '' AND undone."resultVersion" = c.version AND undone.kind IN ('accept', 'reject', 'skip', 'flag')
        CROSS JOIN LATERAL (
          SELECT (CASE g.kind WHEN 'accept' THEN 'accepted' WHEN 'reject' THEN 'rejected' WHEN 'skip' THEN 'skipped' WHEN 'flag' THEN 'flagged' ELSE undone.before->>'status' END)::"ConstraintStatus" AS becomes,
            jsonb_build_object('type', c.type, 'text', c.text, 'status', c.status, 'checkerId', c."checkerId", 'checkerVersion', c."checkerVersion", 'kwargs', c.kwargs, 'outcome', c.outcome,
              'outcomeBy', c."outcomeBy", 'measured', c.measured, 'detail', c.detail, 'evidence', c.evidence) AS before) n
      WHERE c.version = g."seenVersion" AND c.status NOT IN ('disputed', 'superseded') AND coalesce(d.policy->'overlap', '1'::jsonb) = '1'::jsonb
        AND NOT (g.kind = 'accept' AND c.outcome IS NOT NULL AND c.outcome IN ('fail', 'error') AND c."outcomeBy" IS DISTINCT FROM 'llm')
        -- What an undo brings back differs by its status only, and no redo makes it hard to say which decision stands then.
        AND (g.kind <> 'undo' OR (undone.before - 'status' = n.before - 'status' AND n.becomes NOT IN ('disputed', 'superseded')
          AND NOT EXISTS (SELECT 1 FROM "Decision" x WHERE x."constraintId" = c.id AND x.track = '' AND x.kind = 'undo')))
        -- One that was set aside counts for its pair again, which takes counting it; whom others had decided with is settled by counting them.
        AND NOT EXISTS (SELECT 1 FROM "Opinion" o WHERE o."pairId" = c."pairId") AND NOT EXISTS (SELECT 1 FROM "Decision" x WHERE x.id = g.id)),
    updated AS (
      UPDATE "Constraint" c SET status = g.becomes, version = c.version + 1, "decidedById" = g.decider FROM given g WHERE c.id = g."constraintId" RETURNING c.id),
    counted AS (
      UPDATE "Pair" p SET "undecidedCount" = p."undecidedCount" + x.undecided, "acceptedCount" = p."acceptedCount" + x.accepted,
        status = (CASE WHEN p."undecidedCount" + x.undecided = p."constraintCount" THEN 'pending'
          WHEN p."undecidedCount" + x.undecided = 0 AND NOT x.disputed THEN 'reviewed' ELSE 'in_review' END)::"PairStatus"
      FROM (
        SELECT g."pairId", sum((g.becomes = 'pending')::int - (g.was = 'pending')::int) AS undecided, sum((g.becomes = 'accepted')::int - (g.was = 'accepted')::int) AS accepted,
          bool_or(g.disputed) AS disputed
        FROM given g JOIN updated u ON u.id = g."constraintId" GROUP BY 1) x
      WHERE p.id = x."pairId"),
    made AS (
      INSERT INTO "Decision" (id, "datasetId", "pairId", "constraintId", "reviewerId", track, kind, reason, "seenVersion", "resultVersion", before, "undoesId", "elapsedMs", "guidelinesVersion")
      SELECT g.id, g."datasetId", g."pairId", g."constraintId", reviewer, '', g.kind::"DecisionKind", g.reason, g.version, g.version + 1, g.before, g.undoes, g."elapsedMs", g.guidelines
      FROM given g JOIN updated u ON u.id = g."constraintId"
      RETURNING "Decision".id, "Decision"."createdAt")
  SELECT g.id, m."createdAt", g.found FROM given g JOIN made m ON m.id = g.id;
END $$;
