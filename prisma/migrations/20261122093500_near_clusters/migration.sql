-- The pairs that are like an earlier one, by that one: what is asked of them and of their clusters comes from it alone. Few pairs are in it, and none that an import writes.
DROP INDEX "Pair_nearDuplicateOfId_idx";
CREATE INDEX "Pair_nearDuplicates" ON "Pair"("datasetId", "nearDuplicateOfId", "id") WHERE "nearDuplicateOfId" IS NOT NULL;
