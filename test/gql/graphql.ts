/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How far an authorisation is. */
export type AuthorisationState =
  /** Refused or expired; the reason says why, and another has to be begun. */
  | 'FAILED'
  /** Waits for the user to agree, or for the code. */
  | 'PENDING'
  /** The login is there, to be used for a connection. */
  | 'READY';

/** The OAuth client, as made in Zoho's API console. */
export type BeginAuthorisationInput = {
  /** OAuth client id. */
  clientId: string;
  /** OAuth client secret; stored encrypted, never shown. */
  clientSecret: string;
  /** Global id of the connection whose login it is to replace; left out: for a new one. */
  connectionId?: string | number | null | undefined;
  /** Where the user who will agree signs in. */
  dataCenter: DataCenter;
  /** Which finance product the login is for. */
  product: BooksProduct;
  /** The address of this server's `/oauth/callback`, as registered for the client; left out for a Self Client. */
  redirectUri?: string | null | undefined;
};

/** Hours of the organisation's own time. */
export type BlackoutWindowInput = {
  /** Days on which it begins; none or left out: every day. */
  days?: Array<Weekday> | null | undefined;
  /** Time of day at which it begins, e.g. `22:00`. */
  from: string;
  /** Time of day at which it ends; not later than `from`: on the day after. */
  to: string;
};

/** Which Zoho product keeps the books of a connection. */
export type BooksProduct =
  /** Zoho Books. */
  | 'BOOKS'
  /** Zoho Invoice. */
  | 'INVOICE';

/** The run to stop. */
export type CancelRunInput = {
  /** Global id of the sync, the import or the preview. */
  runId: string | number;
};

/** The connection, its new sync type and the plan that was looked at. */
export type ChangeSyncTypeInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** The token of `syncTypeChange`. */
  planToken: string;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** The type to change to. */
  to: SyncType;
};

/** A code given by hand. */
export type CompleteAuthorisationInput = {
  /** Global id of the authorisation. */
  authorisationId: string | number;
  /** The code from Zoho's API console; good once, for about a minute. */
  code: string;
};

/** Where a connection is in its life. */
export type ConnectionStatus =
  /** An error disabled the sync; only support can enable it again. */
  | 'DISABLED_BY_ERROR'
  /** Two-way sync is enabled. */
  | 'ENABLED'
  /** Two-way sync has not been enabled yet. */
  | 'SETUP';

/** Two organisations to join, and the login that may use both: an authorisation, or client id, client secret and refresh token. */
export type CreateConnectionInput = {
  /** Global id of an authorisation that is ready, in place of the three below. */
  authorisationId?: string | number | null | undefined;
  /** Zoho's id of the Books or Invoice organisation. */
  booksOrganizationId: string;
  /** OAuth client id. */
  clientId?: string | null | undefined;
  /** OAuth client secret; stored encrypted, never shown. */
  clientSecret?: string | null | undefined;
  /** Where both organisations live; may be left out with an authorisation, which knows it. */
  dataCenter?: DataCenter | null | undefined;
  /** Zoho's id of the FSM organisation. */
  fsmOrganizationId: string;
  /** E-mail addresses to write to when the sync needs a person; left out: nobody. */
  mailRecipients?: Array<string> | null | undefined;
  /** Folder of the mapping set; left out: `default`. */
  mappingSet?: string | null | undefined;
  /** Name of the connection, for people. */
  name: string;
  /** Books or Invoice. */
  product: BooksProduct;
  /** OAuth refresh token; stored encrypted, never shown. */
  refreshToken?: string | null | undefined;
  /** Which people and companies are synced. The type of the account's CRM-Books integration goes before it where the organisation tells it; left out as well: Type IV. */
  syncType?: SyncType | null | undefined;
};

/** The token to make. */
export type CreateTokenInput = {
  /** Global ids of the connections it is tied to; left out or empty: all. */
  connectionIds?: Array<string | number> | null | undefined;
  /** Name of the token, for people. */
  name: string;
  /** What it may do. */
  role: TokenRole;
};

/** Who says what the account's CRM-Books integration is like. */
export type CrmSource =
  /** Whoever made the connection: the organisation does not tell. */
  | 'DECLARED'
  /** Nobody. */
  | 'NONE'
  /** The Books organisation itself. */
  | 'ORGANISATION';

/** The Zoho data centre that holds both organisations, or the simulated Zoho of this product. */
export type DataCenter =
  /** Australia (zoho.com.au). */
  | 'AU'
  /** Canada (zohocloud.ca). */
  | 'CA'
  /** China (zoho.com.cn). */
  | 'CN'
  /** European Union (zoho.eu). */
  | 'EU'
  /** India (zoho.in). */
  | 'IN'
  /** Japan (zoho.jp). */
  | 'JP'
  /** Saudi Arabia (zoho.sa). */
  | 'SA'
  /** The simulated Zoho at `SANDBOX_URL`. */
  | 'SANDBOX'
  /** United Kingdom (zoho.uk). */
  | 'UK'
  /** United States (zoho.com). */
  | 'US';

/** Which side is written. */
export type Direction =
  /** From FSM to Books. */
  | 'TO_BOOKS'
  /** From Books to FSM. */
  | 'TO_FSM';

/** What happens to a record that has the same identity on both sides and no link yet. */
export type DuplicatePolicy =
  /** Each is replicated on the other side as a record of its own. */
  | 'CLONE'
  /** The one modified last overwrites the other, and the two are linked. */
  | 'OVERWRITE';

/** The connection to enable. */
export type EnableSyncInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** What happens to duplicates. */
  duplicatePolicy: DuplicatePolicy;
};

/** Why a mutation was refused. */
export type ErrorCode =
  /** Two-way sync was enabled before; that is done once per connection. */
  | 'ALREADY_ENABLED'
  /** The authorisation is pending, failed, expired or used up; `authorisation` says which. */
  | 'AUTHORISATION_NOT_READY'
  /** Zoho refuses the code or the client; the message says what to put right. */
  | 'AUTHORISATION_REFUSED'
  /** The account's own CRM-Books sync is under way. */
  | 'CRM_SYNC_IN_PROGRESS'
  /** The mail or call has arrived, or is still on its way. */
  | 'DELIVERY_NOT_FAILED'
  /** The FSM edition of the organisation has no two-way sync. */
  | 'EDITION_UNSUPPORTED'
  /** The role of the token does not include this. */
  | 'FORBIDDEN'
  /** An import into FSM is under way for this connection. */
  | 'IMPORT_IN_PROGRESS'
  /** The manual syncs of the organisation's calendar day are used up. */
  | 'MANUAL_LIMIT_REACHED'
  /** The mapping set cannot be used; `issues` names each violation. */
  | 'MAPPING_INVALID'
  /** No error has disabled the sync of this connection. */
  | 'NOT_DISABLED'
  /** Two-way sync has not been enabled for this connection. */
  | 'NOT_ENABLED'
  /** There is no such thing, or the token may not see it. */
  | 'NOT_FOUND'
  /** The preview is not ready, older than an hour, or made for another mapping: make another one. */
  | 'PREVIEW_EXPIRED'
  /** Zoho refuses the credential for good: authorise the client again. */
  | 'REAUTHORISATION_REQUIRED'
  /** The run has ended already. */
  | 'RUN_NOT_ACTIVE'
  /** Zoho cannot be reached, or answers errors; try again later. */
  | 'SERVICE_UNAVAILABLE'
  /** An error disabled the sync; only the support role can enable it again. */
  | 'SUPPORT_REQUIRED'
  /** A sync of this connection is queued or under way. */
  | 'SYNC_IN_PROGRESS'
  /** The account's CRM-Books integration has another sync type. */
  | 'SYNC_TYPE_MISMATCH'
  /** The input is not usable; `issues` says where. */
  | 'VALIDATION_FAILED';

/** What decides when a run will be done. */
export type EtaBasis =
  /** How fast it went so far. */
  | 'PACE'
  /** What the limits by the minute and the day allow. */
  | 'QUOTA';

/** Two records that belong together. */
export type LinkRecordsInput = {
  /** Books' id of the customer, contact person or item. Of a contact person, its own id: its customer is that of the contact's company. */
  booksId: string;
  /** Global id of the connection. */
  connectionId: string | number;
  /** FSM's id of the record. */
  fsmId: string;
  /** Companies, Contacts or Service_And_Parts. */
  fsmModule: string;
};

/** Whether both records of a link still exist. */
export type LinkState =
  /** The Books record was deleted. It is not created again. */
  | 'GONE_IN_BOOKS'
  /** Both were deleted. */
  | 'GONE_IN_BOTH'
  /** The FSM record was deleted. It is not created again. */
  | 'GONE_IN_FSM'
  /** Both exist. */
  | 'LINKED'
  /** The FSM contact joined, left or changed its company, and its new counterpart has not been made yet. */
  | 'MOVING';

/** The Zoho product that an organisation is of. */
export type LoginProduct =
  /** Zoho Books. */
  | 'BOOKS'
  /** Zoho FSM. */
  | 'FSM'
  /** Zoho Invoice. */
  | 'INVOICE';

/** What a run decided to do with a record. */
export type Operation =
  /** Create its counterpart. */
  | 'CREATE'
  /** Make its counterpart inactive. */
  | 'DEACTIVATE'
  /** Leave it alone, because it cannot be synced as it is. */
  | 'FAIL'
  /** Join it with its counterpart. */
  | 'LINK'
  /** Note that one of the two was deleted; the other stays as it is. */
  | 'MARK_GONE'
  /** Leave it alone. */
  | 'SKIP'
  /** Write fields to its counterpart. */
  | 'UPDATE';

/** What became of a record in a run. */
export type Outcome =
  /** Created on the other side. */
  | 'CREATED'
  /** Made inactive in FSM, as it is in Books. */
  | 'DEACTIVATED'
  /** Not synced; the reason says why. The next run takes it up again. */
  | 'FAILED'
  /** Joined with its counterpart, and nothing needed writing. */
  | 'LINKED'
  /** Left alone for a reason that is no fault. */
  | 'SKIPPED'
  /** Considered, and equal on both sides. Counted; listed only where a write had been planned and was not needed any more. */
  | 'UNCHANGED'
  /** Fields were written. */
  | 'UPDATED';

/** What is synced with what. */
export type Pair =
  /** Companies and Contacts of FSM with Customers and contact persons of Books. */
  | 'CUSTOMERS'
  /** Services And Parts of FSM with Items of Books. */
  | 'ITEMS';

/** How far a run is with a pair. */
export type PairPhase =
  /** Reads both sides. */
  | 'COLLECTING'
  /** Compares them and decides what to write. */
  | 'DECIDING'
  /** Done. */
  | 'DONE'
  /** Writes. */
  | 'EXECUTING'
  /** Not begun. */
  | 'PENDING'
  /** Reads back what the services made of the writes. */
  | 'SETTLING';

/** Why a record is left alone. */
export type ParkedReason =
  /** Its FSM contact joined, left or changed its company and has another counterpart now. Nobody deleted this one, so it stays. */
  | 'LEFT_BEHIND'
  /** A person took its link away. */
  | 'UNLINKED';

/** What is checked before a sync, by the code of its failure. */
export type PreflightCode =
  /** The account's CRM sync is under way. A manual sync is refused; an automatic run fails and is tried again soon. */
  | 'CRM_SYNC_IN_PROGRESS'
  /** The FSM edition has no two-way sync. Enabling is refused. */
  | 'EDITION_UNSUPPORTED'
  /** The Books or Invoice organisation is not active. The run fails. */
  | 'ORGANIZATION_INACTIVE'
  /** Zoho Invoice holds more customers or items than a sync may have. The run fails and the sync is disabled. */
  | 'RECORD_LIMIT_EXCEEDED'
  /** The sync type is another one than that of the account's CRM integration. The run fails and the sync is disabled. */
  | 'SYNC_TYPE_MISMATCH'
  /** Taxes are on in one service and off in the other. The run fails. */
  | 'TAX_MISMATCH';

/** What the verdict of a check rests on. */
export type PreflightSource =
  /** The services were asked for this sync. */
  | 'ANSWERED'
  /** The connection's own word: nobody else tells. */
  | 'DECLARED'
  /** An earlier answer, or a count that the sync keeps. */
  | 'KNOWN'
  /** Nobody tells. */
  | 'NONE';

/** How far a preview is. */
export type PreviewState =
  /** Ended by a person. */
  | 'CANCELLED'
  /** Too old to be applied; make another one. */
  | 'EXPIRED'
  /** Ended by a fault; `error` says which. */
  | 'FAILED'
  /** Waits for a worker. */
  | 'QUEUED'
  /** Shows what a sync would do, and can be applied by `syncNow`. */
  | 'READY'
  /** Reads and compares, or rests until a quota is free. */
  | 'RUNNING';

/** The connection whose next sync is shown. */
export type PreviewSyncInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** Left out: the connection's own, or OVERWRITE before it has one. */
  duplicatePolicy?: DuplicatePolicy | null | undefined;
};

/** The connection to look at. */
export type ProbeConnectionInput = {
  /** Global id of the connection. */
  connectionId: string | number;
};

/** One of the two sides of a connection. */
export type Product =
  /** Zoho Books or Zoho Invoice, whichever the connection uses. */
  | 'BOOKS'
  /** Zoho FSM. */
  | 'FSM';

/** What a pair of records is to the sync. */
export type RecordKind =
  /** A Company of FSM with a business Customer of Books. */
  | 'COMPANY'
  /** A Contact of FSM with an individual Customer of Books. */
  | 'CONTACT'
  /** A Contact of a company in FSM with a contact person of the company's Customer in Books. */
  | 'CONTACT_PERSON'
  /** A Service or Part of FSM with an Item of Books. */
  | 'ITEM';

/** The connection, and its new login: an authorisation, or client id, client secret and refresh token. */
export type ReplaceCredentialInput = {
  /** Global id of an authorisation that is ready, in place of the three below. */
  authorisationId?: string | number | null | undefined;
  /** OAuth client id. */
  clientId?: string | null | undefined;
  /** OAuth client secret; stored encrypted, never shown. */
  clientSecret?: string | null | undefined;
  /** Global id of the connection. */
  connectionId: string | number;
  /** Why, for the audit log. */
  reason?: string | null | undefined;
  /** OAuth refresh token; stored encrypted, never shown. */
  refreshToken?: string | null | undefined;
};

/** The run whose failed records are tried again. */
export type RetryFailedInput = {
  /** Global id of the run. */
  runId: string | number;
};

/** The token to revoke. */
export type RevokeTokenInput = {
  /** Global id of the token. */
  tokenId: string | number;
};

/** What a run is for. */
export type RunMode =
  /** A sync that does what a preview has shown, and nothing else. */
  | 'APPLY'
  /** Brings Books' records into FSM, one way. */
  | 'IMPORT'
  /** Shows what a sync would do, and writes nothing. */
  | 'PREVIEW'
  /** A sync of some records that a person or a service named, and of no others. */
  | 'SELECTED'
  /** An ordinary sync: whatever its scope holds, both ways. */
  | 'SYNC';

/** Which records a run considers. */
export type RunScope =
  /** All that a changed mapping touches, and those modified. */
  | 'AFFECTED'
  /** All. */
  | 'FULL'
  /** Those modified since the start of the last successful run. */
  | 'INCREMENTAL'
  /** Those that failed before. */
  | 'RETRY';

/** How a run is going or how it ended. */
export type RunState =
  /** Ended by a person. */
  | 'CANCELLED'
  /** Ended by a fault that concerns the whole run. */
  | 'FAILED'
  /** Waits for a worker. */
  | 'QUEUED'
  /** Is under way, or rests until a quota is free. */
  | 'RUNNING'
  /** Ended, and no record failed. */
  | 'SUCCEEDED'
  /** Ended, and some records failed; the next run takes them up again. */
  | 'SUCCEEDED_WITH_FAILURES';

/** What started a run. */
export type RunTrigger =
  /** The schedule, or enabling. */
  | 'AUTOMATIC'
  /** A person, by `syncNow`. */
  | 'MANUAL'
  /** The product itself, after an interruption. */
  | 'RESUME'
  /** A person, to try failed records again. */
  | 'RETRY';

/** Whether the schedule starts runs. */
export type SetAutoSyncInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** True: the schedule starts runs. False: only people do. */
  enabled: boolean;
};

/** When no automatic sync begins from now on. */
export type SetBlackoutInput = {
  /** The windows, in place of those before; none: syncs begin at any hour. */
  blackout: Array<BlackoutWindowInput>;
  /** Global id of the connection. */
  connectionId: string | number;
};

/** What happens to duplicates from now on. */
export type SetDuplicatePolicyInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** The policy from the next run on. */
  duplicatePolicy: DuplicatePolicy;
};

/** Whether the services may say which records have changed. */
export type SetInboundHooksInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** True: they may, with a new secret. False: they may not. */
  enabled: boolean;
};

/** Whom to write to from now on. */
export type SetMailRecipientsInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** E-mail addresses, in place of those before; empty: nobody is written to. */
  recipients: Array<string>;
};

/** How much of a day syncs leave alone from now on. */
export type SetQuotaReserveInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** Share of a day's calls, 0 to 90. */
  percent: number;
};

/** The connection to import into. */
export type StartImportInput = {
  /** Global id of the connection. */
  connectionId: string | number;
};

/** The connection to enable again, and why. */
export type SupportReenableInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** What was put right; kept in the audit log. */
  reason: string;
};

/** The connection to sync. */
export type SyncNowInput = {
  /** A run that would make more than 10 records, and more than 10 percent of a table, inactive in FSM stops with DEACTIVATION_GUARD. True lets this one through. */
  confirmDeactivations?: boolean | null | undefined;
  /** Global id of the connection. */
  connectionId: string | number;
  /** Global id of a preview that is READY: the run does what it has shown, and nothing else. Records that have changed since are left out, with reason CHANGED_SINCE_PREVIEW, until the next sync. */
  previewId?: string | number | null | undefined;
};

/** The record to sync, by its id in one of the services. */
export type SyncRecordInput = {
  /** Books' id of the record. Of a contact person without a link: `<contact_id>/<contact_person_id>`. */
  booksId?: string | null | undefined;
  /** Global id of the connection. */
  connectionId: string | number;
  /** FSM's id of the record. */
  fsmId?: string | null | undefined;
  /** The service's own name of the module, e.g. `Companies` or `items`. Needed for a record that has no link. */
  module?: string | null | undefined;
};

/** Which records of people and companies are synced; items are synced with every type. */
export type SyncType =
  /** Companies with business customers; contacts are not synced. */
  | 'TYPE_I'
  /** Contacts with individual customers; companies are not synced. */
  | 'TYPE_II'
  /** Companies and their contacts with business customers and their contact persons. */
  | 'TYPE_III'
  /** As Type III, and contacts of no company with individual customers. */
  | 'TYPE_IV';

/** What a change of the sync type makes of some links or records. */
export type SyncTypeAction =
  /** Records without a counterpart, which are created on the other side. */
  | 'CREATE'
  /** Links that go on as they are. */
  | 'KEEP'
  /** Records without a link that have exactly one counterpart by name, e-mail or Zoho’s own sync. */
  | 'LINK'
  /** Links whose FSM contact gets another counterpart; the former one stays, parked. */
  | 'MOVE'
  /** Contacts that take up again the counterpart that they left when they moved. */
  | 'RECALL'
  /** Links of records that the new type leaves alone. They are kept, and nothing is deleted. */
  | 'SLEEP'
  /** Records of which more than one could be meant; they fail until somebody links them. */
  | 'UNDECIDED'
  /** Links that slept and are synced again. */
  | 'WAKE';

/** What a token may do. */
export type TokenRole =
  /** All of that, and make connections and tokens. */
  | 'ADMIN'
  /** Read, and operate existing connections. */
  | 'OPERATOR'
  /** Read, and enable again what an error disabled. */
  | 'SUPPORT'
  /** Read. */
  | 'VIEWER';

/** The link to take away. */
export type UnlinkRecordsInput = {
  /** Global id of the link. */
  linkId: string | number;
};

/** A day of the week. */
export type Weekday =
  /** Friday. */
  | 'FRIDAY'
  /** Monday. */
  | 'MONDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Thursday. */
  | 'THURSDAY'
  /** Tuesday. */
  | 'TUESDAY'
  /** Wednesday. */
  | 'WEDNESDAY';

export type AuthorisationSummaryFragment = { id: string, state: AuthorisationState, consentUrl: string | null, expiresAt: string, dataCenter: DataCenter, product: BooksProduct, scope: string, reason: { code: string, message: string } | null };

export type BeginAuthorisationMutationVariables = Exact<{
  input: BeginAuthorisationInput;
}>;


export type BeginAuthorisationMutation = { beginAuthorisation:
    | { __typename: 'Authorisation', id: string, state: AuthorisationState, consentUrl: string | null, expiresAt: string, dataCenter: DataCenter, product: BooksProduct, scope: string, reason: { code: string, message: string } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type CompleteAuthorisationMutationVariables = Exact<{
  input: CompleteAuthorisationInput;
}>;


export type CompleteAuthorisationMutation = { completeAuthorisation:
    | { __typename: 'Authorisation', id: string, state: AuthorisationState, consentUrl: string | null, expiresAt: string, dataCenter: DataCenter, product: BooksProduct, scope: string, reason: { code: string, message: string } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type AuthorisationQueryVariables = Exact<{
  id: string | number;
}>;


export type AuthorisationQuery = { authorisation: { id: string, state: AuthorisationState, consentUrl: string | null, expiresAt: string, dataCenter: DataCenter, product: BooksProduct, scope: string, organizations: Array<{ organizationId: string | null, name: string | null, product: LoginProduct, edition: string | null, active: boolean, currency: string | null, timeZone: string | null }>, unanswered: Array<{ product: LoginProduct, message: string }>, newInvoiceOrganization: { url: string, note: string, syncType: SyncType }, reason: { code: string, message: string } | null } | null };

export type ReplaceCredentialMutationVariables = Exact<{
  input: ReplaceCredentialInput;
}>;


export type ReplaceCredentialMutation = { replaceCredential:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, name: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type ProbeConnectionMutationVariables = Exact<{
  input: ProbeConnectionInput;
}>;


export type ProbeConnectionMutation = { probeConnection:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, capabilities: Array<{ name: string, found: boolean | null, detail: string, checkedAt: string }> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type ConnectionOriginQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionOriginQuery = { connection: { id: string, syncType: SyncType, dataCenter: DataCenter, capabilities: Array<{ name: string, found: boolean | null, detail: string }>, crmIntegration: { source: CrmSource, syncType: SyncType | null, running: boolean | null, checkedAt: string } | null } | null };

export type AuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  connectionId?: string | number | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { totalCount: number, nodes: Array<{ id: string, at: string, action: string, subject: string, reason: string | null, actor: { tokenId: string, name: string }, connection: { id: string } | null }> } };

export type ConnectionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ConnectionsQuery = { connections: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, status: ConnectionStatus }> } };

export type ConnectionOutlookQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionOutlookQuery = { connection: { id: string, timeZone: string, quotaReservePercent: number, blackout: Array<{ from: string, to: string, days: Array<Weekday> }>, quota: Array<{ service: Product, limit: number | null, used: number, remaining: number | null, reserve: number, resetsAt: string }>, forecast: { calls: number | null, booksCalls: number | null, fsmCalls: number | null, shareOfDayPercent: number | null, endsAt: string | null, sentence: string, problem: { code: string } | null } | null } | null };

export type ConnectionStateQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionStateQuery = { connection: { id: string, status: ConnectionStatus, syncType: SyncType, duplicatePolicy: DuplicatePolicy | null, autoSync: boolean, nextSyncAt: string | null, manualSyncsLeftToday: number, disabledReason: { code: string, message: string } | null, crmIntegration: { source: CrmSource, syncType: SyncType | null, running: boolean | null } | null, checks: Array<{ code: PreflightCode, passed: boolean | null, message: string, source: PreflightSource, checkedAt: string }>, activeRun: { id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null } | null, lastRun: { id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null } | null } | null };

export type CreateConnectionMutationVariables = Exact<{
  input: CreateConnectionInput;
}>;


export type CreateConnectionMutation = { createConnection:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, name: string, status: ConnectionStatus, syncType: SyncType, mailRecipients: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type EnableSyncMutationVariables = Exact<{
  input: EnableSyncInput;
}>;


export type EnableSyncMutation = { enableSync:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, status: ConnectionStatus, duplicatePolicy: DuplicatePolicy | null, activeRun: { id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null } | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SetAutoSyncMutationVariables = Exact<{
  input: SetAutoSyncInput;
}>;


export type SetAutoSyncMutation = { setAutoSync:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, autoSync: boolean, nextSyncAt: string | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SetDuplicatePolicyMutationVariables = Exact<{
  input: SetDuplicatePolicyInput;
}>;


export type SetDuplicatePolicyMutation = { setDuplicatePolicy:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, duplicatePolicy: DuplicatePolicy | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SetMailRecipientsMutationVariables = Exact<{
  input: SetMailRecipientsInput;
}>;


export type SetMailRecipientsMutation = { setMailRecipients:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, mailRecipients: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SetBlackoutMutationVariables = Exact<{
  input: SetBlackoutInput;
}>;


export type SetBlackoutMutation = { setBlackout:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, nextSyncAt: string | null, blackout: Array<{ from: string, to: string, days: Array<Weekday> }> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SetQuotaReserveMutationVariables = Exact<{
  input: SetQuotaReserveInput;
}>;


export type SetQuotaReserveMutation = { setQuotaReserve:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, quotaReservePercent: number }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SupportReenableMutationVariables = Exact<{
  input: SupportReenableInput;
}>;


export type SupportReenableMutation = { supportReenable:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, status: ConnectionStatus }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type CheckOutcomeFragment = { code: PreflightCode, passed: boolean | null, message: string, source: PreflightSource, checkedAt: string };

type Refusal_ConflictError_Fragment = { code: ErrorCode, message: string };

type Refusal_ForbiddenError_Fragment = { code: ErrorCode, message: string };

type Refusal_LimitError_Fragment = { code: ErrorCode, message: string };

type Refusal_NotFoundError_Fragment = { code: ErrorCode, message: string };

type Refusal_ServiceError_Fragment = { code: ErrorCode, message: string };

type Refusal_ValidationError_Fragment = { code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> };

export type RefusalFragment =
  | Refusal_ConflictError_Fragment
  | Refusal_ForbiddenError_Fragment
  | Refusal_LimitError_Fragment
  | Refusal_NotFoundError_Fragment
  | Refusal_ServiceError_Fragment
  | Refusal_ValidationError_Fragment
;

export type RunFailuresQueryVariables = Exact<{
  id: string | number;
}>;


export type RunFailuresQuery = { node:
    | { failureLogs: Array<{ module: string, count: number, csvUrl: string }>, failuresByReason: Array<{ code: string, message: string, field: string | null, count: number, module: string, csvUrl: string }>, records: { nodes: Array<{ resolvedAt: string | null, resolvedBy:
            | { id: string }
            | { id: string }
           | null }> } }
    | Record<PropertyKey, never>
   | null };

export type OpenFailuresQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OpenFailuresQuery = { connection: { openFailures: { totalCount: number, nodes: Array<{ id: string, reason: { code: string } | null, fsm: { id: string } | null, books: { id: string } | null }> } } | null };

export type SetInboundHooksMutationVariables = Exact<{
  input: SetInboundHooksInput;
}>;


export type SetInboundHooksMutation = { setInboundHooks:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InboundHooks', secret: string | null, booksPath: string, fsmPath: string, connection: { id: string } }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type LinkRecordsMutationVariables = Exact<{
  input: LinkRecordsInput;
}>;


export type LinkRecordsMutation = { linkRecords:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordLink', id: string, kind: RecordKind }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string }
   };

export type UnlinkRecordsMutationVariables = Exact<{
  input: UnlinkRecordsInput;
}>;


export type UnlinkRecordsMutation = { unlinkRecords:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string }
   };

export type ParkedRecordsQueryVariables = Exact<{
  connectionId: string | number;
  first?: number | null | undefined;
}>;


export type ParkedRecordsQuery = { connection: { parkedRecords: { totalCount: number, nodes: Array<{ id: string, reason: ParkedReason, since: string, record: { module: string, id: string, url: string } }> } } | null };

export type RecordLinkQueryVariables = Exact<{
  connectionId: string | number;
  fsmId?: string | null | undefined;
  booksId?: string | null | undefined;
}>;


export type RecordLinkQuery = { recordLink: { id: string, pair: Pair, kind: RecordKind, state: LinkState, lastSyncedAt: string | null, history: { totalCount: number, nodes: Array<{ outcome: Outcome | null, cause: string, at: string }> }, fsm: { module: string, id: string, url: string, goneAt: string | null } | null, books: { module: string, id: string, url: string, goneAt: string | null } | null } | null };

export type LinksQueryVariables = Exact<{
  connectionId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  pair?: Pair | null | undefined;
}>;


export type LinksQuery = { connection: { links: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pair: Pair, kind: RecordKind, state: LinkState, lastSyncedAt: string | null, fsm: { module: string, id: string, url: string, goneAt: string | null } | null, books: { module: string, id: string, url: string, goneAt: string | null } | null }> } } | null };

export type LinkSummaryFragment = { id: string, pair: Pair, kind: RecordKind, state: LinkState, lastSyncedAt: string | null, fsm: { module: string, id: string, url: string, goneAt: string | null } | null, books: { module: string, id: string, url: string, goneAt: string | null } | null };

export type ImportSummaryFragment = { id: string, mode: RunMode, state: RunState, startedAt: string | null, endedAt: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null };

export type PreviewSummaryFragment = { id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, madeAt: string | null, validUntil: string | null, startedAt: string | null, endedAt: string | null, adopted: number, error: { code: string, message: string } | null, pairs: Array<{ pair: Pair, phase: PairPhase }>, counts: Array<{ pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { books: number, fsm: number } };

export type SpecialRunsQueryVariables = Exact<{
  id: string | number;
}>;


export type SpecialRunsQuery = { connection: { activeRun: { id: string, mode: RunMode } | null, lastRun: { id: string, mode: RunMode } | null, activeImport: { id: string, mode: RunMode, state: RunState, startedAt: string | null, endedAt: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null } | null, lastImport: { id: string, mode: RunMode, state: RunState, startedAt: string | null, endedAt: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null } | null, activePreview: { id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, madeAt: string | null, validUntil: string | null, startedAt: string | null, endedAt: string | null, adopted: number, error: { code: string, message: string } | null, pairs: Array<{ pair: Pair, phase: PairPhase }>, counts: Array<{ pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { books: number, fsm: number } } | null, lastPreview: { id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, madeAt: string | null, validUntil: string | null, startedAt: string | null, endedAt: string | null, adopted: number, error: { code: string, message: string } | null, pairs: Array<{ pair: Pair, phase: PairPhase }>, counts: Array<{ pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { books: number, fsm: number } } | null, runs: { nodes: Array<{ id: string, mode: RunMode }> } } | null };

export type PreviewSyncMutationVariables = Exact<{
  input: PreviewSyncInput;
}>;


export type PreviewSyncMutation = { previewSync:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncPreview', id: string, state: PreviewState }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type StartImportMutationVariables = Exact<{
  input: StartImportInput;
}>;


export type StartImportMutation = { startImport:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'ImportRun', id: string, state: RunState }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type RetryFailedMutationVariables = Exact<{
  input: RetryFailedInput;
}>;


export type RetryFailedMutation = { retryFailed:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncRun', mode: RunMode, id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type SyncRecordMutationVariables = Exact<{
  input: SyncRecordInput;
}>;


export type SyncRecordMutation = { syncRecord:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncRun', mode: RunMode, id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type PreviewQueryVariables = Exact<{
  id: string | number;
}>;


export type PreviewQuery = { node:
    | { id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, madeAt: string | null, validUntil: string | null, startedAt: string | null, endedAt: string | null, adopted: number, error: { code: string, message: string } | null, pairs: Array<{ pair: Pair, phase: PairPhase }>, counts: Array<{ pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { books: number, fsm: number } }
    | Record<PropertyKey, never>
   | null };

export type PreviewRecordsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  operation?: Array<Operation> | Operation | null | undefined;
  pair?: Pair | null | undefined;
  direction?: Direction | null | undefined;
}>;


export type PreviewRecordsQuery = { node:
    | { records: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ pair: Pair, kind: RecordKind, operation: Operation, direction: Direction, fields: Array<string>, causeCode: string, reason: { code: string, message: string } | null, fsm: { id: string } | null, books: { id: string } | null }> } }
    | Record<PropertyKey, never>
   | null };

export type ImportRecordsQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportRecordsQuery = { node:
    | { id: string, mode: RunMode, state: RunState, startedAt: string | null, endedAt: string | null, resumes: number, records: { totalCount: number, nodes: Array<{ outcome: Outcome | null, direction: Direction, fsm: { id: string } | null, books: { id: string } | null }> }, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null }
    | Record<PropertyKey, never>
   | null };

export type SuggestionsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SuggestionsQuery = { node:
    | { suggestions: { examined: number, endCursor: string | null, problem: { code: string } | null, nodes: Array<{ score: number, reasons: Array<string>, fsm: { id: string }, books: { id: string } }> } }
    | Record<PropertyKey, never>
   | null };

export type CountsOfRunFragment = { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number };

export type RunSummaryFragment = { id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null };

export type RunEtaQueryVariables = Exact<{
  id: string | number;
}>;


export type RunEtaQuery = { node:
    | { id: string, state: RunState, waitingUntil: string | null, waitingFor: string | null, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, eta: { endsAt: string, calls: number, remainingCalls: number, basis: EtaBasis } | null }
    | Record<PropertyKey, never>
   | null };

export type SyncNowMutationVariables = Exact<{
  input: SyncNowInput;
}>;


export type SyncNowMutation = { syncNow:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncRun', id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type CancelRunMutationVariables = Exact<{
  input: CancelRunInput;
}>;


export type CancelRunMutation = { cancelRun:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'ImportRun', cancelRequestedAt: string | null }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncPreview', cancelRequestedAt: string | null }
    | { __typename: 'SyncRun', id: string, state: RunState, cancelRequestedAt: string | null }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type RunChecksQueryVariables = Exact<{
  id: string | number;
}>;


export type RunChecksQuery = { node:
    | { checks: Array<{ code: PreflightCode, passed: boolean | null, message: string, source: PreflightSource, checkedAt: string }> }
    | Record<PropertyKey, never>
   | null };

export type RunRecordsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  outcome?: Array<Outcome> | Outcome | null | undefined;
}>;


export type RunRecordsQuery = { node:
    | { id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, records: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, outcome: Outcome | null, direction: Direction, operation: Operation, causeCode: string, cause: string, fields: Array<string>, overwrittenFields: Array<string>, fsm: { id: string, url: string } | null, books: { id: string, url: string } | null, reason: { code: string, message: string, field: string | null } | null }> }, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null }
    | Record<PropertyKey, never>
   | null };

export type SyncProgressSubscriptionVariables = Exact<{
  connectionId: string | number;
}>;


export type SyncProgressSubscription = { syncProgress: { sequence: number, run: { id: string, trigger: RunTrigger, scope: RunScope, state: RunState, startedAt: string | null, endedAt: string | null, waitingUntil: string | null, waitingFor: string | null, resumes: number, pairs: Array<{ pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }>, apiCalls: { booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, error: { code: string, message: string } | null } | null } };

export type SyncTypeChangeQueryVariables = Exact<{
  connectionId: string | number;
  to: SyncType;
}>;


export type SyncTypeChangeQuery = { syncTypeChange: { from: SyncType, to: SyncType, token: string | null, tokenExpiresAt: string | null, refusal: { code: string, message: string } | null, steps: Array<{ action: SyncTypeAction, kind: RecordKind, formerKind: RecordKind | null, direction: Direction | null, count: number | null, atMost: boolean, message: string }> } | null };

export type ChangeSyncTypeMutationVariables = Exact<{
  input: ChangeSyncTypeInput;
}>;


export type ChangeSyncTypeMutation = { changeSyncType:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, syncType: SyncType }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string }
   };

export type TokensQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type TokensQuery = { tokens: { totalCount: number, nodes: Array<{ id: string, name: string, role: TokenRole, revokedAt: string | null, connections: Array<{ id: string }> }> } };

export type CreateTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type CreateTokenMutation = { createToken:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'CreatedToken', token: string, apiToken: { id: string, name: string, role: TokenRole } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken:
    | { __typename: 'ApiToken', id: string, revokedAt: string | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AuthorisationSummaryFragmentDoc = new TypedDocumentString(`
    fragment AuthorisationSummary on Authorisation {
  id
  state
  consentUrl
  expiresAt
  dataCenter
  product
  scope
  reason {
    code
    message
  }
}
    `, {"fragmentName":"AuthorisationSummary"}) as unknown as TypedDocumentString<AuthorisationSummaryFragment, unknown>;
export const CheckOutcomeFragmentDoc = new TypedDocumentString(`
    fragment CheckOutcome on PreflightCheck {
  code
  passed
  message
  source
  checkedAt
}
    `, {"fragmentName":"CheckOutcome"}) as unknown as TypedDocumentString<CheckOutcomeFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const LinkSummaryFragmentDoc = new TypedDocumentString(`
    fragment LinkSummary on RecordLink {
  id
  pair
  kind
  state
  lastSyncedAt
  fsm {
    module
    id
    url
    goneAt
  }
  books {
    module
    id
    url
    goneAt
  }
}
    `, {"fragmentName":"LinkSummary"}) as unknown as TypedDocumentString<LinkSummaryFragment, unknown>;
export const CountsOfRunFragmentDoc = new TypedDocumentString(`
    fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
    `, {"fragmentName":"CountsOfRun"}) as unknown as TypedDocumentString<CountsOfRunFragment, unknown>;
export const ImportSummaryFragmentDoc = new TypedDocumentString(`
    fragment ImportSummary on ImportRun {
  id
  mode
  state
  startedAt
  endedAt
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}
    fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}`, {"fragmentName":"ImportSummary"}) as unknown as TypedDocumentString<ImportSummaryFragment, unknown>;
export const PreviewSummaryFragmentDoc = new TypedDocumentString(`
    fragment PreviewSummary on SyncPreview {
  id
  state
  duplicatePolicy
  madeAt
  validUntil
  startedAt
  endedAt
  adopted
  error {
    code
    message
  }
  pairs {
    pair
    phase
  }
  counts {
    pair
    kind
    direction
    created
    updated
    linked
    deactivated
    skipped
    failed
  }
  calls {
    books
    fsm
  }
}
    `, {"fragmentName":"PreviewSummary"}) as unknown as TypedDocumentString<PreviewSummaryFragment, unknown>;
export const RunSummaryFragmentDoc = new TypedDocumentString(`
    fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}
    fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}`, {"fragmentName":"RunSummary"}) as unknown as TypedDocumentString<RunSummaryFragment, unknown>;
export const BeginAuthorisationDocument = new TypedDocumentString(`
    mutation BeginAuthorisation($input: BeginAuthorisationInput!) {
  beginAuthorisation(input: $input) {
    __typename
    ...AuthorisationSummary
    ...Refusal
  }
}
    fragment AuthorisationSummary on Authorisation {
  id
  state
  consentUrl
  expiresAt
  dataCenter
  product
  scope
  reason {
    code
    message
  }
}
fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<BeginAuthorisationMutation, BeginAuthorisationMutationVariables>;
export const CompleteAuthorisationDocument = new TypedDocumentString(`
    mutation CompleteAuthorisation($input: CompleteAuthorisationInput!) {
  completeAuthorisation(input: $input) {
    __typename
    ...AuthorisationSummary
    ...Refusal
  }
}
    fragment AuthorisationSummary on Authorisation {
  id
  state
  consentUrl
  expiresAt
  dataCenter
  product
  scope
  reason {
    code
    message
  }
}
fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<CompleteAuthorisationMutation, CompleteAuthorisationMutationVariables>;
export const AuthorisationDocument = new TypedDocumentString(`
    query Authorisation($id: ID!) {
  authorisation(id: $id) {
    ...AuthorisationSummary
    organizations {
      organizationId
      name
      product
      edition
      active
      currency
      timeZone
    }
    unanswered {
      product
      message
    }
    newInvoiceOrganization {
      url
      note
      syncType
    }
  }
}
    fragment AuthorisationSummary on Authorisation {
  id
  state
  consentUrl
  expiresAt
  dataCenter
  product
  scope
  reason {
    code
    message
  }
}`) as unknown as TypedDocumentString<AuthorisationQuery, AuthorisationQueryVariables>;
export const ReplaceCredentialDocument = new TypedDocumentString(`
    mutation ReplaceCredential($input: ReplaceCredentialInput!) {
  replaceCredential(input: $input) {
    __typename
    ... on Connection {
      id
      name
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<ReplaceCredentialMutation, ReplaceCredentialMutationVariables>;
export const ProbeConnectionDocument = new TypedDocumentString(`
    mutation ProbeConnection($input: ProbeConnectionInput!) {
  probeConnection(input: $input) {
    __typename
    ... on Connection {
      id
      capabilities {
        name
        found
        detail
        checkedAt
      }
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<ProbeConnectionMutation, ProbeConnectionMutationVariables>;
export const ConnectionOriginDocument = new TypedDocumentString(`
    query ConnectionOrigin($id: ID!) {
  connection(id: $id) {
    id
    syncType
    dataCenter
    capabilities {
      name
      found
      detail
    }
    crmIntegration {
      source
      syncType
      running
      checkedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectionOriginQuery, ConnectionOriginQueryVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($first: Int, $after: String, $connectionId: ID) {
  auditLog(first: $first, after: $after, connectionId: $connectionId) {
    totalCount
    nodes {
      id
      at
      actor {
        tokenId
        name
      }
      action
      subject
      connection {
        id
      }
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const ConnectionsDocument = new TypedDocumentString(`
    query Connections($first: Int, $after: String) {
  connections(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      status
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectionsQuery, ConnectionsQueryVariables>;
export const ConnectionOutlookDocument = new TypedDocumentString(`
    query ConnectionOutlook($id: ID!) {
  connection(id: $id) {
    id
    timeZone
    quotaReservePercent
    blackout {
      from
      to
      days
    }
    quota {
      service
      limit
      used
      remaining
      reserve
      resetsAt
    }
    forecast {
      calls
      booksCalls
      fsmCalls
      shareOfDayPercent
      endsAt
      sentence
      problem {
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectionOutlookQuery, ConnectionOutlookQueryVariables>;
export const ConnectionStateDocument = new TypedDocumentString(`
    query ConnectionState($id: ID!) {
  connection(id: $id) {
    id
    status
    syncType
    duplicatePolicy
    autoSync
    nextSyncAt
    manualSyncsLeftToday
    disabledReason {
      code
      message
    }
    crmIntegration {
      source
      syncType
      running
    }
    checks {
      ...CheckOutcome
    }
    activeRun {
      ...RunSummary
    }
    lastRun {
      ...RunSummary
    }
  }
}
    fragment CheckOutcome on PreflightCheck {
  code
  passed
  message
  source
  checkedAt
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<ConnectionStateQuery, ConnectionStateQueryVariables>;
export const CreateConnectionDocument = new TypedDocumentString(`
    mutation CreateConnection($input: CreateConnectionInput!) {
  createConnection(input: $input) {
    __typename
    ... on Connection {
      id
      name
      status
      syncType
      mailRecipients
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<CreateConnectionMutation, CreateConnectionMutationVariables>;
export const EnableSyncDocument = new TypedDocumentString(`
    mutation EnableSync($input: EnableSyncInput!) {
  enableSync(input: $input) {
    __typename
    ... on Connection {
      id
      status
      duplicatePolicy
      activeRun {
        ...RunSummary
      }
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<EnableSyncMutation, EnableSyncMutationVariables>;
export const SetAutoSyncDocument = new TypedDocumentString(`
    mutation SetAutoSync($input: SetAutoSyncInput!) {
  setAutoSync(input: $input) {
    __typename
    ... on Connection {
      id
      autoSync
      nextSyncAt
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SetAutoSyncMutation, SetAutoSyncMutationVariables>;
export const SetDuplicatePolicyDocument = new TypedDocumentString(`
    mutation SetDuplicatePolicy($input: SetDuplicatePolicyInput!) {
  setDuplicatePolicy(input: $input) {
    __typename
    ... on Connection {
      id
      duplicatePolicy
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SetDuplicatePolicyMutation, SetDuplicatePolicyMutationVariables>;
export const SetMailRecipientsDocument = new TypedDocumentString(`
    mutation SetMailRecipients($input: SetMailRecipientsInput!) {
  setMailRecipients(input: $input) {
    __typename
    ... on Connection {
      id
      mailRecipients
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SetMailRecipientsMutation, SetMailRecipientsMutationVariables>;
export const SetBlackoutDocument = new TypedDocumentString(`
    mutation SetBlackout($input: SetBlackoutInput!) {
  setBlackout(input: $input) {
    __typename
    ... on Connection {
      id
      nextSyncAt
      blackout {
        from
        to
        days
      }
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SetBlackoutMutation, SetBlackoutMutationVariables>;
export const SetQuotaReserveDocument = new TypedDocumentString(`
    mutation SetQuotaReserve($input: SetQuotaReserveInput!) {
  setQuotaReserve(input: $input) {
    __typename
    ... on Connection {
      id
      quotaReservePercent
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SetQuotaReserveMutation, SetQuotaReserveMutationVariables>;
export const SupportReenableDocument = new TypedDocumentString(`
    mutation SupportReenable($input: SupportReenableInput!) {
  supportReenable(input: $input) {
    __typename
    ... on Connection {
      id
      status
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SupportReenableMutation, SupportReenableMutationVariables>;
export const RunFailuresDocument = new TypedDocumentString(`
    query RunFailures($id: ID!) {
  node(id: $id) {
    ... on SyncRun {
      failureLogs {
        module
        count
        csvUrl
      }
      failuresByReason {
        code
        message
        field
        count
        module
        csvUrl
      }
      records(outcome: [FAILED], first: 100) {
        nodes {
          resolvedAt
          resolvedBy {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunFailuresQuery, RunFailuresQueryVariables>;
export const OpenFailuresDocument = new TypedDocumentString(`
    query OpenFailures($id: ID!, $first: Int, $after: String) {
  connection(id: $id) {
    openFailures(first: $first, after: $after) {
      totalCount
      nodes {
        id
        reason {
          code
        }
        fsm {
          id
        }
        books {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenFailuresQuery, OpenFailuresQueryVariables>;
export const SetInboundHooksDocument = new TypedDocumentString(`
    mutation SetInboundHooks($input: SetInboundHooksInput!) {
  setInboundHooks(input: $input) {
    __typename
    ... on InboundHooks {
      secret
      booksPath
      fsmPath
      connection {
        id
      }
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<SetInboundHooksMutation, SetInboundHooksMutationVariables>;
export const LinkRecordsDocument = new TypedDocumentString(`
    mutation LinkRecords($input: LinkRecordsInput!) {
  linkRecords(input: $input) {
    __typename
    ... on RecordLink {
      id
      kind
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LinkRecordsMutation, LinkRecordsMutationVariables>;
export const UnlinkRecordsDocument = new TypedDocumentString(`
    mutation UnlinkRecords($input: UnlinkRecordsInput!) {
  unlinkRecords(input: $input) {
    __typename
    ... on Connection {
      id
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkRecordsMutation, UnlinkRecordsMutationVariables>;
export const ParkedRecordsDocument = new TypedDocumentString(`
    query ParkedRecords($connectionId: ID!, $first: Int) {
  connection(id: $connectionId) {
    parkedRecords(first: $first) {
      totalCount
      nodes {
        id
        reason
        since
        record {
          module
          id
          url
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ParkedRecordsQuery, ParkedRecordsQueryVariables>;
export const RecordLinkDocument = new TypedDocumentString(`
    query RecordLink($connectionId: ID!, $fsmId: String, $booksId: String) {
  recordLink(connectionId: $connectionId, fsmId: $fsmId, booksId: $booksId) {
    ...LinkSummary
    history(first: 20) {
      totalCount
      nodes {
        outcome
        cause
        at
      }
    }
  }
}
    fragment LinkSummary on RecordLink {
  id
  pair
  kind
  state
  lastSyncedAt
  fsm {
    module
    id
    url
    goneAt
  }
  books {
    module
    id
    url
    goneAt
  }
}`) as unknown as TypedDocumentString<RecordLinkQuery, RecordLinkQueryVariables>;
export const LinksDocument = new TypedDocumentString(`
    query Links($connectionId: ID!, $first: Int, $after: String, $search: String, $pair: Pair) {
  connection(id: $connectionId) {
    links(first: $first, after: $after, search: $search, pair: $pair) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...LinkSummary
      }
    }
  }
}
    fragment LinkSummary on RecordLink {
  id
  pair
  kind
  state
  lastSyncedAt
  fsm {
    module
    id
    url
    goneAt
  }
  books {
    module
    id
    url
    goneAt
  }
}`) as unknown as TypedDocumentString<LinksQuery, LinksQueryVariables>;
export const SpecialRunsDocument = new TypedDocumentString(`
    query SpecialRuns($id: ID!) {
  connection(id: $id) {
    activeRun {
      id
      mode
    }
    lastRun {
      id
      mode
    }
    activeImport {
      ...ImportSummary
    }
    lastImport {
      ...ImportSummary
    }
    activePreview {
      ...PreviewSummary
    }
    lastPreview {
      ...PreviewSummary
    }
    runs(first: 50) {
      nodes {
        id
        mode
      }
    }
  }
}
    fragment ImportSummary on ImportRun {
  id
  mode
  state
  startedAt
  endedAt
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}
fragment PreviewSummary on SyncPreview {
  id
  state
  duplicatePolicy
  madeAt
  validUntil
  startedAt
  endedAt
  adopted
  error {
    code
    message
  }
  pairs {
    pair
    phase
  }
  counts {
    pair
    kind
    direction
    created
    updated
    linked
    deactivated
    skipped
    failed
  }
  calls {
    books
    fsm
  }
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}`) as unknown as TypedDocumentString<SpecialRunsQuery, SpecialRunsQueryVariables>;
export const PreviewSyncDocument = new TypedDocumentString(`
    mutation PreviewSync($input: PreviewSyncInput!) {
  previewSync(input: $input) {
    __typename
    ... on SyncPreview {
      id
      state
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<PreviewSyncMutation, PreviewSyncMutationVariables>;
export const StartImportDocument = new TypedDocumentString(`
    mutation StartImport($input: StartImportInput!) {
  startImport(input: $input) {
    __typename
    ... on ImportRun {
      id
      state
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<StartImportMutation, StartImportMutationVariables>;
export const RetryFailedDocument = new TypedDocumentString(`
    mutation RetryFailed($input: RetryFailedInput!) {
  retryFailed(input: $input) {
    __typename
    ... on SyncRun {
      ...RunSummary
      mode
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<RetryFailedMutation, RetryFailedMutationVariables>;
export const SyncRecordDocument = new TypedDocumentString(`
    mutation SyncRecord($input: SyncRecordInput!) {
  syncRecord(input: $input) {
    __typename
    ... on SyncRun {
      ...RunSummary
      mode
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<SyncRecordMutation, SyncRecordMutationVariables>;
export const PreviewDocument = new TypedDocumentString(`
    query Preview($id: ID!) {
  node(id: $id) {
    ... on SyncPreview {
      ...PreviewSummary
    }
  }
}
    fragment PreviewSummary on SyncPreview {
  id
  state
  duplicatePolicy
  madeAt
  validUntil
  startedAt
  endedAt
  adopted
  error {
    code
    message
  }
  pairs {
    pair
    phase
  }
  counts {
    pair
    kind
    direction
    created
    updated
    linked
    deactivated
    skipped
    failed
  }
  calls {
    books
    fsm
  }
}`) as unknown as TypedDocumentString<PreviewQuery, PreviewQueryVariables>;
export const PreviewRecordsDocument = new TypedDocumentString(`
    query PreviewRecords($id: ID!, $first: Int, $after: String, $operation: [Operation!], $pair: Pair, $direction: Direction) {
  node(id: $id) {
    ... on SyncPreview {
      records(
        first: $first
        after: $after
        operation: $operation
        pair: $pair
        direction: $direction
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          pair
          kind
          operation
          direction
          fields
          causeCode
          reason {
            code
            message
          }
          fsm {
            id
          }
          books {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewRecordsQuery, PreviewRecordsQueryVariables>;
export const ImportRecordsDocument = new TypedDocumentString(`
    query ImportRecords($id: ID!) {
  node(id: $id) {
    ... on ImportRun {
      ...ImportSummary
      records(first: 100) {
        totalCount
        nodes {
          outcome
          direction
          fsm {
            id
          }
          books {
            id
          }
        }
      }
    }
  }
}
    fragment ImportSummary on ImportRun {
  id
  mode
  state
  startedAt
  endedAt
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}`) as unknown as TypedDocumentString<ImportRecordsQuery, ImportRecordsQueryVariables>;
export const SuggestionsDocument = new TypedDocumentString(`
    query Suggestions($id: ID!, $first: Int, $after: String) {
  node(id: $id) {
    ... on SyncPreview {
      suggestions(first: $first, after: $after) {
        examined
        endCursor
        problem {
          code
        }
        nodes {
          score
          reasons
          fsm {
            id
          }
          books {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SuggestionsQuery, SuggestionsQueryVariables>;
export const RunEtaDocument = new TypedDocumentString(`
    query RunEta($id: ID!) {
  node(id: $id) {
    ... on SyncRun {
      id
      state
      waitingUntil
      waitingFor
      apiCalls {
        booksReads
        booksWrites
        fsmReads
        fsmWrites
      }
      eta {
        endsAt
        calls
        remainingCalls
        basis
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunEtaQuery, RunEtaQueryVariables>;
export const SyncNowDocument = new TypedDocumentString(`
    mutation SyncNow($input: SyncNowInput!) {
  syncNow(input: $input) {
    __typename
    ... on SyncRun {
      ...RunSummary
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}
fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<SyncNowMutation, SyncNowMutationVariables>;
export const CancelRunDocument = new TypedDocumentString(`
    mutation CancelRun($input: CancelRunInput!) {
  cancelRun(input: $input) {
    __typename
    ... on SyncRun {
      id
      state
    }
    ... on RunProgress {
      cancelRequestedAt
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<CancelRunMutation, CancelRunMutationVariables>;
export const RunChecksDocument = new TypedDocumentString(`
    query RunChecks($id: ID!) {
  node(id: $id) {
    ... on SyncRun {
      checks {
        ...CheckOutcome
      }
    }
  }
}
    fragment CheckOutcome on PreflightCheck {
  code
  passed
  message
  source
  checkedAt
}`) as unknown as TypedDocumentString<RunChecksQuery, RunChecksQueryVariables>;
export const RunRecordsDocument = new TypedDocumentString(`
    query RunRecords($id: ID!, $first: Int, $after: String, $outcome: [Outcome!]) {
  node(id: $id) {
    ... on SyncRun {
      ...RunSummary
      records(first: $first, after: $after, outcome: $outcome) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          outcome
          direction
          operation
          causeCode
          cause
          fields
          overwrittenFields
          fsm {
            id
            url
          }
          books {
            id
            url
          }
          reason {
            code
            message
            field
          }
        }
      }
    }
  }
}
    fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<RunRecordsQuery, RunRecordsQueryVariables>;
export const SyncProgressDocument = new TypedDocumentString(`
    subscription SyncProgress($connectionId: ID!) {
  syncProgress(connectionId: $connectionId) {
    sequence
    run {
      ...RunSummary
    }
  }
}
    fragment CountsOfRun on Counts {
  created
  updated
  linked
  deactivated
  unchanged
  skipped
  failed
}
fragment RunSummary on SyncRun {
  id
  trigger
  scope
  state
  startedAt
  endedAt
  waitingUntil
  waitingFor
  resumes
  pairs {
    pair
    phase
    total
    done
    toBooks {
      ...CountsOfRun
    }
    toFsm {
      ...CountsOfRun
    }
  }
  apiCalls {
    booksReads
    booksWrites
    fsmReads
    fsmWrites
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<SyncProgressSubscription, SyncProgressSubscriptionVariables>;
export const SyncTypeChangeDocument = new TypedDocumentString(`
    query SyncTypeChange($connectionId: ID!, $to: SyncType!) {
  syncTypeChange(connectionId: $connectionId, to: $to) {
    from
    to
    token
    tokenExpiresAt
    refusal {
      code
      message
    }
    steps {
      action
      kind
      formerKind
      direction
      count
      atMost
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SyncTypeChangeQuery, SyncTypeChangeQueryVariables>;
export const ChangeSyncTypeDocument = new TypedDocumentString(`
    mutation ChangeSyncType($input: ChangeSyncTypeInput!) {
  changeSyncType(input: $input) {
    __typename
    ... on Connection {
      id
      syncType
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeSyncTypeMutation, ChangeSyncTypeMutationVariables>;
export const TokensDocument = new TypedDocumentString(`
    query Tokens($first: Int) {
  tokens(first: $first) {
    totalCount
    nodes {
      id
      name
      role
      revokedAt
      connections {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TokensQuery, TokensQueryVariables>;
export const CreateTokenDocument = new TypedDocumentString(`
    mutation CreateToken($input: CreateTokenInput!) {
  createToken(input: $input) {
    __typename
    ... on CreatedToken {
      token
      apiToken {
        id
        name
        role
      }
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<CreateTokenMutation, CreateTokenMutationVariables>;
export const RevokeTokenDocument = new TypedDocumentString(`
    mutation RevokeToken($input: RevokeTokenInput!) {
  revokeToken(input: $input) {
    __typename
    ... on ApiToken {
      id
      revokedAt
    }
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message
  ... on ValidationError {
    issues {
      path
      message
    }
  }
}`) as unknown as TypedDocumentString<RevokeTokenMutation, RevokeTokenMutationVariables>;