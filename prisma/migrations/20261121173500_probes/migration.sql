-- DropIndex
DROP INDEX "Pair_datasetId_status_id_idx";

-- DropIndex
DROP INDEX "Pair_datasetId_source_id_idx";

-- CreateIndex
CREATE INDEX "Pair_datasetId_status_id_source_language_responseWords_idx" ON "Pair"("datasetId", "status", "id", "source", "language", "responseWords");

-- CreateIndex
CREATE INDEX "Pair_datasetId_source_id_language_responseWords_idx" ON "Pair"("datasetId", "source", "id", "language", "responseWords");

-- DropIndex
DROP INDEX "Constraint_decidedById_pairId_idx";

-- What people decided is little beside all there is: indexes of that alone cost an import nothing. (Partial ones are nothing that Prisma's schema can say.)
CREATE INDEX "Constraint_decidedBy" ON "Constraint"("decidedById", "pairId", "datasetId", "status", "type", "outcome", "outcomeBy", "origin") WHERE "decidedById" IS NOT NULL;
CREATE INDEX "Constraint_decided" ON "Constraint"("datasetId", "status", "pairId", "type", "outcome", "outcomeBy", "origin", "decidedById") WHERE "status" <> 'pending';
