-- CreateTable
CREATE TABLE "ReviewSlot" (
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "band" INTEGER NOT NULL DEFAULT 0,
    "reviewerId" TEXT,
    "leasedUntil" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReviewSlot_pkey" PRIMARY KEY ("pairId","slot")
);

-- CreateIndex
CREATE INDEX "ReviewSlot_datasetId_leasedUntil_idx" ON "ReviewSlot"("datasetId", "leasedUntil");

-- CreateIndex
CREATE INDEX "ReviewSlot_reviewerId_idx" ON "ReviewSlot"("reviewerId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewSlot_pairId_reviewerId_key" ON "ReviewSlot"("pairId", "reviewerId");

-- AddForeignKey
ALTER TABLE "ReviewSlot" ADD CONSTRAINT "ReviewSlot_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewSlot" ADD CONSTRAINT "ReviewSlot_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
