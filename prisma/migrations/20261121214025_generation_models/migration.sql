-- CreateIndex
CREATE INDEX "Generation_model_promptVersion_id_idx" ON "Generation"("model", "promptVersion", "id");
