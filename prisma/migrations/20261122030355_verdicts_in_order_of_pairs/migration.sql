-- DropIndex
DROP INDEX "Constraint_datasetId_outcome_outcomeBy_pairId_idx";

-- CreateIndex
CREATE INDEX "Constraint_datasetId_outcome_pairId_outcomeBy_idx" ON "Constraint"("datasetId", "outcome", "pairId", "outcomeBy");
