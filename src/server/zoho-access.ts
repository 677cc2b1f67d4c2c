/** Opens lines to the organisations of a connection, with its credential, limits and shared budget. */

import { RunRefused } from '../engine/errors.ts';
import type { EngineClock } from '../engine/services.ts';
import { addCapabilities } from '../store/capabilities.ts';
import type { Connection, PrismaClient } from '../store/generated/prisma/client.ts';
import type { CredentialStore } from '../zoho/index.ts';
import {
  type AccountClient,
  BudgetRegistry,
  type Capabilities,
  type ClientLog,
  type CrmIntegration,
  capabilitiesFromJson,
  documentedLimits,
  type LimitsSource,
  openAccountClient,
  openZohoSession,
  probeCapabilities,
  type QuotaLedger,
  type QuotaPlace,
  quotaPlace,
  type SessionOptions,
  sandboxLimits,
  type ZohoConnection,
  type ZohoSession,
} from '../zoho/index.ts';
import { type HeldRun, RunMemories } from './run-memories.ts';

export interface ZohoAccessOptions {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  readonly log: ClientLog;
  readonly allowedHosts: readonly string[];
  readonly sandboxUrl: string;
  /** The stored credential of a connection, shared by all processes. */
  readonly credentials: (connectionId: string) => CredentialStore;
  /** The quota as all processes share it. */
  readonly ledger: QuotaLedger;
  /** Names this process among those that share a quota. */
  readonly holder: string;
}

/** Lists are asked for without an organisation. */
const NO_ORGANIZATION = '';
/** Probes are repeated after this long, in case an organisation's set-up has changed. */
const CAPABILITIES_VALID_MS = 7 * 24 * 3_600_000;

type Account = Pick<
  Connection,
  'id' | 'product' | 'dataCenter' | 'booksOrganizationId' | 'fsmOrganizationId'
> & {
  readonly booksPlan?: string | null;
  readonly fsmEdition?: string | null;
  /** Null or left out: not known yet, so that its few calls are counted by what the service tells of them. */
  readonly timeZone?: string | null;
  readonly quotaReservePercent?: number;
};

export class ZohoAccess {
  readonly #options: ZohoAccessOptions;
  readonly #budgets = new BudgetRegistry();
  readonly #memories = new RunMemories();

  constructor(options: ZohoAccessOptions) {
    this.#options = options;
  }

  /**
   * A session for a run; `mayWrite` is asked before each write. What the run reads of customers is kept for its next
   * session, until `runEnded`. @throws RunRefused, HostNotAllowed, and what probing throws
   */
  openForRun(connectionId: string, run?: HeldRun & { readonly mayWrite: () => void }): Promise<ZohoSession> {
    if (run === undefined) return this.#open(connectionId, {});
    return this.#open(connectionId, {
      mayWrite: run.mayWrite,
      memory: this.#memories.take(connectionId, run),
    });
  }

  /** Forgets what the run has read. */
  runEnded({ connectionId, runId }: { readonly connectionId: string; readonly runId: string }): void {
    this.#memories.drop(connectionId, runId);
  }

  /** Forgets what runs have read that ended elsewhere: cancelled while they rested, or in another process. */
  async forgetEndedRuns(): Promise<void> {
    const { runs } = this.#memories;
    if (runs.length === 0) return;
    const open = await this.#options.prisma.syncRun.findMany({
      where: { id: { in: runs.map(({ runId }) => runId) }, endedAt: null },
      select: { id: true },
    });
    const ids = new Set(open.map(({ id }) => id));
    for (const run of runs) if (!ids.has(run.runId)) this.runEnded(run);
  }

  /** The same where somebody waits for the answer. @throws as above */
  openForAnswer(connectionId: string): Promise<ZohoSession> {
    return this.#open(connectionId, { priority: 'people' });
  }

  async #open(
    connectionId: string,
    more: Pick<SessionOptions, 'mayWrite' | 'priority' | 'memory'>,
  ): Promise<ZohoSession> {
    const { prisma, clock } = this.#options;
    const connection = await prisma.connection.findUnique({ where: { id: connectionId } });
    if (connection === null) throw new RunRefused('NOT_FOUND', 'The connection does not exist any more.');
    const known = capabilitiesFromJson(connection.capabilities);
    const fresh = known !== null && clock.nowMs() - known.probedAtMs < CAPABILITIES_VALID_MS;
    const capabilities = fresh ? known : await this.probe(connection);
    return openZohoSession({
      ...this.sessionOptions(connection, this.#options.credentials(connectionId)),
      capabilities,
      onLearned: (learned) => void this.#note(connectionId, learned),
      ...more,
    });
  }

  /** A session for a few reads; in one in which people wait, the reserve may be used. @throws HostNotAllowed */
  openForReading(connection: Connection, priority: 'people' | 'background'): ZohoSession {
    return openZohoSession({
      ...this.sessionOptions(connection, this.#options.credentials(connection.id)),
      capabilities: capabilitiesFromJson(connection.capabilities),
      priority,
    });
  }

  /** Whose quota the calls to each side use. */
  places(account: Omit<Account, 'id' | 'product'>): { readonly books: QuotaPlace; readonly fsm: QuotaPlace } {
    const { sandboxUrl } = this.#options;
    return { books: quotaPlace(account, 'BOOKS', sandboxUrl), fsm: quotaPlace(account, 'FSM', sandboxUrl) };
  }

  /** What a session has found out by use. Should it not be stored, the next one finds it out again. */
  async #note(connectionId: string, learned: Pick<Capabilities, 'processSync'>): Promise<void> {
    const { prisma, log } = this.#options;
    try {
      await addCapabilities(prisma, connectionId, learned);
    } catch (error) {
      log.warn(
        { connectionId, error: error instanceof Error ? error.name : 'unknown' },
        'a capability that was learned could not be stored',
      );
    }
  }

  /**
   * Asks a login what it reaches. Its calls are of no organisation yet, so no other login shares a budget with it.
   * @throws HostNotAllowed
   */
  openLogin(
    login: Pick<Account, 'id' | 'product' | 'dataCenter'>,
    credentials: CredentialStore,
  ): AccountClient {
    const nowhere = { booksOrganizationId: NO_ORGANIZATION, fsmOrganizationId: NO_ORGANIZATION };
    const options = this.sessionOptions({ ...login, ...nowhere }, credentials);
    return openAccountClient({ ...options, budgets: new BudgetRegistry() });
  }

  /** Asks about an account with a credential that need not be stored yet. */
  openAccount(account: Account, credentials: CredentialStore): AccountClient {
    return openAccountClient(this.sessionOptions(account, credentials));
  }

  /** What the organisation says of the account's CRM-Books integration (E6, X2). @throws what calls throw */
  async readCrm(connection: Connection, signal: AbortSignal): Promise<CrmIntegration> {
    const account = this.openAccount(connection, this.#options.credentials(connection.id));
    try {
      return await account.crmIntegration(connection.syncType, signal);
    } finally {
      await account.close();
    }
  }

  /** Finds out what the pair of organisations can do and stores it with the connection. @throws what calls throw */
  async probe(connection: Connection): Promise<Capabilities> {
    const session = openZohoSession(
      this.sessionOptions(connection, this.#options.credentials(connection.id)),
    );
    try {
      const probed = await probeCapabilities(session, AbortSignal.timeout(PROBE_MS_MAX));
      const { processSync, ...asked } = probed;
      // What only use can tell is not forgotten by asking again.
      const found = processSync === null ? asked : probed;
      return (
        capabilitiesFromJson(await addCapabilities(this.#options.prisma, connection.id, found)) ?? probed
      );
    } finally {
      await session.close();
    }
  }

  /** Where the limits of an account's organisations come from. */
  limits(account: Account): LimitsSource {
    if (account.dataCenter === 'SANDBOX') {
      return sandboxLimits(this.#options.sandboxUrl, account.booksOrganizationId);
    }
    return documentedLimits({
      product: account.product,
      booksPlan: account.booksPlan ?? null,
      fsmEdition: account.fsmEdition ?? null,
    });
  }

  /** What a line to an account is opened with. */
  sessionOptions(account: Account, credentials: CredentialStore): SessionOptions {
    const { clock, log, allowedHosts, sandboxUrl, ledger, holder } = this.#options;
    const { timeZone, quotaReservePercent } = account;
    const connection: ZohoConnection = {
      id: account.id,
      product: account.product,
      dataCenter: account.dataCenter,
      booksOrganizationId: account.booksOrganizationId,
      fsmOrganizationId: account.fsmOrganizationId,
    };
    const limits = this.limits(account);
    return {
      connection,
      credentials,
      limits,
      clock,
      log,
      allowedHosts,
      sandboxUrl,
      budgets: this.#budgets,
      ...(timeZone != null && { quota: { ledger, holder, timeZone } }),
      ...(quotaReservePercent !== undefined && { reserveShare: quotaReservePercent / 100 }),
    };
  }
}

const PROBE_MS_MAX = 120_000;
