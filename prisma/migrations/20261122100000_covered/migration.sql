-- What lists, counts and facets ask beside the keys by which they find rows: the indexes alone answer them, without a look at the rows, which lie far apart in a great dataset. (What an index
-- has besides its keys is nothing that Prisma's schema can say.)
DROP INDEX "Constraint_pairId_fingerprint_key";
CREATE UNIQUE INDEX "Constraint_pairId_fingerprint_key" ON "Constraint"("pairId", "fingerprint")
  INCLUDE ("id", "type", "status", "outcome", "outcomeBy", "origin", "generationId", "runId", "version", "decidedById");

DROP INDEX "Constraint_decided";
CREATE INDEX "Constraint_decided" ON "Constraint"("datasetId", "status", "pairId", "type", "outcome", "outcomeBy", "origin", "decidedById") INCLUDE ("id", "version") WHERE "status" <> 'pending';

DROP INDEX "Decision_constraintId_track_resultVersion_key";
CREATE UNIQUE INDEX "Decision_constraintId_track_resultVersion_key" ON "Decision"("constraintId", "track", "resultVersion") INCLUDE ("kind", "reason", "id");

DROP INDEX "Decision_datasetId_createdAt_idx";
CREATE INDEX "Decision_datasetId_createdAt_idx" ON "Decision"("datasetId", "createdAt") INCLUDE ("pairId", "constraintId", "reviewerId", "kind", "track");

DROP INDEX "Decision_acts";
CREATE INDEX "Decision_acts" ON "Decision"("datasetId", "kind", "pairId", "reviewerId", "createdAt", "track") INCLUDE ("reason", "constraintId", "resultVersion");
