/** The whole product and the simulated Zoho, started once per file and seen from outside only. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineClock } from '../../src/engine/services.ts';
import { type ResetBody, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type App, startApp } from '../../src/server/app.ts';
import { systemClock } from '../../src/server/clock.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { fillDataDir } from '../support/database.ts';
import { type Dump, dumpTables } from '../support/tables.ts';
import { Api } from './api.ts';
import { Connected, type ConnectionChoice } from './connected.ts';
import { ZohoOrganization } from './zoho.ts';

const ADMIN_TOKEN = 'end-to-end-administrator';

export type Plan = NonNullable<ResetBody['organizations']>[number];

/** The machine's clock, moved: our days and alarms can be reached without waiting for them. */
export class MovableClock implements EngineClock {
  #offsetMs = 0;

  nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  set(atMs: number): void {
    this.#offsetMs = atMs - Date.now();
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal);
  }
}

interface BenchOptions {
  /** Left out: the folder of the product. */
  readonly mappingsDir?: string;
  /** Further settings of the product. */
  readonly environment?: Readonly<Record<string, string>>;
}

export class Bench {
  readonly sandbox: Sandbox;
  readonly api: Api;
  readonly clock: MovableClock;
  readonly #app: App;
  /** Of the embedded database: another process may join it. */
  readonly dataDir: string;
  #resets = 0;

  private constructor(parts: {
    sandbox: Sandbox;
    app: App;
    api: Api;
    clock: MovableClock;
    dataDir: string;
  }) {
    this.sandbox = parts.sandbox;
    this.api = parts.api;
    this.clock = parts.clock;
    this.#app = parts.app;
    this.dataDir = parts.dataDir;
  }

  static async start(options: BenchOptions = {}): Promise<Bench> {
    const dataDir = mkdtempSync(join(tmpdir(), 'fieldledger-e2e-'));
    await fillDataDir(dataDir);
    const sandbox = await startSandbox();
    const clock = new MovableClock();
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      ADMIN_TOKEN,
      SANDBOX_URL: sandbox.url,
      ...(options.mappingsDir === undefined ? {} : { MAPPINGS_DIR: options.mappingsDir }),
      ...options.environment,
    });
    const app = await startApp(config, createLog({ level: 'silent' }), clock);
    if (app.url === null) throw new Error('the API does not listen');
    return new Bench({ sandbox, app, api: new Api(app.url, ADMIN_TOKEN), clock, dataDir });
  }

  /**
   * A new world with one organisation, whose limits by the minute and day are lifted: tests have no minutes to wait.
   * Those on calls at once stay. Whatever an earlier test left in the simulation is gone.
   */
  async organization(
    plan: Plan = {},
    more: Pick<ResetBody, 'switches' | 'now'> = {},
  ): Promise<ZohoOrganization> {
    const limited = await this.limitedOrganization(plan, more);
    await limited.control('POST', '/limits', { perMinute: null, perDay: null });
    return limited;
  }

  /** The same with Zoho's own limits by the minute and day. */
  async limitedOrganization(
    plan: Plan = {},
    more: Pick<ResetBody, 'switches' | 'now'> = {},
  ): Promise<ZohoOrganization> {
    const [only] = await this.organizations([plan], more);
    if (only === undefined) throw new Error('the sandbox made no organisation');
    return only;
  }

  /** Several organisations in one new world, in the order of the plans. */
  organizations(
    plans: readonly Plan[],
    more: Pick<ResetBody, 'switches' | 'now'> = {},
  ): Promise<readonly ZohoOrganization[]> {
    this.#resets += 1;
    // Another seed gives other ids: a pair of organisations can be connected once only.
    const seed = `end-to-end ${this.#resets}`;
    const { organizations } = this.sandbox.reset({ ...more, seed, organizations: [...plans] });
    return Promise.all(
      organizations.map((credentials, index) =>
        ZohoOrganization.open(this.sandbox.url, credentials, plans[index]?.product ?? 'books'),
      ),
    );
  }

  /** Makes the connection through the API; it is not enabled yet. */
  connect(zoho: ZohoOrganization, choice: ConnectionChoice = {}): Promise<Connected> {
    return Connected.make(this.api, zoho, choice);
  }

  /** A connection that a test has made by itself. */
  connectionOf(id: string): Connected {
    return Connected.of(this.api, id);
  }

  /** Everything that the database keeps of an authorisation, as text. */
  async stored(authorisationId: string): Promise<string> {
    const id = Buffer.from(authorisationId, 'base64')
      .toString('utf8')
      .replace(/^Authorisation:/, '');
    const row = await this.#app.database.prisma.authorisation.findUniqueOrThrow({ where: { id } });
    const bytes = [row.clientSecret, row.refreshToken ?? new Uint8Array()].map((one) =>
      Buffer.from(one).toString('latin1'),
    );
    return `${JSON.stringify(row)} ${bytes.join(' ')}`;
  }

  /** The links and parked records of a connection vanish, as from a database that an old backup was restored to. */
  async forgetLinks({ id }: Connected): Promise<void> {
    const connectionId = Buffer.from(id, 'base64')
      .toString('utf8')
      .replace(/^Connection:/, '');
    const { prisma } = this.#app.database;
    await prisma.recordLink.deleteMany({ where: { connectionId } });
    await prisma.parkedRecord.deleteMany({ where: { connectionId } });
  }

  /** All rows of some tables, as text. */
  dump(tables: readonly string[]): Promise<Dump> {
    return dumpTables(this.#app.database.prisma, tables);
  }

  /** Makes a connection, enables it and waits for its first sync. */
  async synced(
    zoho: ZohoOrganization,
    policy: 'OVERWRITE' | 'CLONE' = 'OVERWRITE',
    choice: ConnectionChoice = {},
  ) {
    const connection = await this.connect(zoho, choice);
    const run = await connection.enable(policy);
    return { connection, run };
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.sandbox.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
