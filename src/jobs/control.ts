/**
 * What the API asks of the running product. GraphQL is a thin face over this; every refusal a client can act on is a
 * value, never an exception.
 */
import type {
  BooksProduct,
  DataCenter,
  DuplicatePolicy,
  SyncType,
  TokenRole,
} from '../store/generated/prisma/enums.ts';
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
  'MAPPING_INVALID',
  'EDITION_UNSUPPORTED',
  'MANUAL_LIMIT_REACHED',
  'SUPPORT_REQUIRED',
  'REAUTHORISATION_REQUIRED',
  'AUTHORISATION_NOT_READY',
  'AUTHORISATION_REFUSED',
  'SERVICE_UNAVAILABLE',
  'RUN_NOT_ACTIVE',
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

export interface Control {
  /** Checks the credential against both organisations before anything is stored. Answers the connection's id. */
  createConnection(input: NewConnection): Promise<Answer<{ connectionId: string }>>;
  /** E1 to E4, E9: enables once and queues the first sync. */
  enableSync(input: {
    connectionId: string;
    duplicatePolicy: DuplicatePolicy;
  }): Promise<Answer<{ connectionId: string; runId: string }>>;
  /** S3, S6, S7: queues a manual run or says why not. */
  syncNow(input: {
    connectionId: string;
    /** The run may make more records inactive than the guard lets through. */
    confirmDeactivations?: boolean;
  }): Promise<Answer<{ runId: string }>>;
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
  /** Replaces the addresses that are written to when the sync needs a person. */
  setMailRecipients(input: {
    connectionId: string;
    recipients: readonly string[];
  }): Promise<Answer<{ connectionId: string }>>;
  /** How many manual syncs each organisation's day still allows (S3), by connection; unknown ones are left out. */
  manualSyncsLeftToday(connectionIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The token itself is answered once and never stored. */
  createToken(input: {
    name: string;
    role: TokenRole;
    connectionIds: readonly string[];
  }): Promise<Answer<{ tokenId: string; token: string }>>;
  revokeToken(input: { tokenId: string }): Promise<Answer<{ tokenId: string }>>;
}
