-- Nothing wrote preferences before: the table is empty, so that columns without a default can come.
-- AlterEnum
ALTER TYPE "RunKind" ADD VALUE 'preferences';

-- DropIndex
DROP INDEX "Preference_pairId_idx";

-- AlterTable
ALTER TABLE "Preference" ADD COLUMN     "demands" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "fingerprint" CHAR(32) NOT NULL,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "violatedConstraintIds" SET DATA TYPE TEXT[],
ALTER COLUMN "method" SET DATA TYPE VARCHAR(16),
ALTER COLUMN "margin" SET NOT NULL;

-- CreateIndex
CREATE INDEX "Preference_datasetId_method_id_idx" ON "Preference"("datasetId", "method", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Preference_pairId_fingerprint_key" ON "Preference"("pairId", "fingerprint");
