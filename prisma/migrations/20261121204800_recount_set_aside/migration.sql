-- Decisions on constraints that a run had set aside made them count again without counting them for their pair: those pairs are counted anew.
UPDATE "Pair" p SET
  "constraintCount" = c.total, "undecidedCount" = c.undecided, "acceptedCount" = c.accepted, "refutedCount" = c.refuted,
  unchecked = c.total > 0 AND c.checked = 0,
  status = (CASE WHEN c.total = 0 OR c.undecided = c.total THEN 'pending' WHEN c.undecided = 0 AND c.disputed = 0 THEN 'reviewed' ELSE 'in_review' END)::"PairStatus"
FROM (
  SELECT pair.id, count(k.id)::int AS total,
    count(*) FILTER (WHERE k.status = 'pending')::int AS undecided,
    count(*) FILTER (WHERE k.status = 'accepted')::int AS accepted,
    count(*) FILTER (WHERE k.status = 'disputed')::int AS disputed,
    count(k.outcome)::int AS checked,
    count(*) FILTER (WHERE k.outcome = 'fail' AND k."outcomeBy" IS DISTINCT FROM 'llm')::int AS refuted
  FROM (SELECT DISTINCT d."pairId" AS id FROM "Decision" d WHERE d.before->>'status' = 'superseded') AS pair
    LEFT JOIN "Constraint" k ON k."pairId" = pair.id AND k.status <> 'superseded'
  GROUP BY pair.id) c
WHERE p.id = c.id
  AND (p."constraintCount", p."undecidedCount", p."acceptedCount", p."refutedCount") IS DISTINCT FROM (c.total, c.undecided, c.accepted, c.refuted);
