-- CreateIndex
CREATE INDEX "Pair_datasetId_constraintCount_id_idx" ON "Pair"("datasetId", "constraintCount", "id");

-- CreateIndex
CREATE INDEX "Pair_datasetId_refutedCount_id_idx" ON "Pair"("datasetId", "refutedCount", "id");

-- What is in order of language: one that is not known is the empty one, for rows of pages are compared with the last one before, and nothing compares with null.
CREATE INDEX "Pair_sort_language" ON "Pair" ("datasetId", (coalesce(language, '')), id);
