-- AlterEnum
ALTER TYPE "RunKind" ADD VALUE 'contamination';

-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN     "targetMix" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "BenchmarkList" (
    "name" VARCHAR(64) NOT NULL,
    "prompts" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BenchmarkList_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "BenchmarkGram" (
    "list" VARCHAR(64) NOT NULL,
    "hash" BIGINT NOT NULL,

    CONSTRAINT "BenchmarkGram_pkey" PRIMARY KEY ("hash","list")
);

-- CreateTable
CREATE TABLE "CheckRarity" (
    "checkerId" VARCHAR(96) NOT NULL,
    "kwargs" CHAR(32) NOT NULL,
    "bits" DOUBLE PRECISION,

    CONSTRAINT "CheckRarity_pkey" PRIMARY KEY ("checkerId","kwargs")
);

-- CreateTable
CREATE TABLE "Contamination" (
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "list" VARCHAR(64) NOT NULL,
    "shared" INTEGER NOT NULL,
    "of" INTEGER NOT NULL,

    CONSTRAINT "Contamination_pkey" PRIMARY KEY ("pairId","list")
);

-- CreateIndex
CREATE INDEX "BenchmarkGram_list_idx" ON "BenchmarkGram"("list");

-- CreateIndex
CREATE INDEX "Contamination_datasetId_list_idx" ON "Contamination"("datasetId", "list");

-- AddForeignKey
ALTER TABLE "BenchmarkGram" ADD CONSTRAINT "BenchmarkGram_list_fkey" FOREIGN KEY ("list") REFERENCES "BenchmarkList"("name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contamination" ADD CONSTRAINT "Contamination_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;
