-- AlterTable
ALTER TABLE "Variant" ADD COLUMN     "editedText" TEXT,
ADD COLUMN     "status" "ConstraintStatus" NOT NULL DEFAULT 'pending',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "RefinementDecision" (
    "id" UUID NOT NULL,
    "variantId" UUID NOT NULL,
    "reviewerId" TEXT,
    "kind" "DecisionKind" NOT NULL,
    "text" TEXT,
    "reason" TEXT,
    "seenVersion" INTEGER NOT NULL,
    "resultVersion" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "undoesId" UUID,
    "elapsedMs" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RefinementDecision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RefinementDecision_reviewerId_idx" ON "RefinementDecision"("reviewerId");

-- CreateIndex
CREATE UNIQUE INDEX "RefinementDecision_variantId_resultVersion_key" ON "RefinementDecision"("variantId", "resultVersion");

-- AddForeignKey
ALTER TABLE "RefinementDecision" ADD CONSTRAINT "RefinementDecision_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "Variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefinementDecision" ADD CONSTRAINT "RefinementDecision_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
