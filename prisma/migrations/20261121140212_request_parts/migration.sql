-- CreateTable
CREATE TABLE "RequestPart" (
    "hash" CHAR(64) NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "RequestPart_pkey" PRIMARY KEY ("hash")
);
