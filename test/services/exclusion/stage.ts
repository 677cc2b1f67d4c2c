/** Processes of the product on one PostgreSQL and one simulated Zoho, and connections for two deeds to meet on. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { Api } from '../../e2e/api.ts';
import { Connected } from '../../e2e/connected.ts';
import { ZohoOrganization } from '../../e2e/zoho.ts';
import type { Status } from '../../jobs/exclusion.table.ts';
import { ADMIN_TOKEN, Product } from '../../resilience/support/product.ts';
import { type Accounts, Tap } from '../../resilience/support/tap.ts';
import { createSharedDatabase } from '../services.ts';
import { Gate } from './gate.ts';
import { Runs } from './runs.ts';
import { type Canary, Schedule } from './schedule.ts';
import { until } from './until.ts';

/** A connection that is enabled stays so: each case that enables one uses a pair of organisations up. */
const ORGANIZATIONS = 40;

/** A connection where nothing runs. */
export interface Scene {
  readonly status: Status;
  readonly zoho: ZohoOrganization;
  readonly connection: Connected;
  /** Of the connection, in the database. */
  readonly id: string;
  /** Global id of a run that ended with a failed record. */
  readonly failedRunId: string;
}

const localId = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] ?? '';
const runId = (id: string): string => Buffer.from(`SyncRun:${id}`).toString('base64');

interface Parts {
  readonly sandbox: Sandbox;
  readonly taps: readonly Tap[];
  readonly products: readonly Product[];
  readonly pool: pg.Pool;
}

type Closers = (() => Promise<unknown>)[];

export class Stage {
  /** One for each process. */
  readonly apis: readonly [Api, ...Api[]];
  readonly gate: Gate;
  readonly runs: Runs;
  readonly schedule: Schedule;
  readonly #sandbox: Sandbox;
  readonly #closers: Closers;
  readonly #idle: Record<Status, Scene[]> = { SETUP: [], ENABLED: [] };
  #used = 1;

  private constructor({ sandbox, taps, pool }: Parts, apis: Stage['apis'], canary: Canary, closers: Closers) {
    this.apis = apis;
    this.gate = new Gate(taps);
    this.runs = new Runs(pool);
    this.schedule = new Schedule(pool, this.runs, canary);
    this.#sandbox = sandbox;
    this.#closers = closers;
  }

  static async open(processes: number): Promise<Stage> {
    const closers: Closers = [];
    try {
      const parts = await start(processes, closers);
      const { sandbox, products } = parts;
      const [first, ...others] = products.map((product) => new Api(product.url, ADMIN_TOKEN));
      if (first === undefined) throw new Error('a stage has one process at least');
      const { zoho, connection } = await connect(first, sandbox, 0);
      await zoho.control('POST', '/limits', { perMinute: null, perDay: null });
      await connection.enable();
      const canary = { id: localId(connection.id), setAlarm: () => connection.setAutoSync(true) };
      return new Stage(parts, [first, ...others], canary, closers);
    } catch (error) {
      await closeAll(closers);
      throw error;
    }
  }

  async close(): Promise<void> {
    await closeAll(this.#closers);
  }

  /** A connection of that status where nothing runs; the runs it will have stand at the gate. */
  async scene(status: Status): Promise<Scene> {
    const scene = this.#idle[status].pop() ?? (await this.#make(status));
    this.gate.hold(scene.zoho.credentials.refreshToken);
    await this.schedule.idle();
    return scene;
  }

  /** Whether a run reads the connection's records. */
  isUnderWay({ zoho }: Scene): boolean {
    return this.gate.isReached(zoho.credentials.refreshToken);
  }

  /** @throws Error when no run comes to read, or it ends before */
  async underWay(scene: Scene): Promise<void> {
    const last = async () => JSON.stringify((await this.runs.of(scene.id)).at(-1));
    await until(
      async () => this.isUnderWay(scene) || (await this.runs.areOver(scene.id)) || null,
      'a run under way',
      last,
    );
    if (!this.isUnderWay(scene)) throw new Error(`no run reads: ${await last()}`);
  }

  /** Lets whatever has begun come to its end. Answers the processes that have worked on it. */
  async end(scene: Scene): Promise<readonly number[]> {
    await this.schedule.putOff(scene.id);
    const processes = this.gate.release(scene.zoho.credentials.refreshToken);
    await this.runs.over(scene.id);
    const { status } = await scene.connection.state();
    if (status === scene.status) this.#idle[status].push(scene);
    return processes;
  }

  async #make(status: Status): Promise<Scene> {
    const made = await connect(this.apis[0], this.#sandbox, this.#used);
    this.#used += 1;
    const { zoho, connection } = made;
    const id = localId(connection.id);
    if (status === 'SETUP') return { ...made, status, id, failedRunId: runId(await this.runs.addFailed(id)) };
    const organizationId = zoho.credentials.booksOrganizationId;
    const effect = { kind: 'status', status: 400, code: 1 };
    await zoho.fault({ organizationId, product: 'books', method: 'POST', times: 1, effect });
    const { state, id: failedRunId } = await connection.enable();
    if (state !== 'SUCCEEDED_WITH_FAILURES') throw new Error(`no record has failed: ${state}`);
    return { ...made, status, id, failedRunId };
  }
}

async function closeAll(closers: Closers): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}

async function start(processes: number, closers: Closers): Promise<Parts> {
  const { url, drop } = await createSharedDatabase();
  closers.push(drop);
  const organizations = Array(ORGANIZATIONS).fill({ services: 1, items: 1, timeZone: 'UTC' });
  const sandbox = await startSandbox({ seed: { seed: 31, organizations } });
  closers.push(() => sandbox.close());
  const accounts: Accounts = new Map();
  const taps = await Promise.all(Array.from({ length: processes }, () => Tap.open(sandbox.url, accounts)));
  closers.push(...taps.map((tap) => () => tap.close()));
  const environment = { DATABASE_URL: url, APP_KEY: randomBytes(32).toString('base64') };
  const starts = taps.map(async (tap) => {
    const product = await Product.start({ ...environment, SANDBOX_URL: tap.url });
    closers.push(() => product.kill());
    return product;
  });
  // One that fails must not leave the others behind.
  await Promise.allSettled(starts);
  const products = await Promise.all(starts);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  closers.push(() => pool.end());
  return { sandbox, taps, products, pool };
}

async function connect(api: Api, sandbox: Sandbox, index: number) {
  const organization = sandbox.organizations[index];
  if (organization === undefined) throw new Error('the stage has run out of organisations');
  const zoho = await ZohoOrganization.open(sandbox.url, organization, 'books');
  return { zoho, connection: await Connected.make(api, zoho) };
}
