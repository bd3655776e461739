-- CreateTable
CREATE TABLE "TakenDown" (
    "contentHash" CHAR(64) NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "byId" TEXT,
    "byName" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TakenDown_pkey" PRIMARY KEY ("contentHash")
);

-- CreateTable
CREATE TABLE "TakenDownHold" (
    "contentHash" CHAR(64) NOT NULL,
    "exportId" UUID NOT NULL,
    "places" JSONB NOT NULL,
    "rows" INTEGER NOT NULL,

    CONSTRAINT "TakenDownHold_pkey" PRIMARY KEY ("contentHash","exportId")
);

-- CreateIndex
CREATE INDEX "TakenDown_at_idx" ON "TakenDown"("at");

-- CreateIndex
CREATE INDEX "TakenDownHold_exportId_idx" ON "TakenDownHold"("exportId");

-- AddForeignKey
ALTER TABLE "TakenDownHold" ADD CONSTRAINT "TakenDownHold_contentHash_fkey" FOREIGN KEY ("contentHash") REFERENCES "TakenDown"("contentHash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TakenDownHold" ADD CONSTRAINT "TakenDownHold_exportId_fkey" FOREIGN KEY ("exportId") REFERENCES "Export"("id") ON DELETE CASCADE ON UPDATE CASCADE;
