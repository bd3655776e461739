-- AlterTable
ALTER TABLE "ReviewCheck" ADD COLUMN     "position" INTEGER,
ADD COLUMN     "standsBefore" BOOLEAN;

-- Those there are get a place by chance, as all do.
UPDATE "ReviewCheck" k SET "position" = floor(random() * greatest(1, p."constraintCount"))::int, "standsBefore" = random() < 0.5 FROM "Pair" p WHERE p.id = k."pairId";

ALTER TABLE "ReviewCheck" ALTER COLUMN "position" SET NOT NULL,
ALTER COLUMN "standsBefore" SET NOT NULL;
