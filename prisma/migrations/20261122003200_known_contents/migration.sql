-- Which of these contents a dataset has, each looked up by the unique index of a dataset's contents. The planner has no say: of a dataset that came after it looked at the table it thinks that it has
-- hardly a pair, so that any index with the dataset in it seems as good, and each look-up would read all of its pairs. In order of content there is just that index.
CREATE FUNCTION known_contents(dataset uuid, hashes text[]) RETURNS SETOF text LANGUAGE sql STABLE
SET enable_sort TO off SET enable_incremental_sort TO off SET enable_seqscan TO off SET enable_bitmapscan TO off
AS $$
  SELECT asked.hash FROM unnest(hashes) AS asked(hash)
  CROSS JOIN LATERAL (
    SELECT p."contentHash" FROM "Pair" p WHERE p."datasetId" = dataset AND p."contentHash" >= asked.hash::bpchar ORDER BY p."contentHash" LIMIT 1) AS next
  WHERE next."contentHash" = asked.hash::bpchar
$$;
