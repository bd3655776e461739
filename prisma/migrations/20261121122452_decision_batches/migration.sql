-- CreateEnum
CREATE TYPE "DecisionBatchStatus" AS ENUM ('working', 'done', 'undoing', 'undone');

-- CreateTable
CREATE TABLE "DecisionBatch" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "asked" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "status" "DecisionBatchStatus" NOT NULL DEFAULT 'working',
    "createdById" TEXT,
    "undoneById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DecisionBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionBatchItem" (
    "batchId" UUID NOT NULL,
    "constraintId" UUID NOT NULL,
    "seenVersion" INTEGER NOT NULL,
    "decisionId" UUID NOT NULL,
    "undoId" UUID NOT NULL,
    "outcome" VARCHAR(16),
    "undoOutcome" VARCHAR(16),

    CONSTRAINT "DecisionBatchItem_pkey" PRIMARY KEY ("batchId","constraintId")
);

-- CreateIndex
CREATE INDEX "DecisionBatch_datasetId_id_idx" ON "DecisionBatch"("datasetId", "id");

-- CreateIndex
CREATE INDEX "DecisionBatchItem_constraintId_idx" ON "DecisionBatchItem"("constraintId");

-- AddForeignKey
ALTER TABLE "DecisionBatch" ADD CONSTRAINT "DecisionBatch_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionBatch" ADD CONSTRAINT "DecisionBatch_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionBatchItem" ADD CONSTRAINT "DecisionBatchItem_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "DecisionBatch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionBatchItem" ADD CONSTRAINT "DecisionBatchItem_constraintId_fkey" FOREIGN KEY ("constraintId") REFERENCES "Constraint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
