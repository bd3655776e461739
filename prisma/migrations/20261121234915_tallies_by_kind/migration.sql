-- DropIndex
DROP INDEX "Tally_datasetId_idx";

-- CreateIndex
CREATE INDEX "Tally_datasetId_of_idx" ON "Tally"("datasetId", "of");
