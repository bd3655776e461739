-- AlterTable
ALTER TABLE "Constraint" ADD COLUMN     "requestId" UUID;

-- What people wrote is little beside all there is. (Partial indexes are nothing that Prisma's schema can say.)
CREATE UNIQUE INDEX "Constraint_request" ON "Constraint"("pairId", "requestId") WHERE "requestId" IS NOT NULL;
