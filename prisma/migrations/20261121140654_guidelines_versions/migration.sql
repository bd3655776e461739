-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN     "guidelinesVersion" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "guidelinesVersion" INTEGER;

-- CreateTable
CREATE TABLE "GuidelinesVersion" (
    "datasetId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "note" VARCHAR(200) NOT NULL DEFAULT '',
    "authorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidelinesVersion_pkey" PRIMARY KEY ("datasetId","number")
);

-- CreateIndex
CREATE INDEX "GuidelinesVersion_authorId_idx" ON "GuidelinesVersion"("authorId");

-- AddForeignKey
ALTER TABLE "GuidelinesVersion" ADD CONSTRAINT "GuidelinesVersion_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidelinesVersion" ADD CONSTRAINT "GuidelinesVersion_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Guidelines there are already are their first version; who wrote them is not known.
INSERT INTO "GuidelinesVersion" ("datasetId", "number", "text", "createdAt")
SELECT "id", 1, "guidelines", "updatedAt" FROM "Dataset" WHERE "guidelines" <> '';
UPDATE "Dataset" SET "guidelinesVersion" = 1 WHERE "guidelines" <> '';
