-- DropIndex
DROP INDEX "ImportError_runId_line_reason_key";

-- CreateIndex
CREATE INDEX "ImportError_runId_id_idx" ON "ImportError"("runId", "id");
