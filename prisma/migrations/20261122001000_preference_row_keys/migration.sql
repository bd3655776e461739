-- The preference of a row, by the digits of the row's id: see lib/datasets/row-of-export.ts. The id is made of texts of two tables, which no index of
-- one of them can hold: a column keeps it, from the moment that the preference is written or turned round. A pair's content hash never changes.
ALTER TABLE "Preference" ADD COLUMN "rowKey" BYTEA;

CREATE FUNCTION preference_row_key(pair uuid, method text, prompt text, chosen text, rejected text) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT substring(sha256(convert_to('[' || concat_ws(',', to_json(p."contentHash"::text), to_json(method), to_json(prompt), to_json(chosen), to_json(rejected)) || ']', 'UTF8')) FOR 8)
  FROM "Pair" p WHERE p.id = pair
$$;

UPDATE "Preference" f SET "rowKey" = preference_row_key(f."pairId", f.method::text, f.prompt, f.chosen, f.rejected);

CREATE FUNCTION keep_preference_row_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."rowKey" := preference_row_key(NEW."pairId", NEW.method::text, NEW.prompt, NEW.chosen, NEW.rejected);
  RETURN NEW;
END
$$;

CREATE TRIGGER preference_row_key BEFORE INSERT OR UPDATE OF "pairId", method, prompt, chosen, rejected ON "Preference" FOR EACH ROW EXECUTE FUNCTION keep_preference_row_key();

CREATE INDEX "Preference_rowKey_idx" ON "Preference"("rowKey");
