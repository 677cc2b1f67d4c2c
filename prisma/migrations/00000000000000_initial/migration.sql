-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "BooksProduct" AS ENUM ('BOOKS', 'INVOICE');

-- CreateEnum
CREATE TYPE "SyncType" AS ENUM ('TYPE_I', 'TYPE_II', 'TYPE_III', 'TYPE_IV');

-- CreateEnum
CREATE TYPE "DuplicatePolicy" AS ENUM ('CLONE', 'OVERWRITE');

-- CreateEnum
CREATE TYPE "ConnectionStatus" AS ENUM ('SETUP', 'ENABLED', 'DISABLED_BY_ERROR');

-- CreateEnum
CREATE TYPE "DataCenter" AS ENUM ('US', 'EU', 'IN', 'AU', 'JP', 'CA', 'SA', 'UK', 'CN', 'SANDBOX');

-- CreateEnum
CREATE TYPE "RunTrigger" AS ENUM ('AUTOMATIC', 'MANUAL', 'RETRY', 'RESUME');

-- CreateEnum
CREATE TYPE "RunScope" AS ENUM ('INCREMENTAL', 'FULL', 'AFFECTED', 'RETRY');

-- CreateEnum
CREATE TYPE "RunMode" AS ENUM ('SYNC', 'IMPORT', 'PREVIEW', 'APPLY', 'SELECTED');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'SUCCEEDED_WITH_FAILURES', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "Pair" AS ENUM ('ITEMS', 'CUSTOMERS');

-- CreateEnum
CREATE TYPE "PairPhase" AS ENUM ('PENDING', 'COLLECTING', 'DECIDING', 'EXECUTING', 'SETTLING', 'DONE');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('CREATED', 'UPDATED', 'LINKED', 'DEACTIVATED', 'UNCHANGED', 'SKIPPED', 'FAILED');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('TO_BOOKS', 'TO_FSM');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('FSM', 'BOOKS');

-- CreateEnum
CREATE TYPE "AuthorisationState" AS ENUM ('PENDING', 'READY', 'FAILED');

-- CreateEnum
CREATE TYPE "CrmSource" AS ENUM ('ORGANISATION', 'DECLARED', 'NONE');

-- CreateEnum
CREATE TYPE "TokenRole" AS ENUM ('VIEWER', 'OPERATOR', 'ADMIN', 'SUPPORT');

-- CreateEnum
CREATE TYPE "NotificationTrigger" AS ENUM ('SYNC_DISABLED', 'SYNC_FAILED', 'RECORDS_FAILED', 'REAUTHORISATION_REQUIRED', 'MAPPING_INVALID', 'QUOTA_WAIT', 'GUARD_STOPPED');

-- CreateEnum
CREATE TYPE "WebhookKind" AS ENUM ('GENERIC', 'SLACK');

-- CreateEnum
CREATE TYPE "DeliveryChannel" AS ENUM ('MAIL', 'WEBHOOK');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('PENDING', 'SENT', 'KEPT', 'FAILED');

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "product" "BooksProduct" NOT NULL,
    "syncType" "SyncType" NOT NULL,
    "status" "ConnectionStatus" NOT NULL DEFAULT 'SETUP',
    "disabledCode" TEXT,
    "disabledMessage" TEXT,
    "duplicatePolicy" "DuplicatePolicy",
    "autoSync" BOOLEAN NOT NULL DEFAULT true,
    "dataCenter" "DataCenter" NOT NULL,
    "booksOrganizationId" TEXT NOT NULL,
    "fsmOrganizationId" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "mappingSet" TEXT NOT NULL DEFAULT 'default',
    "mailRecipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "mailTriggers" "NotificationTrigger"[] DEFAULT ARRAY['SYNC_DISABLED', 'REAUTHORISATION_REQUIRED', 'MAPPING_INVALID']::"NotificationTrigger"[],
    "taxEdition" TEXT,
    "booksPlan" TEXT,
    "fsmEdition" TEXT,
    "capabilities" JSONB,
    "crmSource" "CrmSource",
    "crmSyncType" "SyncType",
    "crmRunning" BOOLEAN,
    "crmCheckedAt" TIMESTAMPTZ(3),
    "checks" JSONB,
    "preflightFacts" JSONB,
    "nextSyncAt" TIMESTAMPTZ(3),
    "quotaReservePercent" INTEGER NOT NULL DEFAULT 15,
    "blackout" JSONB NOT NULL DEFAULT '[]',
    "activeRunId" UUID,
    "enabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuotaDay" (
    "place" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "organizationId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "granted" INTEGER NOT NULL DEFAULT 0,
    "made" INTEGER NOT NULL DEFAULT 0,
    "told" INTEGER,
    "limit" INTEGER,
    "observedAt" TIMESTAMPTZ(3),
    "resetAt" TIMESTAMPTZ(3) NOT NULL,
    "recent" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "QuotaDay_pkey" PRIMARY KEY ("place","service","organizationId","day")
);

-- CreateTable
CREATE TABLE "Credential" (
    "connectionId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecret" BYTEA NOT NULL,
    "refreshToken" BYTEA NOT NULL,
    "accessToken" BYTEA,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "apiDomain" TEXT,
    "refreshBlockedUntil" TIMESTAMPTZ(3),
    "refreshLockedBy" TEXT,
    "refreshLockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("connectionId")
);

-- CreateTable
CREATE TABLE "Authorisation" (
    "id" UUID NOT NULL,
    "stateHash" TEXT NOT NULL,
    "state" "AuthorisationState" NOT NULL DEFAULT 'PENDING',
    "reasonCode" TEXT,
    "reasonMessage" TEXT,
    "dataCenter" "DataCenter" NOT NULL,
    "product" "BooksProduct" NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecret" BYTEA NOT NULL,
    "redirectUri" TEXT,
    "connectionId" UUID,
    "claimedAt" TIMESTAMPTZ(3),
    "refreshToken" BYTEA,
    "accessToken" BYTEA,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "apiDomain" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Authorisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorTokenId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "connectionId" UUID,
    "reason" TEXT,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "connectionId" UUID NOT NULL,
    "token" BIGINT NOT NULL,
    "holder" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("connectionId")
);

-- CreateTable
CREATE TABLE "Watermark" (
    "connectionId" UUID NOT NULL,
    "module" TEXT NOT NULL,
    "side" "Side" NOT NULL,
    "modifiedSince" TIMESTAMPTZ(3) NOT NULL,
    "knownCount" INTEGER,
    "fullScanAt" TIMESTAMPTZ(3),
    "listLagMs" INTEGER NOT NULL,
    "newestAt" TIMESTAMPTZ(3),

    CONSTRAINT "Watermark_pkey" PRIMARY KEY ("connectionId","side","module")
);

-- CreateTable
CREATE TABLE "RecordLink" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "pair" "Pair" NOT NULL,
    "kind" TEXT NOT NULL,
    "fsmModule" TEXT NOT NULL,
    "fsmId" TEXT NOT NULL,
    "booksModule" TEXT NOT NULL,
    "booksId" TEXT NOT NULL,
    "base" JSONB NOT NULL,
    "mappingFingerprint" TEXT NOT NULL,
    "unverified" BOOLEAN NOT NULL DEFAULT false,
    "fsmModifiedAt" TIMESTAMPTZ(3),
    "booksModifiedAt" TIMESTAMPTZ(3),
    "fsmGoneAt" TIMESTAMPTZ(3),
    "booksGoneAt" TIMESTAMPTZ(3),
    "lastSyncedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RecordLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "trigger" "RunTrigger" NOT NULL,
    "scope" "RunScope" NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'QUEUED',
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "waitingUntil" TIMESTAMPTZ(3),
    "waitingFor" TEXT,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "booksReads" INTEGER NOT NULL DEFAULT 0,
    "booksWrites" INTEGER NOT NULL DEFAULT 0,
    "fsmReads" INTEGER NOT NULL DEFAULT 0,
    "fsmWrites" INTEGER NOT NULL DEFAULT 0,
    "resumes" INTEGER NOT NULL DEFAULT 0,
    "outages" INTEGER NOT NULL DEFAULT 0,
    "workedMs" BIGINT NOT NULL DEFAULT 0,
    "mappingFingerprint" TEXT,
    "mode" "RunMode" NOT NULL DEFAULT 'SYNC',
    "previewId" UUID,
    "selection" JSONB,
    "duplicatePolicy" "DuplicatePolicy",
    "confirmedDeactivations" BOOLEAN NOT NULL DEFAULT false,
    "checks" JSONB,
    "counted" JSONB,

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunPair" (
    "runId" UUID NOT NULL,
    "pair" "Pair" NOT NULL,
    "phase" "PairPhase" NOT NULL DEFAULT 'PENDING',
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "toBooks" JSONB NOT NULL,
    "toFsm" JSONB NOT NULL,
    "cursor" JSONB,

    CONSTRAINT "RunPair_pkey" PRIMARY KEY ("runId","pair")
);

-- CreateTable
CREATE TABLE "RunRecord" (
    "id" BIGSERIAL NOT NULL,
    "runId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "pair" "Pair" NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'items',
    "direction" "Direction" NOT NULL,
    "operation" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "outcome" "Outcome",
    "fields" TEXT[],
    "overwritten" TEXT[],
    "fsmId" TEXT,
    "booksId" TEXT,
    "linkId" UUID,
    "reasonCode" TEXT,
    "reasonMessage" TEXT,
    "reasonField" TEXT,
    "label" BYTEA,
    "content" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StagedRecord" (
    "runId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "side" "Side" NOT NULL,
    "module" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "parentId" TEXT,
    "scope" TEXT NOT NULL DEFAULT '',
    "linkId" UUID,
    "identity" TEXT,
    "counterpartId" TEXT,
    "active" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "modifiedAt" TIMESTAMPTZ(3) NOT NULL,
    "considered" BOOLEAN NOT NULL,
    "done" BOOLEAN NOT NULL DEFAULT false,
    "hashes" JSONB NOT NULL,

    CONSTRAINT "StagedRecord_pkey" PRIMARY KEY ("runId","side","recordId","module")
);

-- CreateTable
CREATE TABLE "Intent" (
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "direction" "Direction" NOT NULL,
    "sourceModule" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "identity" TEXT,
    "runId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Intent_pkey" PRIMARY KEY ("connectionId","kind","direction","sourceModule","sourceId")
);

-- CreateTable
CREATE TABLE "PendingRecord" (
    "connectionId" UUID NOT NULL,
    "pair" "Pair" NOT NULL,
    "side" "Side" NOT NULL,
    "module" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "reasonCode" TEXT NOT NULL,
    "awaits" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PendingRecord_pkey" PRIMARY KEY ("connectionId","side","module","recordId")
);

-- CreateTable
CREATE TABLE "ParkedRecord" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connectionId" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "module" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "reasonCode" TEXT NOT NULL,
    "leftBy" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ParkedRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MappingVersion" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MappingVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" "TokenRole" NOT NULL,
    "connectionIds" UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "runId" UUID,
    "trigger" "NotificationTrigger" NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "openKey" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "routedAt" TIMESTAMPTZ(3),
    "mailId" UUID,

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" "WebhookKind" NOT NULL,
    "origin" TEXT NOT NULL,
    "url" BYTEA NOT NULL,
    "secret" BYTEA,
    "triggers" "NotificationTrigger"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundHook" (
    "connectionId" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InboundHook_pkey" PRIMARY KEY ("connectionId")
);

-- CreateTable
CREATE TABLE "Hint" (
    "connectionId" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "module" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Hint_pkey" PRIMARY KEY ("connectionId","side","module","recordId")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "channel" "DeliveryChannel" NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'PENDING',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "lastStatus" INTEGER,
    "subject" TEXT,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "open" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "refused" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "webhookId" UUID,
    "notificationId" UUID,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Connection_activeRunId_key" ON "Connection"("activeRunId");

-- CreateIndex
CREATE INDEX "Connection_nextSyncAt_idx" ON "Connection"("nextSyncAt");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_dataCenter_booksOrganizationId_fsmOrganizationId_key" ON "Connection"("dataCenter", "booksOrganizationId", "fsmOrganizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Authorisation_stateHash_key" ON "Authorisation"("stateHash");

-- CreateIndex
CREATE INDEX "Authorisation_expiresAt_idx" ON "Authorisation"("expiresAt");

-- CreateIndex
CREATE INDEX "AuditEntry_connectionId_id_idx" ON "AuditEntry"("connectionId", "id");

-- CreateIndex
CREATE INDEX "RecordLink_connectionId_id_idx" ON "RecordLink"("connectionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RecordLink_connectionId_fsmModule_fsmId_key" ON "RecordLink"("connectionId", "fsmModule", "fsmId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordLink_connectionId_booksModule_booksId_key" ON "RecordLink"("connectionId", "booksModule", "booksId");

-- CreateIndex
CREATE INDEX "SyncRun_connectionId_requestedAt_idx" ON "SyncRun"("connectionId", "requestedAt" DESC);

-- CreateIndex
CREATE INDEX "SyncRun_connectionId_sequence_idx" ON "SyncRun"("connectionId", "sequence" DESC);

-- CreateIndex
CREATE INDEX "SyncRun_state_idx" ON "SyncRun"("state");

-- CreateIndex
CREATE INDEX "RunRecord_runId_id_idx" ON "RunRecord"("runId", "id");

-- CreateIndex
CREATE INDEX "RunRecord_runId_kind_fsmId_idx" ON "RunRecord"("runId", "kind", "fsmId");

-- CreateIndex
CREATE INDEX "RunRecord_linkId_id_idx" ON "RunRecord"("linkId", "id") WHERE ("linkId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "StagedRecord_runId_kind_identity_idx" ON "StagedRecord"("runId", "kind", "identity");

-- CreateIndex
CREATE INDEX "StagedRecord_runId_kind_counterpartId_idx" ON "StagedRecord"("runId", "kind", "counterpartId") WHERE ("counterpartId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "StagedRecord_runId_linkId_idx" ON "StagedRecord"("runId", "linkId") WHERE ("linkId" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "ParkedRecord_connectionId_side_module_recordId_key" ON "ParkedRecord"("connectionId", "side", "module", "recordId");

-- CreateIndex
CREATE INDEX "MappingVersion_connectionId_appliedAt_idx" ON "MappingVersion"("connectionId", "appliedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_openKey_key" ON "Notification"("openKey");

-- CreateIndex
CREATE INDEX "Notification_connectionId_at_idx" ON "Notification"("connectionId", "at");

-- CreateIndex
CREATE INDEX "Notification_routedAt_idx" ON "Notification"("routedAt");

-- CreateIndex
CREATE INDEX "Notification_mailId_idx" ON "Notification"("mailId");

-- CreateIndex
CREATE INDEX "Webhook_connectionId_idx" ON "Webhook"("connectionId");

-- CreateIndex
CREATE INDEX "Hint_firstAt_idx" ON "Hint"("firstAt");

-- CreateIndex
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_connectionId_createdAt_idx" ON "Delivery"("connectionId", "createdAt");

-- CreateIndex
CREATE INDEX "Delivery_webhookId_createdAt_idx" ON "Delivery"("webhookId", "createdAt");

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lease" ADD CONSTRAINT "Lease_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Watermark" ADD CONSTRAINT "Watermark_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunPair" ADD CONSTRAINT "RunPair_runId_fkey" FOREIGN KEY ("runId") REFERENCES "SyncRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PendingRecord" ADD CONSTRAINT "PendingRecord_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParkedRecord" ADD CONSTRAINT "ParkedRecord_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MappingVersion" ADD CONSTRAINT "MappingVersion_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "Delivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundHook" ADD CONSTRAINT "InboundHook_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hint" ADD CONSTRAINT "Hint_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_notificationId_fkey" FOREIGN KEY ("notificationId") REFERENCES "Notification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Statistics that would mislead the planner
ALTER TABLE "RecordLink" ALTER COLUMN "connectionId" SET STATISTICS 0;

-- Room for rows that change
ALTER TABLE "RecordLink" SET (fillfactor = 80);
