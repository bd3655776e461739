-- CreateEnum
CREATE TYPE "RunItemStatus" AS ENUM ('open', 'done', 'dropped', 'failed');

-- AlterEnum
ALTER TYPE "ConstraintStatus" ADD VALUE 'superseded';

-- AlterEnum
ALTER TYPE "RunKind" ADD VALUE 'generate';

-- DropIndex
DROP INDEX "Generation_pairId_step_promptVersion_model_sample_key";

-- AlterTable
ALTER TABLE "Constraint" ADD COLUMN     "generationId" UUID,
ADD COLUMN     "meaningful" BOOLEAN,
ADD COLUMN     "repairOfId" UUID;

-- AlterTable
ALTER TABLE "Endpoint" DROP COLUMN "baseUrl",
ADD COLUMN     "allowanceAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "baseUrls" TEXT[],
ADD COLUMN     "currency" VARCHAR(3) NOT NULL DEFAULT 'USD',
ADD COLUMN     "fromEnvironment" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "jsonSchema" BOOLEAN,
ADD COLUMN     "lastTest" JSONB,
ADD COLUMN     "requestAllowance" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "timeoutSeconds" INTEGER NOT NULL DEFAULT 300,
ADD COLUMN     "tokenAllowance" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cost" DECIMAL(16,8),
ADD COLUMN     "errorClass" VARCHAR(32),
ADD COLUMN     "finishReason" VARCHAR(32),
ADD COLUMN     "repaired" JSONB,
ADD COLUMN     "requestHash" CHAR(64) NOT NULL,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Pair" ADD COLUMN     "nearDuplicateOfId" UUID;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "usage" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "waitingFor" TEXT;

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN     "generationId" UUID;

-- AlterTable
ALTER TABLE "Verdict" ADD COLUMN     "generationId" UUID;

-- CreateTable
CREATE TABLE "Answer" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "variantId" UUID,
    "purpose" VARCHAR(64) NOT NULL DEFAULT 'answer',
    "text" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "sample" INTEGER NOT NULL DEFAULT 0,
    "checks" JSONB NOT NULL DEFAULT '[]',
    "generationId" UUID,
    "runId" UUID,
    "fingerprint" CHAR(32) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Measurement" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "variantId" UUID,
    "constraintId" UUID,
    "kind" VARCHAR(48) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "spread" DOUBLE PRECISION,
    "n" INTEGER NOT NULL DEFAULT 1,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "model" TEXT,
    "promptVersion" VARCHAR(64),
    "runId" UUID,
    "fingerprint" CHAR(32) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Measurement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MinHashBand" (
    "datasetId" UUID NOT NULL,
    "band" INTEGER NOT NULL,
    "hash" BIGINT NOT NULL,
    "pairId" UUID NOT NULL,

    CONSTRAINT "MinHashBand_pkey" PRIMARY KEY ("datasetId","band","hash","pairId")
);

-- CreateTable
CREATE TABLE "RunItem" (
    "runId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "shard" INTEGER NOT NULL,
    "status" "RunItemStatus" NOT NULL DEFAULT 'open',
    "reason" VARCHAR(120),
    "message" TEXT,
    "made" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "RunItem_pkey" PRIMARY KEY ("runId","pairId")
);

-- CreateIndex
CREATE INDEX "Answer_datasetId_id_idx" ON "Answer"("datasetId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_pairId_fingerprint_key" ON "Answer"("pairId", "fingerprint");

-- CreateIndex
CREATE INDEX "Measurement_datasetId_kind_value_idx" ON "Measurement"("datasetId", "kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "Measurement_pairId_fingerprint_key" ON "Measurement"("pairId", "fingerprint");

-- CreateIndex
CREATE INDEX "MinHashBand_pairId_idx" ON "MinHashBand"("pairId");

-- CreateIndex
CREATE INDEX "RunItem_runId_shard_idx" ON "RunItem"("runId", "shard");

-- CreateIndex
CREATE INDEX "RunItem_runId_status_pairId_idx" ON "RunItem"("runId", "status", "pairId");

-- CreateIndex
CREATE UNIQUE INDEX "Generation_pairId_step_promptVersion_model_requestHash_samp_key" ON "Generation"("pairId", "step", "promptVersion", "model", "requestHash", "sample", "attempt");

-- CreateIndex
CREATE INDEX "Pair_nearDuplicateOfId_idx" ON "Pair"("nearDuplicateOfId");

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "Variant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measurement" ADD CONSTRAINT "Measurement_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measurement" ADD CONSTRAINT "Measurement_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MinHashBand" ADD CONSTRAINT "MinHashBand_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunItem" ADD CONSTRAINT "RunItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
