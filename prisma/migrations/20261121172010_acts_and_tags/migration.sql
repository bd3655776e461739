-- AlterEnum


ALTER TYPE "RunKind" ADD VALUE 'decide';
ALTER TYPE "RunKind" ADD VALUE 'tag';
ALTER TYPE "RunKind" ADD VALUE 'remove';
ALTER TYPE "RunKind" ADD VALUE 'delete';

-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN     "goingSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "DecisionBatch" ADD COLUMN     "runId" UUID;

-- CreateTable
CREATE TABLE "Tag" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "name" VARCHAR(50) NOT NULL,
    "key" VARCHAR(100) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PairTag" (
    "tagId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,

    CONSTRAINT "PairTag_pkey" PRIMARY KEY ("tagId","pairId")
);

-- CreateTable
CREATE TABLE "TagAct" (
    "id" BIGSERIAL NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "name" VARCHAR(50) NOT NULL,
    "added" BOOLEAN NOT NULL,
    "actorId" TEXT,
    "runId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TagAct_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Tag_datasetId_key_key" ON "Tag"("datasetId", "key");

-- CreateIndex
CREATE INDEX "PairTag_pairId_idx" ON "PairTag"("pairId");

-- CreateIndex
CREATE INDEX "PairTag_datasetId_idx" ON "PairTag"("datasetId");

-- CreateIndex
CREATE INDEX "TagAct_pairId_id_idx" ON "TagAct"("pairId", "id");

-- CreateIndex
CREATE INDEX "TagAct_datasetId_idx" ON "TagAct"("datasetId");

-- CreateIndex
CREATE INDEX "Answer_variantId_idx" ON "Answer"("variantId");

-- CreateIndex
CREATE INDEX "Preference_variantId_idx" ON "Preference"("variantId");

-- CreateIndex
CREATE INDEX "Variant_parentId_idx" ON "Variant"("parentId");

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairTag" ADD CONSTRAINT "PairTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairTag" ADD CONSTRAINT "PairTag_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairTag" ADD CONSTRAINT "PairTag_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TagAct" ADD CONSTRAINT "TagAct_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TagAct" ADD CONSTRAINT "TagAct_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What was decided stays decided, and what was not can be decided anew: batches go on by a run from now on, and these have none.
UPDATE "DecisionBatch" SET status = 'done' WHERE status IN ('working', 'undoing');

-- All counts of a dataset from scratch, with how many pairs have each tag.
CREATE OR REPLACE FUNCTION count_dataset(dataset uuid) RETURNS TABLE ("of" text, key text[], n int) LANGUAGE sql STABLE AS $$
  SELECT k."of", k.key, count(*)::int
  FROM "Pair" p, pair_keys(p.status, p.source, p.language, p.license, p."responseWords", p."constraintCount", p.unchecked, p."acceptedCount") k
  WHERE p."datasetId" = dataset GROUP BY 1, 2
  UNION ALL
  SELECT 'pair.tag', ARRAY[g."tagId"::text], count(*)::int FROM "PairTag" g WHERE g."datasetId" = dataset GROUP BY g."tagId"
  UNION ALL
  SELECT 'constraint', ARRAY[c.type, c.origin::text, c.status::text, c.outcome::text, c."outcomeBy"::text], count(*)::int
  FROM "Constraint" c WHERE c."datasetId" = dataset GROUP BY c.type, c.origin, c.status, c.outcome, c."outcomeBy"
  UNION ALL
  SELECT 'decision', decision_key(d.kind, d.reason, d."reviewerId", d."createdAt", d."elapsedMs"), count(*)::int
  FROM "Decision" d WHERE d."datasetId" = dataset GROUP BY 2
$$;

-- See the migration `tallies`.
CREATE FUNCTION tally_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE dataset uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT "datasetId", 'pair.tag', ARRAY["tagId"::text], count(*) FROM added GROUP BY "datasetId", "tagId";
    IF random() < 0.02 THEN FOR dataset IN SELECT DISTINCT "datasetId" FROM added LOOP PERFORM fold_tallies(dataset); END LOOP; END IF;
  ELSE
    INSERT INTO "Tally" ("datasetId", "of", key, n)
    SELECT r."datasetId", 'pair.tag', ARRAY["tagId"::text], -count(*) FROM gone r JOIN "Dataset" d ON d.id = r."datasetId" GROUP BY r."datasetId", "tagId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_inserted AFTER INSERT ON "PairTag" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_tags();
CREATE TRIGGER tally_deleted AFTER DELETE ON "PairTag" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  WHEN (current_setting('pincer.uncounted', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION tally_tags();
