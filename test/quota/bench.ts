/** The product and the simulated Zoho, in a time that both share and that days pass in; the product can be restarted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type App, startApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { Api } from '../e2e/api.ts';
import { Connected } from '../e2e/connected.ts';
import type { Plan } from '../e2e/harness.ts';
import { ZohoOrganization } from '../e2e/zoho.ts';
import { ConnectionOutlookDocument, RunEtaDocument, SetQuotaReserveDocument } from '../gql/graphql.ts';
import { fillDataDir } from '../support/database.ts';
import { SkippingClock } from './skipping-clock.ts';

const ADMIN_TOKEN = 'quota-administrator';
const POLL_MS = 20;

export interface Limits {
  readonly perMinute: number | null;
  readonly perDay: number | null;
}

export class QuotaBench {
  readonly sandbox: Sandbox;
  readonly clock: SkippingClock;
  readonly #dataDir: string;
  readonly #environment: Readonly<Record<string, string>>;
  #app: App | null = null;
  #seeds = 0;

  private constructor(
    sandbox: Sandbox,
    clock: SkippingClock,
    dataDir: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.sandbox = sandbox;
    this.clock = clock;
    this.#dataDir = dataDir;
    this.#environment = environment;
  }

  /** `environment`: further settings of the product. */
  static async open(
    startMs: number,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<QuotaBench> {
    const dataDir = mkdtempSync(join(tmpdir(), 'fieldledger-quota-'));
    await fillDataDir(dataDir);
    const sandbox = await startSandbox();
    const clock = new SkippingClock(startMs, async (advanceMs) => {
      await fetch(`${sandbox.url}/sandbox/clock`, { method: 'POST', body: JSON.stringify({ advanceMs }) });
    });
    const bench = new QuotaBench(sandbox, clock, dataDir, environment);
    await bench.start();
    return bench;
  }

  async start(): Promise<void> {
    const config = readConfig({
      PORT: '0',
      DATA_DIR: this.#dataDir,
      ADMIN_TOKEN,
      SANDBOX_URL: this.sandbox.url,
      ...this.#environment,
    });
    this.#app = await startApp(config, createLog({ level: 'silent' }), this.clock);
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.sandbox.close();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  get app(): App {
    if (this.#app === null) throw new Error('the product does not run');
    return this.#app;
  }

  get api(): Api {
    return new Api(this.app.url ?? '', ADMIN_TOKEN);
  }

  /** A new world with one organisation, at the product's present time. */
  async organization(plan: Plan, books: Limits): Promise<ZohoOrganization> {
    this.#seeds += 1;
    const now = new Date(this.clock.nowMs()).toISOString();
    const { organizations } = this.sandbox.reset({
      now,
      seed: `quota ${this.#seeds}`,
      organizations: [plan],
    });
    const [credentials] = organizations;
    if (credentials === undefined) throw new Error('the sandbox made no organisation');
    const zoho = await ZohoOrganization.open(this.sandbox.url, credentials, 'books');
    await zoho.control('POST', '/limits', { product: 'books', ...books });
    return zoho;
  }

  connect(zoho: ZohoOrganization): Promise<Connected> {
    return Connected.make(this.api, zoho);
  }

  async eta(runId: string) {
    const { node } = await this.api.run(RunEtaDocument, { id: runId });
    if (node === null || !('eta' in node)) throw new Error('there is no such run');
    return node;
  }

  async outlook(connectionId: string) {
    const { connection } = await this.api.run(ConnectionOutlookDocument, { id: connectionId });
    if (connection === null) throw new Error('there is no such connection');
    return connection;
  }

  async setReserve(connectionId: string, percent: number) {
    return (await this.api.run(SetQuotaReserveDocument, { input: { connectionId, percent } }))
      .setQuotaReserve;
  }

  /** Polls until there is an answer; real time, in which the shared clock may run ahead. */
  async until<T>(
    look: () => Promise<T | null | undefined | false>,
    what: string,
    msMax = 90_000,
  ): Promise<T> {
    for (const endMs = Date.now() + msMax; Date.now() < endMs; ) {
      const found = await look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`never seen: ${what}`);
  }
}
