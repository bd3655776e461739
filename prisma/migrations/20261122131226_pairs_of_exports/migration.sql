-- AlterTable
ALTER TABLE "Export" ADD COLUMN     "dropReasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "isListed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ExportPair" (
    "exportId" UUID NOT NULL,
    "reason" SMALLINT NOT NULL,
    "pairId" UUID NOT NULL,

    CONSTRAINT "ExportPair_pkey" PRIMARY KEY ("exportId","reason","pairId")
);

-- AddForeignKey
ALTER TABLE "ExportPair" ADD CONSTRAINT "ExportPair_exportId_fkey" FOREIGN KEY ("exportId") REFERENCES "Export"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How many pairs which export left out for a reason: some, or nearly all. Told one column at a time, the planner takes a few for many.
CREATE STATISTICS "ExportPair_reasons" (mcv) ON "exportId", reason FROM "ExportPair";
