-- AlterEnum
ALTER TYPE "ConstraintStatus" ADD VALUE 'disputed';

-- DropIndex
DROP INDEX "Decision_constraintId_resultVersion_key";

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "track" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Opinion" (
    "constraintId" UUID NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "status" "ConstraintStatus" NOT NULL,
    "text" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "reason" TEXT,
    "version" INTEGER NOT NULL,
    "firstSaid" VARCHAR(16),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Opinion_pkey" PRIMARY KEY ("constraintId","reviewerId")
);

-- CreateTable
CREATE TABLE "AdjudicationLease" (
    "pairId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "leasedUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AdjudicationLease_pkey" PRIMARY KEY ("pairId")
);

-- CreateIndex
CREATE INDEX "Opinion_pairId_reviewerId_idx" ON "Opinion"("pairId", "reviewerId");

-- CreateIndex
CREATE INDEX "Opinion_datasetId_reviewerId_idx" ON "Opinion"("datasetId", "reviewerId");

-- CreateIndex
CREATE INDEX "AdjudicationLease_datasetId_leasedUntil_idx" ON "AdjudicationLease"("datasetId", "leasedUntil");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_constraintId_track_resultVersion_key" ON "Decision"("constraintId", "track", "resultVersion");

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_constraintId_fkey" FOREIGN KEY ("constraintId") REFERENCES "Constraint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdjudicationLease" ADD CONSTRAINT "AdjudicationLease_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;
