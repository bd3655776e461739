-- CreateTable
CREATE TABLE "CheckAsked" (
    "id" BIGSERIAL NOT NULL,
    "checkerId" VARCHAR(96) NOT NULL,
    "kwargs" JSONB NOT NULL,

    CONSTRAINT "CheckAsked_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CheckRarity_bits_idx" ON "CheckRarity"("bits");

-- The constraints of a check, in order of their pairs: where few are as rare as a filter asks, they are found from their checks.
CREATE INDEX "Constraint_checks" ON "Constraint"("datasetId", "checkerId", (md5("kwargs"::text)::char(32)), "pairId") WHERE "checkerId" IS NOT NULL;

-- The checkers whose measures the reference corpus has (lib/constraints/rarity: a test holds the two together): of others no rarity is known.
CREATE FUNCTION has_rarity(checker text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT checker = ANY (ARRAY[
    'pincer:average_sentence_words', 'pincer:block_quote_count', 'pincer:bold_count', 'pincer:bullet_count', 'pincer:capital_word_count',
    'pincer:character_count', 'pincer:code_block_count', 'pincer:contraction_count', 'pincer:date_count', 'pincer:digit_count', 'pincer:emoji_count',
    'pincer:exclamation_count', 'pincer:first_person_count', 'pincer:heading_count', 'pincer:iso_date_count', 'pincer:line_count',
    'pincer:link_count', 'pincer:list_item_count', 'pincer:list_item_words', 'pincer:money_count', 'pincer:non_ascii_count', 'pincer:number_count',
    'pincer:numbered_item_count', 'pincer:paragraph_count', 'pincer:paragraph_sentences', 'pincer:paragraph_words', 'pincer:percentage_count',
    'pincer:placeholder_count', 'pincer:punctuation_absent', 'pincer:question_count', 'pincer:reading_level', 'pincer:second_person_count',
    'pincer:section_count', 'pincer:sentence_count', 'pincer:sentence_openings', 'pincer:sentence_words', 'pincer:table_column_count',
    'pincer:table_count', 'pincer:table_row_count', 'pincer:title_words', 'pincer:unique_word_count', 'pincer:whitespace_count', 'pincer:word_count',
    'pincer:word_repeats', 'pincer:word_size'])
$$;

-- Notes checks whose rarity nobody has counted.
CREATE FUNCTION note_checks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "CheckAsked" ("checkerId", kwargs)
  SELECT c."checkerId", c.kwargs FROM (SELECT DISTINCT "checkerId", kwargs FROM added WHERE "checkerId" IS NOT NULL AND kwargs IS NOT NULL AND has_rarity("checkerId")) c
  WHERE NOT EXISTS (SELECT 1 FROM "CheckRarity" r WHERE r."checkerId" = c."checkerId" AND r.kwargs = md5(c.kwargs::text)::char(32));
  RETURN NULL;
END $$;
CREATE TRIGGER checks_inserted AFTER INSERT ON "Constraint" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_checks();

CREATE FUNCTION note_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "CheckAsked" ("checkerId", kwargs)
  SELECT NEW."checkerId", NEW.kwargs WHERE NOT EXISTS (SELECT 1 FROM "CheckRarity" r WHERE r."checkerId" = NEW."checkerId" AND r.kwargs = md5(NEW.kwargs::text)::char(32));
  RETURN NULL;
END $$;
CREATE TRIGGER checks_updated AFTER UPDATE OF "checkerId", kwargs ON "Constraint" FOR EACH ROW
  WHEN ((NEW."checkerId" IS DISTINCT FROM OLD."checkerId" OR NEW.kwargs IS DISTINCT FROM OLD.kwargs) AND NEW.kwargs IS NOT NULL AND has_rarity(NEW."checkerId")) EXECUTE FUNCTION note_check();

-- Counts anew, for rows that were written with triggers off. Nobody may write to the dataset meanwhile.
CREATE OR REPLACE FUNCTION recount_dataset(dataset uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "Tally" WHERE "datasetId" = dataset;
  INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT dataset, c."of", c.key, c.n FROM count_dataset(dataset) c;
  INSERT INTO "CheckAsked" ("checkerId", kwargs) SELECT DISTINCT "checkerId", kwargs FROM "Constraint" WHERE "datasetId" = dataset AND has_rarity("checkerId") AND kwargs IS NOT NULL
$$;

INSERT INTO "CheckAsked" ("checkerId", kwargs)
SELECT c."checkerId", c.kwargs FROM (SELECT DISTINCT "checkerId", kwargs FROM "Constraint" WHERE has_rarity("checkerId") AND kwargs IS NOT NULL) c
WHERE NOT EXISTS (SELECT 1 FROM "CheckRarity" r WHERE r."checkerId" = c."checkerId" AND r.kwargs = md5(c.kwargs::text)::char(32));
