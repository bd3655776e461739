-- AlterTable
ALTER TABLE "Preference" ADD COLUMN     "chosenPairId" UUID,
ADD COLUMN     "rejectedPairId" UUID;

-- CreateIndex
CREATE INDEX "Preference_chosenPairId_idx" ON "Preference"("chosenPairId");

-- CreateIndex
CREATE INDEX "Preference_rejectedPairId_idx" ON "Preference"("rejectedPairId");

-- What is made of the response of another pair goes with that pair. No foreign keys: runs lock the pairs that they work on, and would wait for each other.
CREATE FUNCTION delete_preferences_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "Preference" f USING gone WHERE f."chosenPairId" = gone.id;
  DELETE FROM "Preference" f USING gone WHERE f."rejectedPairId" = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER preferences_of_deleted AFTER DELETE ON "Pair" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION delete_preferences_of();
