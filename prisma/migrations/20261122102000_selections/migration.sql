-- CreateTable
CREATE TABLE "Selection" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairIds" UUID[],
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Selection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Selection_datasetId_idx" ON "Selection"("datasetId");

-- CreateIndex
CREATE INDEX "Selection_createdById_idx" ON "Selection"("createdById");

-- CreateIndex
CREATE INDEX "Selection_expiresAt_idx" ON "Selection"("expiresAt");

-- AddForeignKey
ALTER TABLE "Selection" ADD CONSTRAINT "Selection_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Selection" ADD CONSTRAINT "Selection_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
