-- CreateTable
CREATE TABLE "Evaluation" (
    "id" UUID NOT NULL,
    "exportId" UUID NOT NULL,
    "baseModel" VARCHAR(200) NOT NULL,
    "trainedModel" VARCHAR(200) NOT NULL,
    "benchmark" VARCHAR(200) NOT NULL,
    "verdicts" VARCHAR(16) NOT NULL,
    "files" JSONB NOT NULL,
    "problems" JSONB NOT NULL,
    "byId" TEXT,
    "byName" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvaluationCount" (
    "evaluationId" UUID NOT NULL,
    "instruction" VARCHAR(100) NOT NULL,
    "isLoose" BOOLEAN NOT NULL,
    "both" INTEGER NOT NULL,
    "onlyBefore" INTEGER NOT NULL,
    "onlyAfter" INTEGER NOT NULL,
    "neither" INTEGER NOT NULL,

    CONSTRAINT "EvaluationCount_pkey" PRIMARY KEY ("evaluationId","instruction","isLoose")
);

-- CreateIndex
CREATE INDEX "Evaluation_exportId_id_idx" ON "Evaluation"("exportId", "id");

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_exportId_fkey" FOREIGN KEY ("exportId") REFERENCES "Export"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationCount" ADD CONSTRAINT "EvaluationCount_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
