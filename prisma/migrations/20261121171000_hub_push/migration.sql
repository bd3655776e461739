-- AlterEnum
ALTER TYPE "RunKind" ADD VALUE 'push';

-- CreateTable
CREATE TABLE "OutsideKey" (
    "service" VARCHAR(32) NOT NULL,
    "sealedKey" BYTEA NOT NULL,
    "server" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutsideKey_pkey" PRIMARY KEY ("service")
);
