-- Takes those decisions of a request that need nothing but themselves, all at once, and answers them with their constraints as they were before: an
-- acceptance, a rejection, a skip or a flag, by the one person who is enough, on the version that stands and where nothing speaks against it. The
-- rows of their pairs are the locks of everything about them, taken in id order as everybody takes them; each statement below reads what stands then.
CREATE FUNCTION decide_plainly(reviewer text, inputs json) RETURNS TABLE (id uuid, at timestamptz, found json) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  -- Counts are folded by whoever has the time: see fold_tallies.
  PERFORM set_config('pincer.unfolded', 'on', true);
  PERFORM p.id FROM "Pair" p
  WHERE p.id IN (SELECT c."pairId" FROM json_to_recordset(inputs) AS g ("constraintId" uuid) JOIN "Constraint" c ON c.id = g."constraintId") ORDER BY p.id FOR UPDATE;
  RETURN QUERY
  WITH given AS MATERIALIZED (
      SELECT g.id, g.kind, g.reason, g."elapsedMs", (CASE g.kind WHEN 'accept' THEN 'accepted' WHEN 'reject' THEN 'rejected' WHEN 'skip' THEN 'skipped' WHEN 'flag' THEN 'flagged' END)::"ConstraintStatus" AS becomes,
        c.id AS "constraintId", c."datasetId", c."pairId", c.status AS was, c.version, nullif(d."guidelinesVersion", 0) AS guidelines,
        EXISTS (SELECT 1 FROM "Constraint" k WHERE k."pairId" = c."pairId" AND k.status = 'disputed') AS disputed,
        jsonb_build_object('type', c.type, 'text', c.text, 'status', c.status, 'checkerId', c."checkerId", 'checkerVersion', c."checkerVersion", 'kwargs', c.kwargs, 'outcome', c.outcome,
          'outcomeBy', c."outcomeBy", 'measured', c.measured, 'detail', c.detail, 'evidence', c.evidence) AS before,
        json_build_object('id', c.id, 'datasetId', c."datasetId", 'pairId', c."pairId", 'position', c.position, 'type', c.type, 'rawType', c."rawType", 'text', c.text, 'origin', c.origin, 'checkerId', c."checkerId",
          'checkerVersion', c."checkerVersion", 'kwargs', c.kwargs, 'status', c.status, 'outcome', c.outcome, 'outcomeBy', c."outcomeBy", 'measured', c.measured, 'detail', c.detail,
          'evidence', c.evidence, 'generationId', c."generationId", 'version', c.version, 'policy', d.policy,
          'decisions', CASE WHEN c.version = 0 THEN '[]' ELSE coalesce((
            SELECT json_agg(json_build_object('id', x.id, 'kind', x.kind, 'undoesId', x."undoesId", 'track', x.track, 'resultVersion', x."resultVersion", 'reviewerId', x."reviewerId",
              'reviewer', CASE WHEN u.id IS NOT NULL THEN json_build_object('name', u.name) END, 'reason', x.reason, 'before', x.before, 'createdAt', x."createdAt") ORDER BY x."resultVersion")
            FROM "Decision" x LEFT JOIN "User" u ON u.id = x."reviewerId" WHERE x."constraintId" = c.id), '[]') END,
          'verdicts', CASE WHEN c."outcomeBy" = 'llm' THEN coalesce((
            SELECT json_agg(json_build_object('text', v.text, 'generationId', v."generationId") ORDER BY v.id DESC)
            FROM (SELECT n.id, n.text, n."generationId" FROM "Verdict" n WHERE n."constraintId" = c.id AND n.method = 'llm' ORDER BY n.id DESC LIMIT 5) v), '[]') ELSE '[]' END) AS found
      FROM json_to_recordset(inputs) AS g (id uuid, "constraintId" uuid, kind text, reason text, "elapsedMs" int, "seenVersion" int)
        JOIN "Constraint" c ON c.id = g."constraintId" JOIN "Dataset" d ON d.id = c."datasetId"
      WHERE c.version = g."seenVersion" AND c.status NOT IN ('disputed', 'superseded') AND coalesce(d.policy->'overlap', '1'::jsonb) = '1'::jsonb
        AND NOT (g.kind = 'accept' AND c.outcome IS NOT NULL AND c.outcome IN ('fail', 'error') AND c."outcomeBy" IS DISTINCT FROM 'llm')
        -- One that was set aside counts for its pair again, which takes counting it; whom others had decided with is settled by counting them.
        AND NOT EXISTS (SELECT 1 FROM "Opinion" o WHERE o."pairId" = c."pairId") AND NOT EXISTS (SELECT 1 FROM "Decision" x WHERE x.id = g.id)),
    updated AS (
      UPDATE "Constraint" c SET status = g.becomes, version = c.version + 1, "decidedById" = reviewer FROM given g WHERE c.id = g."constraintId" RETURNING c.id),
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
      INSERT INTO "Decision" (id, "datasetId", "pairId", "constraintId", "reviewerId", track, kind, reason, "seenVersion", "resultVersion", before, "elapsedMs", "guidelinesVersion")
      SELECT g.id, g."datasetId", g."pairId", g."constraintId", reviewer, '', g.kind::"DecisionKind", g.reason, g.version, g.version + 1, g.before, g."elapsedMs", g.guidelines
      FROM given g JOIN updated u ON u.id = g."constraintId"
      RETURNING "Decision".id, "Decision"."createdAt")
  SELECT g.id, m."createdAt", g.found FROM given g JOIN made m ON m.id = g.id;
END $$;

-- Leases the first of the listed pairs (id, band, wanted, place) at which there is a place: see lib/review/queue. That a lease is lost where the
-- machine stops at that moment costs nobody a decision, so that nobody waits for the disk.
CREATE FUNCTION lease_pairs(dataset uuid, reviewer text, listed json, most int, seconds float8) RETURNS TABLE (pair uuid, place int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO "ReviewSlot" ("datasetId", "pairId", slot, band)
  SELECT dataset, c.id, n.slot, c.band FROM json_to_recordset(listed) AS c (id uuid, band int, wanted int), generate_series(1, c.wanted) AS n (slot)
  WHERE NOT EXISTS (SELECT 1 FROM "ReviewSlot" s WHERE s."pairId" = c.id AND s.slot = n.slot) ORDER BY c.id, n.slot
  ON CONFLICT DO NOTHING;
  RETURN QUERY
  WITH free AS MATERIALIZED (
      SELECT c.id, c.band, c.place, s.slot
      FROM json_to_recordset(listed) AS c (id uuid, band int, place int)
        CROSS JOIN LATERAL (
          SELECT s.slot FROM "ReviewSlot" s
          WHERE s."pairId" = c.id AND s."doneAt" IS NULL AND (s."reviewerId" = reviewer OR s."leasedUntil" IS NULL OR s."leasedUntil" <= now())
            AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" m WHERE m."pairId" = c.id AND m."reviewerId" = reviewer AND m.slot <> s.slot)
          ORDER BY s.slot LIMIT 1
          FOR UPDATE SKIP LOCKED) s
      LIMIT most)
  UPDATE "ReviewSlot" s SET "reviewerId" = reviewer, "leasedUntil" = now() + make_interval(secs => seconds), band = free.band
  FROM free WHERE s."pairId" = free.id AND s.slot = free.slot
  RETURNING s."pairId", free.place;
END $$;

-- As before, but not where a statement is to be quick: its counts are folded later.
ALTER FUNCTION fold_tallies(uuid) RENAME TO fold_tallies_now;
CREATE FUNCTION fold_tallies(dataset uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('pincer.unfolded', true) IS DISTINCT FROM 'on' THEN PERFORM fold_tallies_now(dataset); END IF;
END $$;
