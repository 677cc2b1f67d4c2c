/** What a session needs around it, in memory. */
import type { EngineClock } from '../../src/engine/services.ts';
import { BudgetRegistry } from '../../src/zoho/index.ts';
import type {
  ClientLog,
  CredentialStore,
  LimitsSource,
  ServiceLimits,
  ZohoCredential,
} from '../../src/zoho/ports.ts';
import { Replacements } from '../../src/zoho/replacements.ts';
import type { SessionOptions } from '../../src/zoho/session.ts';

/** A clock whose sleepers wake at once, in order, and take the time with them: waits cost nothing and can be read off. */
export class LeapingClock implements EngineClock {
  #nowMs: number;
  readonly slept: number[] = [];

  constructor(startMs = Date.UTC(2026, 9, 1, 12)) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    this.slept.push(ms);
    this.#nowMs += ms;
  }
}

export class MemoryCredentials implements CredentialStore {
  credential: ZohoCredential;
  saves = 0;
  #lock: { holder: string; untilMs: number } | null = null;
  readonly #clock: EngineClock;

  constructor(clock: EngineClock, given: Partial<ZohoCredential> = {}) {
    this.#clock = clock;
    this.credential = {
      clientId: '1000.CLIENT',
      clientSecret: 'secret',
      refreshToken: '1000.refresh',
      accessToken: null,
      accessTokenExpiresAtMs: null,
      apiDomain: null,
      refreshBlockedUntilMs: null,
      ...given,
    };
  }

  async read(): Promise<ZohoCredential> {
    return this.credential;
  }

  async tryLockRefresh(holder: string, ttlMs: number): Promise<boolean> {
    const nowMs = this.#clock.nowMs();
    if (this.#lock !== null && this.#lock.untilMs > nowMs && this.#lock.holder !== holder) return false;
    this.#lock = { holder, untilMs: nowMs + ttlMs };
    return true;
  }

  async releaseRefresh(holder: string): Promise<void> {
    if (this.#lock?.holder === holder) this.#lock = null;
  }

  async saveAccessToken(token: {
    accessToken: string;
    expiresAtMs: number;
    apiDomain: string | null;
  }): Promise<void> {
    this.saves += 1;
    this.credential = {
      ...this.credential,
      accessToken: token.accessToken,
      accessTokenExpiresAtMs: token.expiresAtMs,
      apiDomain: token.apiDomain,
    };
  }

  async saveRefreshBlock(untilMs: number): Promise<void> {
    this.credential = { ...this.credential, refreshBlockedUntilMs: untilMs };
  }
}

export class RecordingLog implements ClientLog {
  readonly lines: string[] = [];
  debug(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void {
    this.lines.push(JSON.stringify({ ...fields, message }));
  }
  warn(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void {
    this.lines.push(JSON.stringify({ ...fields, message }));
  }
}

export const UNLIMITED: ServiceLimits = { perMinute: null, perDay: null, concurrent: null };

export function fixedLimits(limits: ServiceLimits): LimitsSource {
  return { limits: async () => limits };
}

export const ITEM_FIELDS = {
  BOOKS: {
    fields: [
      { apiName: 'name', kind: 'text' },
      { apiName: 'rate', kind: 'decimal' },
      { apiName: 'description', kind: 'multiline' },
      { apiName: 'sku', kind: 'text' },
      { apiName: 'unit', kind: 'text' },
      { apiName: 'product_type', kind: 'picklist' },
    ],
  },
  FSM: {
    fields: [
      { apiName: 'Name', kind: 'text' },
      { apiName: 'Unit_Price', kind: 'decimal' },
      { apiName: 'Description', kind: 'multiline' },
      { apiName: 'SKU', kind: 'text' },
      { apiName: 'Unit', kind: 'text' },
      { apiName: 'Type', kind: 'picklist' },
    ],
  },
} as const;

const texts = (names: readonly string[]) => names.map((apiName) => ({ apiName, kind: 'text' }));
const ADDRESSES = {
  BOOKS: ['billing_address.city', 'shipping_address.city', 'shipping_address.state'],
  FSM: ['Billing_Address.City', 'Service_Address.City', 'Service_Address.State'],
};
const OWN = texts(['contact_name', 'company_name', 'currency_code', 'notes', ...ADDRESSES.BOOKS]);
const PERSON = texts(['first_name', 'last_name', 'email', 'phone']);

/** Fields of customers and their persons, by table. */
export const CUSTOMER_FIELDS = {
  BUSINESS: { fields: OWN, personFields: PERSON, group: 'business' },
  INDIVIDUAL: { fields: [...OWN, ...PERSON], group: 'individual' },
  PERSON: { fields: PERSON },
  COMPANY: { fields: texts(['Company_Name', 'Currency', ...ADDRESSES.FSM]) },
  CONTACT: { fields: texts(['First_Name', 'Last_Name', 'Email', 'Phone', 'Currency', ...ADDRESSES.FSM]) },
} as const;

/** Options of a session against `url`, playing the sandbox, with a token that is good for an hour. */
export function sessionOptions(
  url: string,
  changes: Partial<SessionOptions> = {},
): SessionOptions & { clock: LeapingClock; log: RecordingLog; credentials: MemoryCredentials } {
  const clock = changes.clock instanceof LeapingClock ? changes.clock : new LeapingClock();
  const log = new RecordingLog();
  const credentials = new MemoryCredentials(clock, {
    accessToken: 'good',
    accessTokenExpiresAtMs: clock.nowMs() + 365 * 86_400_000,
  });
  return {
    connection: {
      id: 'connection-1',
      product: 'BOOKS',
      dataCenter: 'SANDBOX',
      booksOrganizationId: '10229182',
      fsmOrganizationId: '2411000000020005',
    },
    limits: fixedLimits(UNLIMITED),
    allowedHosts: [],
    sandboxUrl: url,
    budgets: new BudgetRegistry(),
    replacements: new Replacements(),
    random: () => 0.5,
    credentials,
    ...changes,
    clock,
    log,
    ...(changes.credentials instanceof MemoryCredentials ? { credentials: changes.credentials } : {}),
  } as SessionOptions & { clock: LeapingClock; log: RecordingLog; credentials: MemoryCredentials };
}

export const never = new AbortController().signal;
