/** What every resolver is given, and the ports through which the schema reaches the running product. */
import type { Control } from '../src/jobs/control.ts';
import type { EventBus } from '../src/jobs/events.ts';
import type { Onboarding } from '../src/jobs/onboarding.ts';
import type { PrismaClient } from '../src/store/generated/prisma/client.ts';
import type { SyncType, TokenRole } from '../src/store/generated/prisma/enums.ts';
import type { Loaders } from './loaders.ts';

/** Who is asking: the token behind the request. */
export interface Principal {
  readonly tokenId: string;
  readonly role: TokenRole;
  /** The connections the token may see; empty: all of them. */
  readonly connectionIds: readonly string[];
}

/** What the mapping side needs to know of a connection. */
export interface MappedConnection {
  readonly id: string;
  readonly syncType: SyncType;
  readonly mappingSet: string;
  readonly taxEdition: string | null;
}

export interface MappingRuleView {
  readonly key: string;
  readonly direction: 'both' | 'toBooks' | 'toFsm';
  readonly origin: 'pair' | 'file';
  readonly identity: boolean;
  /** The rule as a sentence. */
  readonly inWords: string;
  /** API name of the FSM field; null for a constant. */
  readonly fsmField: string | null;
  readonly booksField: string;
  readonly transforms: readonly string[];
}

/** One compiled mapping table beside what the last run applied. */
export interface MappingView {
  readonly table: string;
  readonly pair: 'ITEMS' | 'CUSTOMERS';
  readonly fsmModule: string;
  readonly booksModule: string;

  readonly conflictPolicy: 'latestWins' | 'fsmWins' | 'booksWins' | 'mergeFields';
  readonly fingerprint: string;
  /** Null while no run has applied the table. */
  readonly appliedFingerprint: string | null;
  readonly rules: readonly MappingRuleView[];
  /** What changed since the last run that applied the table, and what the next one makes of it. */
  readonly pendingChanges: readonly MappingChangeView[];
  readonly pendingResync: 'none' | 'affected' | 'full';
  readonly violations: readonly {
    readonly code: string;
    readonly file: string;
    readonly line: number;
    readonly field: string;
    readonly message: string;
  }[];
}

export interface MappingChangeView {
  /** The rule's Books field; null: the whole table. */
  readonly key: string | null;
  readonly class: 'newField' | 'changedRule' | 'removedRule' | 'policy' | 'identityOrSyncType';
  readonly why: string;
}

export interface CatalogField {
  readonly apiName: string;
  readonly label: string;
  readonly type: string;
  readonly required: boolean;
  readonly pii: boolean;
  readonly ephi: boolean;
  readonly mappable: boolean;
}

/** Reads mapping sets and field catalogs. */
export interface MappingReader {
  /** By connection, the tables that its sync type uses. */
  mappings(connections: readonly MappedConnection[]): Promise<ReadonlyMap<string, readonly MappingView[]>>;
  /** The catalog of one module; null when the mapping set's catalog has no such module. */
  fields(
    connection: MappedConnection,
    product: 'FSM' | 'BOOKS',
    module: string,
  ): Promise<readonly CatalogField[] | null>;
}

/** The one line of a logger that resolvers need. Never given a field value. */
export interface SchemaLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What lives as long as the server. */
export interface Services {
  readonly prisma: PrismaClient;
  readonly control: Control;
  readonly events: EventBus;
  readonly onboarding: Onboarding;
  readonly mappings: MappingReader;
  readonly log: SchemaLog;
  readonly nowMs: () => number;
  /** Origin of the simulated Zoho, for links to records of SANDBOX connections. */
  readonly sandboxUrl: string;
}

/** What lives as long as one request, or one WebSocket operation. */
export interface Context extends Services {
  readonly principal: Principal;
  readonly loaders: Loaders;
  /** Aborts when the client has gone or the server stops; ends subscriptions. */
  readonly signal: AbortSignal;
  /** Whether the token is still good; asked from time to time by long-lived subscriptions. */
  readonly stillAuthorised: () => Promise<boolean>;
}
