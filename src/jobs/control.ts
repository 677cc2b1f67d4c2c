/**
 * What the API asks of the running product. GraphQL is a thin face over this; every refusal a client can act on is a
 * value, never an exception.
 */

import type { SelectedRecord } from '../engine/model.ts';
import type { Connection, SyncRun } from '../store/generated/prisma/client.ts';
import type {
  BooksProduct,
  DataCenter,
  DuplicatePolicy,
  NotificationTrigger,
  SyncType,
  TokenRole,
  WebhookKind,
} from '../store/generated/prisma/enums.ts';
import type { BlackoutWindow } from './blackout.ts';
import type { Actor, LoginSource } from './onboarding.ts';
import type { SyncTypePlan } from './sync-type.ts';

export const REFUSAL_CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'VALIDATION_FAILED',
  'SYNC_IN_PROGRESS',
  'IMPORT_IN_PROGRESS',
  'CRM_SYNC_IN_PROGRESS',
  'NOT_ENABLED',
  'ALREADY_ENABLED',
  'NOT_DISABLED',
  'MAPPING_INVALID',
  'EDITION_UNSUPPORTED',
  'MANUAL_LIMIT_REACHED',
  'SUPPORT_REQUIRED',
  'REAUTHORISATION_REQUIRED',
  'AUTHORISATION_NOT_READY',
  'AUTHORISATION_REFUSED',
  'SERVICE_UNAVAILABLE',
  'PREVIEW_EXPIRED',
  'RUN_NOT_ACTIVE',
  'DELIVERY_NOT_FAILED',
  'SYNC_TYPE_MISMATCH',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A refusal with a sentence that says what to do. `issues` name the place in the input or the mapping. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export type NewConnection = LoginSource & NewConnectionPlan;

export interface NewConnectionPlan {
  readonly name: string;
  readonly product: BooksProduct;
  /** Left out, or overruled by the account's CRM-Books integration: see E6. */
  readonly syncType?: SyncType | null;
  /** May be left out with an authorisation, which knows it. */
  readonly dataCenter?: DataCenter | null;
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
  readonly mappingSet?: string | null;
  /** E-mail addresses; left out: nobody is written to. */
  readonly mailRecipients?: readonly string[];
}

export interface NewWebhook {
  readonly connectionId: string;
  readonly kind: WebhookKind;
  readonly url: string;
  /** Key of the signature; null: calls are not signed. */
  readonly secret: string | null;
  readonly triggers: readonly NotificationTrigger[];
}

/** What one service's day has left. Counts are of calls. */
export interface ServiceQuota {
  readonly service: 'FSM' | 'BOOKS';
  /** Null: no limit. */
  readonly limit: number | null;
  readonly used: number;
  readonly remaining: number | null;
  /** Of the limit, what syncs leave to people. */
  readonly reserve: number;
  readonly resetsAt: Date;
}

export interface RunEta {
  readonly endsAt: Date;
  /** Made and still to make. */
  readonly calls: number;
  readonly remainingCalls: number;
  readonly basis: 'PACE' | 'QUOTA';
}

export interface Forecast {
  readonly calls: number | null;
  readonly booksCalls: number | null;
  readonly fsmCalls: number | null;
  /** Of the tighter service's day. */
  readonly shareOfDayPercent: number | null;
  readonly endsAt: Date | null;
  /** All of it for a person, or why there is no forecast. */
  readonly sentence: string;
  readonly problem: Refusal | null;
}

/** Two records, would-be-created on both sides, that may be the same customer. */
export interface Suggestion {
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksModule: string;
  readonly booksId: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly (
    | 'SAME_NAME_BUT_FORM'
    | 'NAME_ALIKE'
    | 'SAME_EMAIL'
    | 'SAME_PHONE'
    | 'SAME_TAX_NUMBER'
    | 'SAME_WEBSITE'
  )[];
}

export interface SuggestionPage {
  readonly suggestions: readonly Suggestion[];
  /** For how many records of FSM counterparts were looked for. */
  readonly examined: number;
  /** Where the next page begins; null: there is none. */
  readonly next: bigint | null;
}

/** A record by its id in one of the services. */
export interface NamedRecord {
  readonly connectionId: string;
  readonly fsmId?: string | null | undefined;
  /** Of a contact person, its own id where it is linked, else `<contact_id>/<contact_person_id>`. */
  readonly booksId?: string | null | undefined;
  readonly module?: string | null | undefined;
}

export interface Control {
  /** Checks the credential against both organisations before anything is stored. Answers the connection's id. */
  createConnection(input: NewConnection): Promise<Answer<{ connectionId: string }>>;
  /** E1 to E5, E9: enables once and queues the first sync. */
  enableSync(input: {
    connectionId: string;
    duplicatePolicy: DuplicatePolicy;
  }): Promise<Answer<{ connectionId: string; runId: string }>>;
  /** X1: enables a sync again that an error had disabled; kept in the audit log. */
  supportReenable(
    input: { connectionId: string; reason: string },
    actor: Actor,
  ): Promise<Answer<{ connectionId: string }>>;
  /** S3, S6, S7, S9: queues a manual run or says why not. */
  syncNow(input: {
    connectionId: string;
    /** The run may make more records inactive than the guard lets through. */
    confirmDeactivations?: boolean;
    /** Does what that preview has shown, and nothing else. */
    previewId?: string | null;
  }): Promise<Answer<{ runId: string }>>;
  /** What the next sync would do; writes nothing. Before enabling, for the policy that is named. */
  previewSync(input: {
    connectionId: string;
    duplicatePolicy?: DuplicatePolicy | null;
  }): Promise<Answer<{ runId: string }>>;
  /** Near matches among what a preview would create on both sides, for one page of the records of FSM. */
  suggestMatches(input: {
    previewId: string;
    first: number;
    after: bigint | null;
  }): Promise<Answer<SuggestionPage>>;
  /** E8: brings Books' records into FSM, one way. */
  startImport(input: { connectionId: string }): Promise<Answer<{ runId: string }>>;
  /** The failed records of a run once more, and only those. */
  retryFailed(input: { runId: string }): Promise<Answer<{ runId: string }>>;
  /** One record now, with its counterpart. Without a link, its module must be named. */
  syncRecord(input: NamedRecord): Promise<Answer<{ runId: string }>>;
  /** Joins two records by a person's word; the next run brings them together. */
  linkRecords(input: {
    connectionId: string;
    fsmModule: string;
    fsmId: string;
    /** Of a contact person, its own id, or `<contact_id>/<contact_person_id>`. */
    booksId: string;
  }): Promise<Answer<{ linkId: string }>>;
  /** Parts two records; both are left alone until they are linked again. */
  unlinkRecords(input: { linkId: string }): Promise<Answer<{ connectionId: string }>>;
  /** What another sync type would do, with the token that changing it takes; null: there is no such connection. */
  planSyncType(input: { connectionId: string; to: SyncType }): Promise<SyncTypePlan | null>;
  /** Changes the sync type as the plan says; the next run carries it out. */
  changeSyncType(
    input: {
      connectionId: string;
      to: SyncType;
      planToken: string;
      /** For the audit log. */
      reason: string | null;
    },
    actor: Actor,
  ): Promise<Answer<{ connectionId: string }>>;
  cancelRun(input: { runId: string }): Promise<Answer<{ runId: string }>>;
  setAutoSync(input: { connectionId: string; enabled: boolean }): Promise<Answer<{ connectionId: string }>>;
  setDuplicatePolicy(input: {
    connectionId: string;
    duplicatePolicy: DuplicatePolicy;
  }): Promise<Answer<{ connectionId: string }>>;
  /** Changes who is written to, and of what; what is left out stays as it is. */
  setNotifications(input: {
    connectionId: string;
    recipients?: readonly string[];
    triggers?: readonly NotificationTrigger[];
  }): Promise<Answer<{ connectionId: string }>>;
  addWebhook(input: NewWebhook): Promise<Answer<{ webhookId: string }>>;
  /** Also forgets what it was sent. */
  removeWebhook(input: { webhookId: string }): Promise<Answer<{ connectionId: string }>>;
  /** Sends a test, in the background. */
  testWebhook(input: { webhookId: string }): Promise<Answer<{ deliveryId: string }>>;
  /** Has a mail or a call that was given up tried again, in the background. */
  retryDelivery(input: { deliveryId: string }): Promise<Answer<{ deliveryId: string }>>;
  /** Hours in which no automatic sync begins; replaces the ones before. */
  setBlackout(input: {
    connectionId: string;
    windows: readonly BlackoutWindow[];
  }): Promise<Answer<{ connectionId: string }>>;
  /** Share of a day's calls that syncs leave to people, percent. */
  setQuotaReserve(input: {
    connectionId: string;
    percent: number;
  }): Promise<Answer<{ connectionId: string }>>;
  /** What the day has left at both services. */
  quota(connection: Connection): Promise<readonly ServiceQuota[]>;
  /** Null while it is not known, or when the run is over. */
  eta(run: SyncRun): Promise<RunEta | null>;
  /** What a first sync will take, by a few calls that count records; null once there was one. */
  forecast(connection: Connection): Promise<Forecast | null>;
  /** Lets the services say which records have changed, with a new secret that is answered once; or stops it. */
  setInboundHooks(
    input: {
      connectionId: string;
      enabled: boolean;
    },
    actor: Actor,
  ): Promise<Answer<{ connectionId: string; secret: string | null }>>;
  /** A call of a service that names records: they are synced a few seconds later. `unknown`: no hooks are on there. */
  acceptHints(call: {
    connectionId: string;
    proof: {
      /** The secret itself. */
      readonly secret: string | null;
      /** HMAC-SHA256 of the body with the secret, as hex or base64. */
      readonly signature: string | null;
      readonly body: Uint8Array;
    };
    records: readonly SelectedRecord[];
  }): Promise<'accepted' | 'unknown' | 'refused'>;
  /** How many manual syncs each organisation's day still allows (S3), by connection; unknown ones are left out. */
  manualSyncsLeftToday(connectionIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The token itself is answered once and never stored; that it was made is kept in the audit log. */
  createToken(
    input: { name: string; role: TokenRole; connectionIds: readonly string[] },
    actor: Actor,
  ): Promise<Answer<{ tokenId: string; token: string }>>;
  /** Kept in the audit log. */
  revokeToken(input: { tokenId: string }, actor: Actor): Promise<Answer<{ tokenId: string }>>;
}
