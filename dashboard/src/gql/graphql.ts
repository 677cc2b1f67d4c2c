/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Which edit wins when both sides have changed. */
export type ConflictPolicy =
  /** Books'. */
  | 'BOOKS_WINS'
  /** FSM's. */
  | 'FSM_WINS'
  /** The record modified last. */
  | 'LATEST_WINS'
  /** Each side's own changes are kept; on the same field the latest wins. */
  | 'MERGE_FIELDS';

/** Where a connection is in its life. */
export type ConnectionStatus =
  /** An error disabled the sync; only support can enable it again. */
  | 'DISABLED_BY_ERROR'
  /** Two-way sync is enabled. */
  | 'ENABLED'
  /** Two-way sync has not been enabled yet. */
  | 'SETUP';

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

/** What kind of change a mapping rule or table has seen. */
export type MappingChangeClass =
  /** Source, direction or transform of a rule changed. */
  | 'CHANGED_RULE'
  /** What records are matched by, or which of them are synced, changed. */
  | 'IDENTITY_OR_SYNC_TYPE'
  /** A field is mapped that was not. */
  | 'NEW_FIELD'
  /** The conflict policy changed. */
  | 'POLICY'
  /** A field is not mapped any more. */
  | 'REMOVED_RULE';

/** Which way a rule carries its field. */
export type MappingDirection =
  /** Both ways. */
  | 'BOTH'
  /** From FSM to Books only. */
  | 'TO_BOOKS'
  /** From Books to FSM only. */
  | 'TO_FSM';

/** Who made a rule. */
export type MappingOrigin =
  /** The mapping file. */
  | 'FILE'
  /** The pair itself: identity fields and addresses. */
  | 'PAIR';

/** What a mapping change asks of the next run. */
export type MappingResync =
  /** The affected records are brought up to the new mapping, and no others are written. */
  | 'AFFECTED'
  /** Everything is matched and compared again. */
  | 'FULL'
  /** Nothing: it goes on as before. */
  | 'NONE';

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

/** The run whose failed records are tried again. */
export type RetryFailedInput = {
  /** Global id of the run. */
  runId: string | number;
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

/** What happens to duplicates from now on. */
export type SetDuplicatePolicyInput = {
  /** Global id of the connection. */
  connectionId: string | number;
  /** The policy from the next run on. */
  duplicatePolicy: DuplicatePolicy;
};

/** The connection to import into. */
export type StartImportInput = {
  /** Global id of the connection. */
  connectionId: string | number;
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

export type EnableSyncMutationVariables = Exact<{
  input: EnableSyncInput;
}>;


export type EnableSyncMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, status: ConnectionStatus, activeRun: { __typename: 'SyncRun', id: string } | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type SyncNowMutationVariables = Exact<{
  input: SyncNowInput;
}>;


export type SyncNowMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncRun', id: string, state: RunState }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type CancelRunMutationVariables = Exact<{
  input: CancelRunInput;
}>;


export type CancelRunMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'ImportRun', id: string, state: RunState, cancelRequestedAt: string | null }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncPreview', id: string, cancelRequestedAt: string | null }
    | { __typename: 'SyncRun', id: string, state: RunState, cancelRequestedAt: string | null }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type SetAutoSyncMutationVariables = Exact<{
  input: SetAutoSyncInput;
}>;


export type SetAutoSyncMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, autoSync: boolean, nextSyncAt: string | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type SetDuplicatePolicyMutationVariables = Exact<{
  input: SetDuplicatePolicyInput;
}>;


export type SetDuplicatePolicyMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string, duplicatePolicy: DuplicatePolicy | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type PreviewSyncMutationVariables = Exact<{
  input: PreviewSyncInput;
}>;


export type PreviewSyncMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncPreview', id: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type StartImportMutationVariables = Exact<{
  input: StartImportInput;
}>;


export type StartImportMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type RetryFailedMutationVariables = Exact<{
  input: RetryFailedInput;
}>;


export type RetryFailedMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncRun', id: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type SyncRecordMutationVariables = Exact<{
  input: SyncRecordInput;
}>;


export type SyncRecordMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'SyncRun', id: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type LinkRecordsMutationVariables = Exact<{
  input: LinkRecordsInput;
}>;


export type LinkRecordsMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordLink', id: string, state: LinkState }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type UnlinkRecordsMutationVariables = Exact<{
  input: UnlinkRecordsInput;
}>;


export type UnlinkRecordsMutation = { __typename: 'Mutation', result:
    | { __typename: 'ConflictError', code: ErrorCode, message: string }
    | { __typename: 'Connection', id: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'LimitError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ServiceError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> }
   };

export type ConnectionListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ConnectionListQuery = { __typename: 'Query', connections: { __typename: 'QueryConnectionsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'Connection', id: string, name: string, product: BooksProduct, syncType: SyncType, status: ConnectionStatus, autoSync: boolean, nextSyncAt: string | null, disabledReason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, activeRun: { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null, lastRun: { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null }> } };

export type ConnectionFrameQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionFrameQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, name: string, product: BooksProduct, status: ConnectionStatus } | null };

export type ConnectionOverviewQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionOverviewQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, name: string, product: BooksProduct, syncType: SyncType, status: ConnectionStatus, dataCenter: DataCenter, booksOrganizationId: string, fsmOrganizationId: string, timeZone: string, mappingSet: string, createdAt: string, enabledAt: string | null, autoSync: boolean, duplicatePolicy: DuplicatePolicy | null, nextSyncAt: string | null, manualSyncsLeftToday: number, blackout: Array<{ __typename: 'BlackoutWindow', from: string, to: string, days: Array<Weekday> }>, quota: Array<{ __typename: 'ServiceQuota', service: Product, limit: number | null, used: number, remaining: number | null, reserve: number, resetsAt: string }>, disabledReason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, checks: Array<{ __typename: 'PreflightCheck', code: PreflightCode, passed: boolean | null, message: string, checkedAt: string }>, activeRun: { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null, lastRun: { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null, activeImport: { __typename: 'ImportRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null, lastImport: { __typename: 'ImportRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null, mappings: Array<{ __typename: 'MappingStatus', table: string, upToDate: boolean, violations: Array<{ __typename: 'MappingViolation', code: string }> }>, runs: { __typename: 'ConnectionRunsConnection', nodes: Array<{ __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> }> } } | null };

export type ConnectionForecastQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionForecastQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, forecast: { __typename: 'Forecast', sentence: string, problem: { __typename: 'UserFacingReason', code: string } | null } | null } | null };

export type ConnectionMappingQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionMappingQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, product: BooksProduct, mappingSet: string, mappings: Array<{ __typename: 'MappingStatus', table: string, pair: Pair, fsmModule: string, booksModule: string, conflictPolicy: ConflictPolicy, fingerprint: string, appliedFingerprint: string | null, upToDate: boolean, pendingResync: MappingResync, rules: Array<{ __typename: 'MappingRule', key: string, booksField: string, fsmField: string | null, direction: MappingDirection, origin: MappingOrigin, identity: boolean, transforms: Array<string> }>, pendingChanges: Array<{ __typename: 'MappingChange', class: MappingChangeClass, key: string | null, why: string }>, violations: Array<{ __typename: 'MappingViolation', code: string, field: string, file: string, line: number, message: string }> }> } | null };

export type FieldLabelsQueryVariables = Exact<{
  connectionId: string | number;
  fsmModule: string;
  booksModule: string;
}>;


export type FieldLabelsQuery = { __typename: 'Query', fsm: Array<{ __typename: 'FieldInfo', apiName: string, label: string }>, books: Array<{ __typename: 'FieldInfo', apiName: string, label: string }> };

export type CountsPartsFragment = { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number };

export type ReasonPartsFragment = { __typename: 'UserFacingReason', code: string, message: string, field: string | null };

type RunParts_ImportRun_Fragment = { __typename: 'ImportRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> };

type RunParts_SyncRun_Fragment = { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> };

export type RunPartsFragment =
  | RunParts_ImportRun_Fragment
  | RunParts_SyncRun_Fragment
;

export type RefPartsFragment = { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null };

export type LinkPartsFragment = { __typename: 'RecordLink', id: string, pair: Pair, kind: RecordKind, state: LinkState, createdAt: string, lastSyncedAt: string | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null };

export type LogPartsFragment = { __typename: 'RunRecord', id: string, at: string, pair: Pair, kind: RecordKind, direction: Direction, operation: Operation, outcome: Outcome | null, cause: string, fields: Array<string>, overwrittenFields: Array<string>, reason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, link: { __typename: 'RecordLink', id: string } | null };

export type PagePartsFragment = { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean };

type RefusalParts_ConflictError_Fragment = { __typename: 'ConflictError', code: ErrorCode, message: string };

type RefusalParts_ForbiddenError_Fragment = { __typename: 'ForbiddenError', code: ErrorCode, message: string };

type RefusalParts_LimitError_Fragment = { __typename: 'LimitError', code: ErrorCode, message: string };

type RefusalParts_NotFoundError_Fragment = { __typename: 'NotFoundError', code: ErrorCode, message: string };

type RefusalParts_ServiceError_Fragment = { __typename: 'ServiceError', code: ErrorCode, message: string };

type RefusalParts_ValidationError_Fragment = { __typename: 'ValidationError', code: ErrorCode, message: string, issues: Array<{ __typename: 'Issue', path: Array<string>, message: string }> };

export type RefusalPartsFragment =
  | RefusalParts_ConflictError_Fragment
  | RefusalParts_ForbiddenError_Fragment
  | RefusalParts_LimitError_Fragment
  | RefusalParts_NotFoundError_Fragment
  | RefusalParts_ServiceError_Fragment
  | RefusalParts_ValidationError_Fragment
;

export type PreviewPartsFragment = { __typename: 'SyncPreview', id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, validUntil: string | null, adopted: number, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase }>, counts: Array<{ __typename: 'PreviewCounts', pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { __typename: 'CallEstimate', books: number, fsm: number } };

export type ConnectionLinksQueryVariables = Exact<{
  id: string | number;
  search?: string | null | undefined;
  state?: Array<LinkState> | LinkState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ConnectionLinksQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, product: BooksProduct, parkedRecords: { __typename: 'ConnectionParkedRecordsConnection', totalCount: number }, links: { __typename: 'ConnectionLinksConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'RecordLink', id: string, pair: Pair, kind: RecordKind, state: LinkState, createdAt: string, lastSyncedAt: string | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null }> } } | null };

export type LinkDetailsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type LinkDetailsQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink', id: string, pair: Pair, kind: RecordKind, state: LinkState, createdAt: string, lastSyncedAt: string | null, history: { __typename: 'RecordLinkHistoryConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'RunRecord', id: string, at: string, pair: Pair, kind: RecordKind, direction: Direction, operation: Operation, outcome: Outcome | null, cause: string, fields: Array<string>, overwrittenFields: Array<string>, run:
            | { __typename: 'ImportRun', id: string, trigger: RunTrigger }
            | { __typename: 'SyncRun', id: string, trigger: RunTrigger }
          , reason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, link: { __typename: 'RecordLink', id: string } | null }> }, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview' }
    | { __typename: 'SyncRun' }
    | { __typename: 'Webhook' }
   | null };

export type LinkPersonsQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type LinkPersonsQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink', id: string, persons: { __typename: 'RecordLinkPersonsConnection', totalCount: number, nodes: Array<{ __typename: 'RecordLink', id: string, pair: Pair, kind: RecordKind, state: LinkState, createdAt: string, lastSyncedAt: string | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null }> } }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview' }
    | { __typename: 'SyncRun' }
    | { __typename: 'Webhook' }
   | null };

export type ParkedRecordsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ParkedRecordsQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, product: BooksProduct, parkedRecords: { __typename: 'ConnectionParkedRecordsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'ParkedRecord', id: string, reason: ParkedReason, since: string, record: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } }> } } | null };

export type ConnectionPreviewQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectionPreviewQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, product: BooksProduct, status: ConnectionStatus, activePreview: { __typename: 'SyncPreview', id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, validUntil: string | null, adopted: number, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase }>, counts: Array<{ __typename: 'PreviewCounts', pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { __typename: 'CallEstimate', books: number, fsm: number } } | null, lastPreview: { __typename: 'SyncPreview', id: string, state: PreviewState, duplicatePolicy: DuplicatePolicy, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, validUntil: string | null, adopted: number, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase }>, counts: Array<{ __typename: 'PreviewCounts', pair: Pair, kind: RecordKind, direction: Direction, created: number, updated: number, linked: number, deactivated: number, skipped: number, failed: number }>, calls: { __typename: 'CallEstimate', books: number, fsm: number } } | null } | null };

export type PreviewRecordsQueryVariables = Exact<{
  id: string | number;
  operation?: Array<Operation> | Operation | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type PreviewRecordsQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink' }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview', id: string, records: { __typename: 'SyncPreviewRecordsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'PreviewRecord', pair: Pair, kind: RecordKind, operation: Operation, direction: Direction, fields: Array<string>, cause: string, reason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null }> } }
    | { __typename: 'SyncRun' }
    | { __typename: 'Webhook' }
   | null };

export type PreviewSuggestionsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type PreviewSuggestionsQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink' }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview', id: string, suggestions: { __typename: 'MatchSuggestions', examined: number, endCursor: string | null, problem: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, nodes: Array<{ __typename: 'MatchSuggestion', score: number, reasons: Array<string>, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null }, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } }> } }
    | { __typename: 'SyncRun' }
    | { __typename: 'Webhook' }
   | null };

export type SyncProgressSubscriptionVariables = Exact<{
  connectionId: string | number;
}>;


export type SyncProgressSubscription = { __typename: 'Subscription', syncProgress: { __typename: 'SyncProgress', sequence: number, run: { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> } | null } };

export type ConnectionRunsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ConnectionRunsQuery = { __typename: 'Query', connection: { __typename: 'Connection', id: string, product: BooksProduct, runs: { __typename: 'ConnectionRunsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> }> } } | null };

export type RunEndQueryVariables = Exact<{
  id: string | number;
}>;


export type RunEndQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink' }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview' }
    | { __typename: 'SyncRun', id: string, eta: { __typename: 'RunEta', endsAt: string, calls: number, remainingCalls: number, basis: EtaBasis } | null }
    | { __typename: 'Webhook' }
   | null };

export type RunDetailsQueryVariables = Exact<{
  id: string | number;
}>;


export type RunDetailsQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, connection: { __typename: 'Connection', id: string, product: BooksProduct }, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink' }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview' }
    | { __typename: 'SyncRun', id: string, mode: RunMode, trigger: RunTrigger, scope: RunScope, state: RunState, requestedAt: string, startedAt: string | null, endedAt: string | null, cancelRequestedAt: string | null, resumes: number, waitingFor: string | null, waitingUntil: string | null, connection: { __typename: 'Connection', id: string, product: BooksProduct }, error: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, apiCalls: { __typename: 'ApiCalls', booksReads: number, booksWrites: number, fsmReads: number, fsmWrites: number }, pairs: Array<{ __typename: 'PairProgress', pair: Pair, phase: PairPhase, total: number | null, done: number, toBooks: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number }, toFsm: { __typename: 'Counts', created: number, updated: number, linked: number, deactivated: number, unchanged: number, skipped: number, failed: number } }> }
    | { __typename: 'Webhook' }
   | null };

export type RunLogQueryVariables = Exact<{
  id: string | number;
  outcome?: Array<Outcome> | Outcome | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type RunLogQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun', id: string, records: { __typename: 'SyncRunRecordsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'RunRecord', id: string, at: string, pair: Pair, kind: RecordKind, direction: Direction, operation: Operation, outcome: Outcome | null, cause: string, fields: Array<string>, overwrittenFields: Array<string>, reason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, link: { __typename: 'RecordLink', id: string } | null }> } }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink' }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview' }
    | { __typename: 'SyncRun', id: string, records: { __typename: 'SyncRunRecordsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', startCursor: string | null, endCursor: string | null, hasPreviousPage: boolean, hasNextPage: boolean }, nodes: Array<{ __typename: 'RunRecord', id: string, at: string, pair: Pair, kind: RecordKind, direction: Direction, operation: Operation, outcome: Outcome | null, cause: string, fields: Array<string>, overwrittenFields: Array<string>, reason: { __typename: 'UserFacingReason', code: string, message: string, field: string | null } | null, fsm: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, books: { __typename: 'RecordRef', module: string, id: string, url: string, goneAt: string | null } | null, link: { __typename: 'RecordLink', id: string } | null }> } }
    | { __typename: 'Webhook' }
   | null };

export type RunFailuresQueryVariables = Exact<{
  id: string | number;
}>;


export type RunFailuresQuery = { __typename: 'Query', node:
    | { __typename: 'ApiToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Connection' }
    | { __typename: 'Delivery' }
    | { __typename: 'ImportRun', id: string, failureLogs: Array<{ __typename: 'FailureLog', module: string, count: number, csvUrl: string }>, failuresByReason: Array<{ __typename: 'FailureReason', code: string, message: string, field: string | null, count: number, module: string }> }
    | { __typename: 'Notification' }
    | { __typename: 'ParkedRecord' }
    | { __typename: 'RecordLink' }
    | { __typename: 'RunRecord' }
    | { __typename: 'SyncPreview' }
    | { __typename: 'SyncRun', id: string, failureLogs: Array<{ __typename: 'FailureLog', module: string, count: number, csvUrl: string }>, failuresByReason: Array<{ __typename: 'FailureReason', code: string, message: string, field: string | null, count: number, module: string }> }
    | { __typename: 'Webhook' }
   | null };

export const ReasonPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]} as unknown as DocumentNode<ReasonPartsFragment, unknown>;
export const CountsPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]} as unknown as DocumentNode<CountsPartsFragment, unknown>;
export const RunPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resumes"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitingUntil"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booksReads"}},{"kind":"Field","name":{"kind":"Name","value":"booksWrites"}},{"kind":"Field","name":{"kind":"Name","value":"fsmReads"}},{"kind":"Field","name":{"kind":"Name","value":"fsmWrites"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"toBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toFsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}}]} as unknown as DocumentNode<RunPartsFragment, unknown>;
export const RefPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}}]} as unknown as DocumentNode<RefPartsFragment, unknown>;
export const LinkPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}}]} as unknown as DocumentNode<LinkPartsFragment, unknown>;
export const LogPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"overwrittenFields"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}}]} as unknown as DocumentNode<LogPartsFragment, unknown>;
export const PagePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]} as unknown as DocumentNode<PagePartsFragment, unknown>;
export const RefusalPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RefusalPartsFragment, unknown>;
export const PreviewPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PreviewParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"duplicatePolicy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}},{"kind":"Field","name":{"kind":"Name","value":"adopted"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"books"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]} as unknown as DocumentNode<PreviewPartsFragment, unknown>;
export const EnableSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnableSync"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EnableSyncInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"enableSync"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Connection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activeRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<EnableSyncMutation, EnableSyncMutationVariables>;
export const SyncNowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncNow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncNowInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"syncNow"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SyncNowMutation, SyncNowMutationVariables>;
export const CancelRunDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelRun"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelRunInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"cancelRun"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CancelRunMutation, CancelRunMutationVariables>;
export const SetAutoSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetAutoSync"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetAutoSyncInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"setAutoSync"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Connection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"autoSync"}},{"kind":"Field","name":{"kind":"Name","value":"nextSyncAt"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetAutoSyncMutation, SetAutoSyncMutationVariables>;
export const SetDuplicatePolicyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetDuplicatePolicy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetDuplicatePolicyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"setDuplicatePolicy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Connection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"duplicatePolicy"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetDuplicatePolicyMutation, SetDuplicatePolicyMutationVariables>;
export const PreviewSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PreviewSync"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PreviewSyncInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"previewSync"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewSyncMutation, PreviewSyncMutationVariables>;
export const StartImportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartImportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"startImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StartImportMutation, StartImportMutationVariables>;
export const RetryFailedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetryFailed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RetryFailedInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"retryFailed"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RetryFailedMutation, RetryFailedMutationVariables>;
export const SyncRecordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncRecord"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRecordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"syncRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SyncRecordMutation, SyncRecordMutationVariables>;
export const LinkRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LinkRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LinkRecordsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"linkRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<LinkRecordsMutation, LinkRecordsMutationVariables>;
export const UnlinkRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnlinkRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnlinkRecordsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"unlinkRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Connection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<UnlinkRecordsMutation, UnlinkRecordsMutationVariables>;
export const ConnectionListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"syncType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"autoSync"}},{"kind":"Field","name":{"kind":"Name","value":"nextSyncAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activeRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resumes"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitingUntil"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booksReads"}},{"kind":"Field","name":{"kind":"Name","value":"booksWrites"}},{"kind":"Field","name":{"kind":"Name","value":"fsmReads"}},{"kind":"Field","name":{"kind":"Name","value":"fsmWrites"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"toBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toFsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectionListQuery, ConnectionListQueryVariables>;
export const ConnectionFrameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionFrame"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<ConnectionFrameQuery, ConnectionFrameQueryVariables>;
export const ConnectionOverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"syncType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dataCenter"}},{"kind":"Field","name":{"kind":"Name","value":"booksOrganizationId"}},{"kind":"Field","name":{"kind":"Name","value":"fsmOrganizationId"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"mappingSet"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"enabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"autoSync"}},{"kind":"Field","name":{"kind":"Name","value":"duplicatePolicy"}},{"kind":"Field","name":{"kind":"Name","value":"nextSyncAt"}},{"kind":"Field","name":{"kind":"Name","value":"manualSyncsLeftToday"}},{"kind":"Field","name":{"kind":"Name","value":"blackout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"days"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"service"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"reserve"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"checks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"passed"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"checkedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activeRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activeImport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastImport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mappings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"table"}},{"kind":"Field","name":{"kind":"Name","value":"upToDate"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"runs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resumes"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitingUntil"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booksReads"}},{"kind":"Field","name":{"kind":"Name","value":"booksWrites"}},{"kind":"Field","name":{"kind":"Name","value":"fsmReads"}},{"kind":"Field","name":{"kind":"Name","value":"fsmWrites"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"toBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toFsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectionOverviewQuery, ConnectionOverviewQueryVariables>;
export const ConnectionForecastDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionForecast"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"forecast"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentence"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ConnectionForecastQuery, ConnectionForecastQueryVariables>;
export const ConnectionMappingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionMapping"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"mappingSet"}},{"kind":"Field","name":{"kind":"Name","value":"mappings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"table"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"fsmModule"}},{"kind":"Field","name":{"kind":"Name","value":"booksModule"}},{"kind":"Field","name":{"kind":"Name","value":"conflictPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"fingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"appliedFingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"upToDate"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"booksField"}},{"kind":"Field","name":{"kind":"Name","value":"fsmField"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"transforms"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingResync"}},{"kind":"Field","name":{"kind":"Name","value":"pendingChanges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"class"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"why"}}]}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ConnectionMappingQuery, ConnectionMappingQueryVariables>;
export const FieldLabelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FieldLabels"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connectionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fsmModule"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"booksModule"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"fsm"},"name":{"kind":"Name","value":"fieldCatalog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connectionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connectionId"}}},{"kind":"Argument","name":{"kind":"Name","value":"product"},"value":{"kind":"EnumValue","value":"FSM"}},{"kind":"Argument","name":{"kind":"Name","value":"module"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fsmModule"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiName"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"books"},"name":{"kind":"Name","value":"fieldCatalog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connectionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connectionId"}}},{"kind":"Argument","name":{"kind":"Name","value":"product"},"value":{"kind":"EnumValue","value":"BOOKS"}},{"kind":"Argument","name":{"kind":"Name","value":"module"},"value":{"kind":"Variable","name":{"kind":"Name","value":"booksModule"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiName"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]} as unknown as DocumentNode<FieldLabelsQuery, FieldLabelsQueryVariables>;
export const ConnectionLinksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionLinks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LinkState"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"parkedRecords"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"links"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}}]} as unknown as DocumentNode<ConnectionLinksQuery, ConnectionLinksQueryVariables>;
export const LinkDetailsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LinkDetails"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}},{"kind":"Field","name":{"kind":"Name","value":"history"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogParts"}},{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"overwrittenFields"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<LinkDetailsQuery, LinkDetailsQueryVariables>;
export const LinkPersonsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LinkPersons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"persons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkParts"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}}]} as unknown as DocumentNode<LinkPersonsQuery, LinkPersonsQueryVariables>;
export const ParkedRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParkedRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"parkedRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}}]} as unknown as DocumentNode<ParkedRecordsQuery, ParkedRecordsQueryVariables>;
export const ConnectionPreviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionPreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activePreview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PreviewParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastPreview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PreviewParts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PreviewParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"duplicatePolicy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}},{"kind":"Field","name":{"kind":"Name","value":"adopted"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"books"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"}}]}}]}}]} as unknown as DocumentNode<ConnectionPreviewQuery, ConnectionPreviewQueryVariables>;
export const PreviewRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"operation"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Operation"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"operation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"operation"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}}]} as unknown as DocumentNode<PreviewRecordsQuery, PreviewRecordsQueryVariables>;
export const PreviewSuggestionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewSuggestions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"suggestions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"examined"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}}]} as unknown as DocumentNode<PreviewSuggestionsQuery, PreviewSuggestionsQueryVariables>;
export const SyncProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SyncProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connectionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connectionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connectionId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resumes"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitingUntil"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booksReads"}},{"kind":"Field","name":{"kind":"Name","value":"booksWrites"}},{"kind":"Field","name":{"kind":"Name","value":"fsmReads"}},{"kind":"Field","name":{"kind":"Name","value":"fsmWrites"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"toBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toFsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}}]}}]}}]} as unknown as DocumentNode<SyncProgressSubscription, SyncProgressSubscriptionVariables>;
export const ConnectionRunsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConnectionRuns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"runs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resumes"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitingUntil"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booksReads"}},{"kind":"Field","name":{"kind":"Name","value":"booksWrites"}},{"kind":"Field","name":{"kind":"Name","value":"fsmReads"}},{"kind":"Field","name":{"kind":"Name","value":"fsmWrites"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"toBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toFsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}}]}}]}}]} as unknown as DocumentNode<ConnectionRunsQuery, ConnectionRunsQueryVariables>;
export const RunEndDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunEnd"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"calls"}},{"kind":"Field","name":{"kind":"Name","value":"remainingCalls"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunEndQuery, RunEndQueryVariables>;
export const RunDetailsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunDetails"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunParts"}},{"kind":"Field","name":{"kind":"Name","value":"connection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"product"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CountsParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Counts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"linked"}},{"kind":"Field","name":{"kind":"Name","value":"deactivated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resumes"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitingUntil"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"booksReads"}},{"kind":"Field","name":{"kind":"Name","value":"booksWrites"}},{"kind":"Field","name":{"kind":"Name","value":"fsmReads"}},{"kind":"Field","name":{"kind":"Name","value":"fsmWrites"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pairs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"toBooks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toFsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CountsParts"}}]}}]}}]}}]} as unknown as DocumentNode<RunDetailsQuery, RunDetailsQueryVariables>;
export const RunLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Outcome"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogParts"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserFacingReason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordRef"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"goneAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"pair"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"overwrittenFields"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fsm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"books"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<RunLogQuery, RunLogQueryVariables>;
export const RunFailuresDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunFailures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"failureLogs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"module"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"csvUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failuresByReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"module"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunFailuresQuery, RunFailuresQueryVariables>;