-- What model calls proposed, by call; nothing of what else there is. (Partial indexes are nothing that Prisma's schema can say.)
CREATE INDEX "Constraint_called" ON "Constraint"("datasetId", "generationId") WHERE "generationId" IS NOT NULL;
