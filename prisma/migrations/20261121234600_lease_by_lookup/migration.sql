-- As before, but which of the listed places there are already is looked up place by place: as an anti-join, which Postgres expects to have a hundred
-- thousand rows to ask about, it read all places of all datasets for each lease.
CREATE OR REPLACE FUNCTION lease_pairs(dataset uuid, reviewer text, listed json, most int, seconds float8) RETURNS TABLE (pair uuid, place int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO "ReviewSlot" ("datasetId", "pairId", slot, band)
  SELECT dataset, c.id, n.slot, c.band FROM json_to_recordset(listed) AS c (id uuid, band int, wanted int), generate_series(1, c.wanted) AS n (slot)
  WHERE (SELECT true FROM "ReviewSlot" s WHERE s."pairId" = c.id AND s.slot = n.slot) IS NULL ORDER BY c.id, n.slot
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
