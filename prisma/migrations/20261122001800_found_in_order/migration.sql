-- CreateIndex
CREATE INDEX "Decision_acts" ON "Decision"("datasetId", "kind", "pairId", "reviewerId", "createdAt", "track");

-- What model calls proposed in order of the pairs: of that alone, so that it costs an import nothing. (Partial indexes are nothing that Prisma's schema can say.)
CREATE INDEX "Constraint_called_of_pair" ON "Constraint"("datasetId", "pairId", "generationId", "type", "status", "outcome", "outcomeBy", "origin") WHERE "generationId" IS NOT NULL;
