-- CreateTable
CREATE TABLE "ReviewCheck" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "text" TEXT NOT NULL,
    "origin" "ConstraintOrigin" NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "found" JSONB NOT NULL,
    "status" "ConstraintStatus" NOT NULL DEFAULT 'pending',
    "version" INTEGER NOT NULL DEFAULT 0,
    "edited" TEXT,
    "acts" JSONB NOT NULL DEFAULT '[]',
    "answer" "DecisionKind",
    "answeredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReviewCheck_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReviewCheck_datasetId_answeredAt_idx" ON "ReviewCheck"("datasetId", "answeredAt");

-- CreateIndex
CREATE INDEX "ReviewCheck_reviewerId_idx" ON "ReviewCheck"("reviewerId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewCheck_pairId_reviewerId_key" ON "ReviewCheck"("pairId", "reviewerId");

-- AddForeignKey
ALTER TABLE "ReviewCheck" ADD CONSTRAINT "ReviewCheck_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCheck" ADD CONSTRAINT "ReviewCheck_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCheck" ADD CONSTRAINT "ReviewCheck_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
