-- The words of a constraint and its pairs of neighbouring words, as numbers that are a dataset's own. Each sign of a script without spaces is a word.
CREATE FUNCTION precedent_words(dataset uuid, said text) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH words AS (
    SELECT w, lead(w) OVER (ORDER BY n) AS next
    FROM regexp_split_to_table(regexp_replace(lower(left(said, 1000)), '([\u3040-\u30ff\u3400-\u9fff])', ' \1 ', 'g'), '[^[:alnum:]]+') WITH ORDINALITY AS s (w, n) WHERE w <> '')
  SELECT coalesce(array_agg(DISTINCT hashtextextended(t, hashtextextended(dataset::text, 0))), '{}') FROM words, LATERAL (VALUES (w), (w || ' ' || next)) AS v (t) WHERE t IS NOT NULL
$$;

-- What was accepted or rejected, by its words and in order of its text (lib/review/precedents). Written to at once, so that no decision waits for a list of
-- others to be worked off.
CREATE INDEX "Constraint_precedent_words" ON "Constraint" USING GIN (precedent_words("datasetId", text)) WITH (fastupdate = off) WHERE status IN ('accepted', 'rejected');
CREATE INDEX "Constraint_precedent_text" ON "Constraint" ("datasetId", type, left(text, 200), id) WHERE status IN ('accepted', 'rejected');
ANALYZE "Constraint";
