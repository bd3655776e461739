-- AlterTable
ALTER TABLE "PairDoubt" ADD COLUMN     "spare" INTEGER NOT NULL DEFAULT 100001;

-- CreateTable
CREATE TABLE "CoverageGoal" (
    "datasetId" UUID NOT NULL,
    "asked" CHAR(64) NOT NULL,
    "goal" INTEGER NOT NULL,
    "countedTo" UUID,

    CONSTRAINT "CoverageGoal_pkey" PRIMARY KEY ("datasetId")
);

-- CreateTable
CREATE TABLE "CoverageGap" (
    "datasetId" UUID NOT NULL,
    "of" VARCHAR(4) NOT NULL,
    "key" TEXT NOT NULL,
    "wanted" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "most" INTEGER NOT NULL,

    CONSTRAINT "CoverageGap_pkey" PRIMARY KEY ("datasetId","of","key")
);

-- CreateIndex
CREATE INDEX "PairDoubt_datasetId_spare_pairId_idx" ON "PairDoubt"("datasetId", "spare", "pairId");

-- AddForeignKey
ALTER TABLE "CoverageGoal" ADD CONSTRAINT "CoverageGoal_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoverageGap" ADD CONSTRAINT "CoverageGap_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "CoverageGoal"("datasetId") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is reviewed is not walked past.
CREATE INDEX "PairDoubt_spare_open" ON "PairDoubt"("datasetId", "spare", "pairId") WHERE open;

-- A pair of which more is undecided than before may bring more than it was counted with. It is written even where it waits to be counted already, so that whoever is counting it just then has to wait, or is waited for.
CREATE OR REPLACE FUNCTION doubt_follows_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "PairDoubt" SET open = NEW.status <> 'reviewed', spare = CASE WHEN NEW."undecidedCount" > OLD."undecidedCount" THEN 100001 ELSE spare END WHERE "pairId" = NEW.id;
  RETURN NULL;
END $$;
DROP TRIGGER doubt_open ON "Pair";
CREATE TRIGGER doubt_open AFTER UPDATE OF status, "undecidedCount" ON "Pair" FOR EACH ROW
  WHEN (OLD."constraintCount" > 0 AND ((OLD.status = 'reviewed') <> (NEW.status = 'reviewed') OR NEW."undecidedCount" > OLD."undecidedCount"))
  EXECUTE FUNCTION doubt_follows_status();
