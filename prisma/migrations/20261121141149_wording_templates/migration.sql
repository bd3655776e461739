-- AlterTable
ALTER TABLE "Constraint" ADD COLUMN     "template" CHAR(16);

-- AlterTable
ALTER TABLE "DecisionBatchItem" ADD COLUMN     "text" TEXT;

-- CreateTable
CREATE TABLE "WordingTemplate" (
    "datasetId" UUID NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "template" CHAR(16) NOT NULL,
    "text" TEXT NOT NULL,
    "wording" VARCHAR(16),
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "lane" VARCHAR(16) NOT NULL DEFAULT 'off',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "laneAt" TIMESTAMPTZ(3),

    CONSTRAINT "WordingTemplate_pkey" PRIMARY KEY ("datasetId","type","template")
);

-- CreateTable
CREATE TABLE "LaneItem" (
    "constraintId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "template" CHAR(16) NOT NULL,
    "audit" BOOLEAN NOT NULL,
    "refused" BOOLEAN,
    "answeredAt" TIMESTAMPTZ(3),
    "decisionId" UUID,
    "undoId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LaneItem_pkey" PRIMARY KEY ("constraintId")
);

-- CreateIndex
CREATE INDEX "LaneItem_datasetId_type_template_answeredAt_idx" ON "LaneItem"("datasetId", "type", "template", "answeredAt");

-- AddForeignKey
ALTER TABLE "WordingTemplate" ADD CONSTRAINT "WordingTemplate_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LaneItem" ADD CONSTRAINT "LaneItem_constraintId_fkey" FOREIGN KEY ("constraintId") REFERENCES "Constraint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LaneItem" ADD CONSTRAINT "LaneItem_datasetId_type_template_fkey" FOREIGN KEY ("datasetId", "type", "template") REFERENCES "WordingTemplate"("datasetId", "type", "template") ON DELETE CASCADE ON UPDATE CASCADE;
