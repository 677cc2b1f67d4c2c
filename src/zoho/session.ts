/** An open line to both organisations of one connection. */
import type {
  CallCounts,
  EngineClock,
  ModuleFields,
  ServiceModule,
  ServiceSession,
  Side,
} from '../engine/services.ts';
import { ORGANIZATION_PARAMETER } from '../zoho-api/index.ts';
import type { SharedQuota } from './budget/account.ts';
import type { RequestBudget } from './budget/budget.ts';
import { joinBudget } from './budget/joining.ts';
import { BudgetRegistry } from './budget/registry.ts';
import type { Priority } from './budget/terms.ts';
import { booksDialect } from './call/books-dialect.ts';
import { ServiceCaller } from './call/caller.ts';
import { fsmDialect } from './call/fsm-dialect.ts';
import type { ServiceLines } from './call/lines.ts';
import { ServiceTime } from './call/service-time.ts';
import type { Dialect } from './call/verdict.ts';
import type { Capabilities } from './capabilities.ts';
import { countRecords, type RecordCount } from './count-records.ts';
import { Currencies } from './currencies.ts';
import { BooksCustomers } from './modules/books-customers.ts';
import { BooksModule } from './modules/books-module.ts';
import { BooksPersons } from './modules/books-persons.ts';
import { ITEMS } from './modules/books-resources.ts';
import { CustomerDetails, type DetailMemory } from './modules/customer-details.ts';
import { LinkCall } from './modules/fsm-links.ts';
import { FsmModule } from './modules/fsm-module.ts';
import { FSM_RESOURCES } from './modules/fsm-resources.ts';
import { TokenSource } from './oauth.ts';
import type { ClientLog, CredentialStore, LimitsSource } from './ports.ts';
import { TaxNames } from './taxes.ts';
import {
  accountsOrigin,
  type ConnectionDataCenter,
  HostList,
  type Product,
  serviceBases,
} from './transport/hosts.ts';
import { BACKGROUND_TIMEOUT_MS, type HttpFetch, INTERACTIVE_TIMEOUT_MS, openHttp } from './transport/http.ts';

export interface ZohoConnection {
  readonly id: string;
  readonly product: Product;
  readonly dataCenter: ConnectionDataCenter;
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
}

export interface SessionOptions {
  readonly connection: ZohoConnection;
  readonly credentials: CredentialStore;
  readonly limits: LimitsSource;
  readonly clock: EngineClock;
  readonly log: ClientLog;
  /** `ZOHO_ALLOWED_HOSTS`. */
  readonly allowedHosts: readonly string[];
  /** Used for all services of SANDBOX connections. */
  readonly sandboxUrl: string | null;
  /** What `probeCapabilities` found; null or left out: not probed yet. */
  readonly capabilities?: Capabilities | null;
  /** Told what using the services taught beyond the probes, for later sessions (`Capabilities.processSync`). */
  readonly onLearned?: (learned: Pick<Capabilities, 'processSync'>) => void;
  /** The exchange itself; undici with keep-alive when left out. */
  readonly fetch?: HttpFetch;
  /** Budgets shared by all sessions that are given the same one; the process's own when left out. */
  readonly budgets?: BudgetRegistry;
  /** `people`: someone waits, so the reserve may be used and waits are short. `background` when left out. */
  readonly priority?: Priority;
  /** Share of the day's calls that background work leaves alone. */
  readonly reserveShare?: number;
  /** The quota as all processes share it; left out: this process counts for itself. */
  readonly quota?: SharedQuota;
  /** What an earlier session of the same run has read of customers. */
  readonly memory?: DetailMemory;
  /** Asked right before each write: throws when this process must not write any more. */
  readonly mayWrite?: () => void;
  /** In [0, 1); for the jitter of retries. */
  readonly random?: () => number;
}

const processBudgets = new BudgetRegistry();

export class ZohoSession implements ServiceSession {
  readonly lines: ServiceLines;
  readonly #options: SessionOptions;
  readonly #times: Readonly<Record<Side, ServiceTime>> = { BOOKS: new ServiceTime(), FSM: new ServiceTime() };
  readonly #taxes: TaxNames;
  readonly #currencies: Currencies;
  readonly #customers: CustomerDetails;
  readonly #linkCall: LinkCall;
  readonly #close: () => Promise<void>;
  readonly #budgetKeys: string[] = [];

  /** @throws HostNotAllowed when the connection's hosts may not be called */
  constructor(options: SessionOptions) {
    this.#options = options;
    const { connection, sandboxUrl } = options;
    const hosts = new HostList(options.allowedHosts, sandboxUrl);
    const bases = (apiDomain: string | null) =>
      serviceBases(hosts, connection.dataCenter, connection.product, apiDomain, sandboxUrl);
    // A base that may not be called is found here, before anything is sent.
    bases(null);
    const accounts = accountsOrigin(hosts, connection.dataCenter, sandboxUrl);
    const http =
      options.fetch === undefined ? openHttp() : { fetch: options.fetch, close: async () => undefined };
    this.#close = http.close;
    const tokens = new TokenSource({
      ...options,
      fetch: http.fetch,
      random: options.random ?? Math.random,
      accounts,
      checkApiDomain: (apiDomain) => void bases(apiDomain),
      patient: options.priority !== 'people',
    });
    const line = (dialect: Dialect, side: Side) => this.#caller(dialect, side, http.fetch, tokens, bases);
    this.lines = {
      books: line(booksDialect, 'BOOKS'),
      fsm: line(fsmDialect, 'FSM'),
      organization: `${ORGANIZATION_PARAMETER}=${encodeURIComponent(connection.booksOrganizationId)}`,
    };
    this.#taxes = new TaxNames(this.lines);
    this.#currencies = new Currencies(this.lines, options.log);
    this.#customers = new CustomerDetails({
      caller: this.lines.books,
      organization: this.lines.organization,
      nowMs: () => options.clock.nowMs(),
      ...(options.memory && { memory: options.memory }),
    });
    this.#linkCall = new LinkCall({
      works: options.capabilities?.processSync ?? null,
      log: options.log,
      learned: (processSync) => options.onLearned?.({ processSync }),
    });
  }

  #caller(
    dialect: Dialect,
    side: Side,
    fetch: HttpFetch,
    tokens: TokenSource,
    bases: (apiDomain: string | null) => { readonly books: string; readonly fsm: string },
  ): ServiceCaller {
    const { clock, log, priority = 'background' } = this.#options;
    const { service } = dialect;
    const budget = this.#budget(side);
    let known: { readonly apiDomain: string | null; readonly base: string } | null = null;
    return new ServiceCaller({
      dialect,
      tokens,
      budget,
      fetch,
      clock,
      log,
      priority,
      time: this.#times[side],
      random: this.#options.random ?? Math.random,
      mayWrite: this.#options.mayWrite ?? (() => undefined),
      timeoutMs: priority === 'people' ? INTERACTIVE_TIMEOUT_MS : BACKGROUND_TIMEOUT_MS,
      base: (apiDomain) => {
        if (known === null || known.apiDomain !== apiDomain)
          known = { apiDomain, base: bases(apiDomain)[service] };
        return known.base;
      },
    });
  }

  #budget(side: Side): RequestBudget {
    const { key, budget } = joinBudget(this.#budgets, this.#options, side);
    this.#budgetKeys.push(key);
    return budget;
  }

  get #budgets(): BudgetRegistry {
    return this.#options.budgets ?? processBudgets;
  }

  /** @throws TypeError for a module no adapter exists for */
  module(side: Side, module: string, fields: ModuleFields): ServiceModule {
    return side === 'BOOKS' ? this.#books(module, fields) : this.fsmModule(module, fields);
  }

  /** Counts the records of a module by looking at few of its pages. @throws TypeError as `module` */
  countRecords(side: Side, module: string, signal: AbortSignal): Promise<RecordCount> {
    const nothing: ModuleFields = { fields: [] };
    const pages = side === 'BOOKS' ? this.#books(module, nothing) : this.fsmModule(module, nothing);
    if (!('pageEnd' in pages)) throw new TypeError(`${module} has no list to count by`);
    return countRecords((page) => pages.pageEnd(page, signal));
  }

  #books(module: string, fields: ModuleFields): BooksModule | BooksCustomers | BooksPersons {
    const { books: caller, organization } = this.lines;
    const { capabilities } = this.#options;
    const common = { module, caller, fields, organization };
    switch (module) {
      case 'items':
        return new BooksModule({
          ...common,
          resource: ITEMS,
          uniqueField: capabilities?.uniqueFieldItems ?? null,
        });
      case 'contacts':
        return new BooksCustomers({
          ...common,
          details: this.#customers,
          currencies: this.#currencies,
          uniqueField: capabilities?.uniqueFieldContacts ?? null,
        });
      case 'contact_persons':
        return new BooksPersons({ ...common, details: this.#customers });
      default:
        throw new TypeError(`Books has no adapter for '${module}'`);
    }
  }

  /** @throws TypeError for a module no adapter exists for */
  fsmModule(module: string, fields: ModuleFields): FsmModule {
    const resource = FSM_RESOURCES[module];
    if (resource === undefined) throw new TypeError(`FSM has no adapter for '${module}'`);
    const { capabilities } = this.#options;
    return new FsmModule({
      module,
      resource,
      fields,
      caller: this.lines.fsm,
      sortsByModified: capabilities?.fsmSortBy ?? null,
      hidesPii: capabilities?.hidesPii ?? false,
      taxName: (taxId, signal) => this.#taxes.nameOf(taxId, signal),
      currencies: this.#currencies,
      linkCall: this.#linkCall,
    });
  }

  clockOffsetMs(side: Side): number {
    return this.#times[side].offsetMs;
  }

  calls(): CallCounts {
    const { books, fsm } = this.lines;
    return { booksReads: books.reads, booksWrites: books.writes, fsmReads: fsm.reads, fsmWrites: fsm.writes };
  }

  concurrency(side: Side): number {
    return (side === 'BOOKS' ? this.lines.books : this.lines.fsm).concurrency();
  }

  alignCurrencies(signal: AbortSignal): Promise<void> {
    return this.#currencies.align(signal);
  }

  /** Our clock, for what a probe stamps. */
  nowMs(): number {
    return this.#options.clock.nowMs();
  }

  /** Lets what is under way finish, ends the sockets, and leaves what is held of the quota to others. */
  async close(): Promise<void> {
    try {
      await this.#close();
    } finally {
      for (const key of this.#budgetKeys.splice(0)) await this.#budgets.leave(key, this.#options.log);
    }
  }
}

/**
 * Opens a line to both organisations; nothing is sent before the first call.
 * @throws HostNotAllowed when the connection's hosts may not be called
 */
export function openZohoSession(options: SessionOptions): ZohoSession {
  return new ZohoSession(options);
}
