-- CreateTable
CREATE TABLE "PairComment" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "threadId" UUID,
    "authorId" TEXT,
    "text" TEXT NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PairComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mention" (
    "commentId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("commentId","userId")
);

-- CreateIndex
CREATE INDEX "PairComment_pairId_id_idx" ON "PairComment"("pairId", "id");

-- CreateIndex
CREATE INDEX "PairComment_datasetId_idx" ON "PairComment"("datasetId");

-- CreateIndex
CREATE INDEX "PairComment_threadId_idx" ON "PairComment"("threadId");

-- CreateIndex
CREATE INDEX "PairComment_authorId_idx" ON "PairComment"("authorId");

-- CreateIndex
CREATE INDEX "PairComment_resolvedById_idx" ON "PairComment"("resolvedById");

-- CreateIndex
CREATE INDEX "Mention_userId_readAt_commentId_idx" ON "Mention"("userId", "readAt", "commentId");

-- AddForeignKey
ALTER TABLE "PairComment" ADD CONSTRAINT "PairComment_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairComment" ADD CONSTRAINT "PairComment_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairComment" ADD CONSTRAINT "PairComment_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "PairComment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairComment" ADD CONSTRAINT "PairComment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairComment" ADD CONSTRAINT "PairComment_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "PairComment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
