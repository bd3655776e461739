-- Comes with Postgres; a database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "PairStatus" AS ENUM ('pending', 'in_review', 'reviewed');

-- CreateEnum
CREATE TYPE "ConstraintOrigin" AS ENUM ('rule', 'llm', 'human', 'import');

-- CreateEnum
CREATE TYPE "ConstraintStatus" AS ENUM ('pending', 'accepted', 'rejected', 'flagged', 'skipped');

-- CreateEnum
CREATE TYPE "VerdictOutcome" AS ENUM ('pass', 'fail', 'unsure', 'error');

-- CreateEnum
CREATE TYPE "VerdictMethod" AS ENUM ('rule', 'llm', 'human');

-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('accept', 'edit', 'reject', 'skip', 'flag', 'undo');

-- CreateEnum
CREATE TYPE "VariantKind" AS ENUM ('refined', 'composed', 'evolved', 'relabelled');

-- CreateEnum
CREATE TYPE "PreferenceStatus" AS ENUM ('pending', 'accepted', 'dropped');

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('import', 'backtranslate', 'verify', 'evolve', 'export', 'train', 'evaluate');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'paused', 'cancelled', 'done', 'partial', 'failed');

-- CreateEnum
CREATE TYPE "ShardStatus" AS ENUM ('open', 'claimed', 'done', 'failed');

-- CreateEnum
CREATE TYPE "GenerationStatus" AS ENUM ('ok', 'error');

-- CreateTable
CREATE TABLE "Dataset" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "guidelines" TEXT NOT NULL DEFAULT '',
    "license" TEXT,
    "policy" JSONB NOT NULL DEFAULT '{}',
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pair" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "contentHash" CHAR(64) NOT NULL,
    "externalId" TEXT,
    "source" TEXT NOT NULL,
    "license" TEXT,
    "language" VARCHAR(16),
    "system" TEXT,
    "history" JSONB NOT NULL DEFAULT '[]',
    "instruction" TEXT NOT NULL,
    "input" TEXT,
    "response" TEXT NOT NULL,
    "responseWords" INTEGER NOT NULL,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "importRunId" UUID,
    "importLine" INTEGER,
    "status" "PairStatus" NOT NULL DEFAULT 'pending',
    "constraintCount" INTEGER NOT NULL DEFAULT 0,
    "undecidedCount" INTEGER NOT NULL DEFAULT 0,
    "acceptedCount" INTEGER NOT NULL DEFAULT 0,
    "refutedCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Pair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Constraint" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "rawType" TEXT,
    "text" TEXT NOT NULL,
    "origin" "ConstraintOrigin" NOT NULL,
    "checkerId" VARCHAR(96),
    "checkerVersion" INTEGER,
    "kwargs" JSONB,
    "status" "ConstraintStatus" NOT NULL DEFAULT 'pending',
    "outcome" "VerdictOutcome",
    "measured" DOUBLE PRECISION,
    "detail" TEXT,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 0,
    "fingerprint" CHAR(32) NOT NULL,
    "runId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Constraint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "id" UUID NOT NULL,
    "constraintId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "contentHash" CHAR(64) NOT NULL,
    "method" "VerdictMethod" NOT NULL,
    "outcome" "VerdictOutcome" NOT NULL,
    "checkerId" VARCHAR(96),
    "checkerVersion" INTEGER,
    "kwargs" JSONB,
    "measured" DOUBLE PRECISION,
    "detail" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "runId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "constraintId" UUID NOT NULL,
    "reviewerId" TEXT,
    "kind" "DecisionKind" NOT NULL,
    "text" TEXT,
    "reason" TEXT,
    "seenVersion" INTEGER NOT NULL,
    "resultVersion" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "undoesId" UUID,
    "elapsedMs" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Variant" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "kind" "VariantKind" NOT NULL,
    "text" TEXT NOT NULL,
    "origin" "ConstraintOrigin" NOT NULL,
    "constraintIds" UUID[],
    "parentId" UUID,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "level" INTEGER,
    "operation" TEXT,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "runId" UUID,
    "fingerprint" CHAR(32) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Preference" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "variantId" UUID,
    "prompt" TEXT NOT NULL,
    "chosen" TEXT NOT NULL,
    "rejected" TEXT NOT NULL,
    "violatedConstraintIds" UUID[],
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "method" TEXT NOT NULL,
    "margin" DOUBLE PRECISION,
    "status" "PreferenceStatus" NOT NULL DEFAULT 'pending',
    "runId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "datasetId" UUID,
    "kind" "RunKind" NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "params" JSONB NOT NULL,
    "seed" INTEGER NOT NULL DEFAULT 0,
    "total" BIGINT,
    "progress" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "cursor" JSONB,
    "error" TEXT,
    "workerId" TEXT,
    "heartbeatAt" TIMESTAMPTZ(3),
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunShard" (
    "runId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "firstPairId" UUID NOT NULL,
    "lastPairId" UUID NOT NULL,
    "size" INTEGER NOT NULL,
    "status" "ShardStatus" NOT NULL DEFAULT 'open',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "workerId" TEXT,
    "heartbeatAt" TIMESTAMPTZ(3),
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,

    CONSTRAINT "RunShard_pkey" PRIMARY KEY ("runId","index")
);

-- CreateTable
CREATE TABLE "RunEvent" (
    "id" BIGSERIAL NOT NULL,
    "runId" UUID NOT NULL,
    "level" VARCHAR(8) NOT NULL DEFAULT 'info',
    "message" TEXT NOT NULL,
    "data" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportError" (
    "id" BIGSERIAL NOT NULL,
    "runId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "ImportError_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Endpoint" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "encryptedKey" BYTEA,
    "concurrency" INTEGER NOT NULL DEFAULT 8,
    "requestsPerMinute" INTEGER,
    "tokensPerMinute" INTEGER,
    "inputPrice" DECIMAL(12,6),
    "outputPrice" DECIMAL(12,6),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Generation" (
    "id" UUID NOT NULL,
    "runId" UUID,
    "pairId" UUID NOT NULL,
    "endpointId" UUID,
    "step" VARCHAR(64) NOT NULL,
    "promptVersion" VARCHAR(64) NOT NULL,
    "model" TEXT NOT NULL,
    "sample" INTEGER NOT NULL DEFAULT 0,
    "status" "GenerationStatus" NOT NULL,
    "request" JSONB NOT NULL,
    "rawOutput" TEXT,
    "parsed" JSONB,
    "error" TEXT,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "latencyMs" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Generation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Export" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "format" VARCHAR(32) NOT NULL,
    "recipe" JSONB NOT NULL,
    "manifest" JSONB NOT NULL,
    "folder" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'reviewer',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "tokenHash" CHAR(64) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'reviewer',
    "note" TEXT,
    "createdById" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "prefix" VARCHAR(12) NOT NULL,
    "userId" TEXT NOT NULL,
    "scopes" TEXT[],
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "action" VARCHAR(64) NOT NULL,
    "targetType" VARCHAR(32) NOT NULL,
    "targetId" TEXT,
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Dataset_name_key" ON "Dataset"("name");

-- CreateIndex
CREATE INDEX "Pair_datasetId_id_idx" ON "Pair"("datasetId", "id");

-- CreateIndex
CREATE INDEX "Pair_datasetId_status_id_idx" ON "Pair"("datasetId", "status", "id");

-- CreateIndex
CREATE INDEX "Pair_datasetId_source_id_idx" ON "Pair"("datasetId", "source", "id");

-- CreateIndex
CREATE INDEX "Pair_datasetId_responseWords_id_idx" ON "Pair"("datasetId", "responseWords", "id");

-- CreateIndex
CREATE INDEX "Pair_importRunId_importLine_idx" ON "Pair"("importRunId", "importLine");

-- CreateIndex
CREATE INDEX "Pair_instruction_trgm" ON "Pair" USING GIN ("instruction" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Pair_response_trgm" ON "Pair" USING GIN ("response" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "Pair_datasetId_contentHash_key" ON "Pair"("datasetId", "contentHash");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_type_status_id_idx" ON "Constraint"("datasetId", "type", "status", "id");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_outcome_id_idx" ON "Constraint"("datasetId", "outcome", "id");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_status_id_idx" ON "Constraint"("datasetId", "status", "id");

-- CreateIndex
CREATE INDEX "Constraint_datasetId_origin_id_idx" ON "Constraint"("datasetId", "origin", "id");

-- CreateIndex
CREATE INDEX "Constraint_runId_idx" ON "Constraint"("runId");

-- CreateIndex
CREATE UNIQUE INDEX "Constraint_pairId_fingerprint_key" ON "Constraint"("pairId", "fingerprint");

-- CreateIndex
CREATE INDEX "Verdict_constraintId_id_idx" ON "Verdict"("constraintId", "id");

-- CreateIndex
CREATE INDEX "Decision_undoesId_idx" ON "Decision"("undoesId");

-- CreateIndex
CREATE INDEX "Decision_pairId_id_idx" ON "Decision"("pairId", "id");

-- CreateIndex
CREATE INDEX "Decision_datasetId_createdAt_idx" ON "Decision"("datasetId", "createdAt");

-- CreateIndex
CREATE INDEX "Decision_reviewerId_createdAt_idx" ON "Decision"("reviewerId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_constraintId_resultVersion_key" ON "Decision"("constraintId", "resultVersion");

-- CreateIndex
CREATE INDEX "Variant_datasetId_kind_id_idx" ON "Variant"("datasetId", "kind", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_pairId_fingerprint_key" ON "Variant"("pairId", "fingerprint");

-- CreateIndex
CREATE INDEX "Preference_datasetId_status_id_idx" ON "Preference"("datasetId", "status", "id");

-- CreateIndex
CREATE INDEX "Preference_pairId_idx" ON "Preference"("pairId");

-- CreateIndex
CREATE INDEX "Run_datasetId_id_idx" ON "Run"("datasetId", "id");

-- CreateIndex
CREATE INDEX "Run_status_heartbeatAt_idx" ON "Run"("status", "heartbeatAt");

-- CreateIndex
CREATE INDEX "RunShard_runId_status_index_idx" ON "RunShard"("runId", "status", "index");

-- CreateIndex
CREATE INDEX "RunEvent_runId_id_idx" ON "RunEvent"("runId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportError_runId_line_reason_key" ON "ImportError"("runId", "line", "reason");

-- CreateIndex
CREATE UNIQUE INDEX "Endpoint_name_key" ON "Endpoint"("name");

-- CreateIndex
CREATE INDEX "Generation_runId_id_idx" ON "Generation"("runId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Generation_pairId_step_promptVersion_model_sample_key" ON "Generation"("pairId", "step", "promptVersion", "model", "sample");

-- CreateIndex
CREATE UNIQUE INDEX "Export_runId_key" ON "Export"("runId");

-- CreateIndex
CREATE INDEX "Export_datasetId_id_idx" ON "Export"("datasetId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_userId_idx" ON "ApiKey"("userId");

-- CreateIndex
CREATE INDEX "AuditEvent_targetType_targetId_id_idx" ON "AuditEvent"("targetType", "targetId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- AddForeignKey
ALTER TABLE "Pair" ADD CONSTRAINT "Pair_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Constraint" ADD CONSTRAINT "Constraint_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Constraint" ADD CONSTRAINT "Constraint_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_constraintId_fkey" FOREIGN KEY ("constraintId") REFERENCES "Constraint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_constraintId_fkey" FOREIGN KEY ("constraintId") REFERENCES "Constraint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_undoesId_fkey" FOREIGN KEY ("undoesId") REFERENCES "Decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Variant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "Variant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunShard" ADD CONSTRAINT "RunShard_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunEvent" ADD CONSTRAINT "RunEvent_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportError" ADD CONSTRAINT "ImportError_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "Endpoint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Export" ADD CONSTRAINT "Export_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Export" ADD CONSTRAINT "Export_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
