-- Puts one row in the place of several of a key that no open transaction holds. Keys with one row are left as they are, so that a fold
-- writes only what has been counted since the last one, however many keys a dataset has. Waits for nobody, so that it may stand in any transaction.
CREATE OR REPLACE FUNCTION fold_tallies(dataset uuid) RETURNS void LANGUAGE sql AS $$
  WITH free AS (
      SELECT id FROM "Tally"
      WHERE "datasetId" = dataset AND ("of", key) IN (SELECT "of", key FROM "Tally" WHERE "datasetId" = dataset GROUP BY 1, 2 HAVING count(*) > 1)
      FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM "Tally" t USING free WHERE t.id = free.id RETURNING t."datasetId", t."of", t.key, t.n)
  INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT "datasetId", "of", key, sum(n) FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0
$$;
