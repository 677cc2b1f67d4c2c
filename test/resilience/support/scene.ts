/** Pairs of organisations, a database folder and the product between them, taken down when the test ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { fillDataDir } from '../../support/database.ts';
import { Client, isOver, type Run } from './graphql.ts';
import { type Environment, Product } from './product.ts';
import { Tap } from './tap.ts';
import { ALL_WELL, judge, namesOf, type Verdict, Zoho } from './zoho.ts';

export interface Amounts {
  readonly services: number;
  readonly parts: number;
  readonly items: number;
  readonly overlap: number;
}

export interface SceneOptions {
  /** One per pair of organisations. */
  readonly amounts: readonly Amounts[];
  readonly seed?: number;
  /** Added to every start of the product. */
  readonly environment?: Environment;
}

/** One pair of organisations, its connection and what must be on both sides. */
export class Account {
  readonly zoho: Zoho;
  /** All names, as they were before the first sync. */
  readonly names: ReadonlySet<string>;
  connectionId = '';

  constructor(zoho: Zoho, names: ReadonlySet<string>) {
    this.zoho = zoho;
    this.names = names;
  }

  /** As the tap names it. */
  get key(): string {
    return this.zoho.organization.refreshToken;
  }

  async connect(api: Client): Promise<void> {
    const made = await api.createConnection(this.zoho.organization);
    if (!('id' in made)) throw new Error(`no connection: ${made.code} ${made.message}`);
    this.connectionId = made.id;
  }

  /** The connection's latest run. */
  async latestRun(api: Client): Promise<Run> {
    const [run] = await api.runs(this.connectionId);
    if (run === undefined) throw new Error('there is no run');
    return run;
  }

  async latestRunEnds(api: Client, msMax?: number): Promise<Run> {
    return api.until((await this.latestRun(api)).id, isOver, msMax);
  }

  /** A manual sync to its end. */
  async sync(api: Client): Promise<Run> {
    const run = await api.syncNow(this.connectionId);
    if (!('id' in run)) throw new Error(`no sync: ${run.code} ${run.message}`);
    return api.until(run.id, isOver);
  }

  judge(): Promise<Verdict> {
    return judge(this.zoho, this.names);
  }

  /** The oracle: each record has one counterpart, equal to it, and the product knows each pair. */
  async expectInStep(api: Client): Promise<void> {
    expect(await this.judge()).toEqual(ALL_WELL);
    expect(await api.linkCount(this.connectionId)).toBe(this.names.size);
  }
}

export class Scene {
  readonly sandbox: Sandbox;
  readonly tap: Tap;
  readonly accounts: readonly Account[];
  readonly dataDir: string;
  readonly #environment: Environment;
  readonly #products: Product[] = [];
  #cut = false;

  private constructor(
    parts: Pick<Scene, 'sandbox' | 'tap' | 'accounts' | 'dataDir'>,
    environment: Environment,
  ) {
    this.sandbox = parts.sandbox;
    this.tap = parts.tap;
    this.accounts = parts.accounts;
    this.dataDir = parts.dataDir;
    this.#environment = environment;
  }

  /** Made for the running test; limits by the minute and day are lifted. */
  static async set({ amounts, seed = 1, environment = {} }: SceneOptions): Promise<Scene> {
    const organizations = amounts.map((amount) => ({ product: 'books' as const, ...amount }));
    const sandbox = await startSandbox({ seed: { seed, organizations } });
    const tap = await Tap.open(sandbox.url);
    const accounts: Account[] = [];
    for (const organization of sandbox.organizations) {
      const zoho = new Zoho(sandbox.url, organization);
      accounts.push(new Account(zoho, await namesOf(zoho)));
    }
    const dataDir = mkdtempSync(join(tmpdir(), 'fieldledger-'));
    if (environment.DATABASE_URL === undefined) await fillDataDir(dataDir);
    const scene = new Scene({ sandbox, tap, accounts, dataDir }, environment);
    onTestFinished(() => scene.#strike());
    await scene.control('POST', '/limits', { perMinute: null, perDay: null });
    await scene.control('DELETE', '/stats');
    return scene;
  }

  async #strike(): Promise<void> {
    for (const product of this.#products) await product.kill();
    if (!this.#cut) await this.tap.close();
    await this.sandbox.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Makes the services unreachable for the product. */
  async cutLine(): Promise<void> {
    this.#cut = true;
    await this.tap.close();
  }

  /** The only account of a scene that has one. */
  get account(): Account {
    const [account] = this.accounts;
    if (account === undefined) throw new Error('the scene has no account');
    return account;
  }

  /** Another start of the product on the same database, with its API's client. */
  async start(environment: Environment = {}): Promise<{ product: Product; api: Client }> {
    const product = await Product.start({
      DATA_DIR: this.dataDir,
      SANDBOX_URL: this.tap.url,
      ...this.#environment,
      ...environment,
    });
    this.#products.push(product);
    return { product, api: new Client(product.url) };
  }

  control<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    return this.account.zoho.control(method, path, body);
  }
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
