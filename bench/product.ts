/** The product as the benchmarks run it: no HTTP server in front, everything behind it real. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../src/server/app.ts';
import { readConfig } from '../src/server/config.ts';
import { createLog } from '../src/server/log.ts';
import type { BenchOrganization } from './sandbox-process.ts';

export interface Product {
  readonly app: App;
  /** Of the embedded database: a command may join it. */
  readonly dataDir: string;
  connect(organization: BenchOrganization): Promise<string>;
  /** Enables the connection and waits for its first run; answers the run's own time in ms. */
  firstSync(connectionId: string): Promise<{ runId: string; ms: number }>;
  /** Looks of the benchmark itself at whether a run has ended: statements that are not the product's. */
  readonly polls: number;
  /** A manual sync, waited for. */
  sync(connectionId: string): Promise<{ runId: string; ms: number }>;
  close(): Promise<void>;
}

/** The time of a run is its own: to look more often would only take time from it. */
const POLL_MS = 200;

/** An empty server's database in place of the embedded one, where one is given. */
const databaseOf = (url: string): Record<string, string> =>
  url === '' ? {} : { DATABASE_URL: url, APP_KEY: randomBytes(32).toString('base64') };

export async function startProduct(sandboxUrl: string): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldledger-bench-'));
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    SANDBOX_URL: sandboxUrl,
    LOG_LEVEL: 'warn',
    ...databaseOf(process.env.DATABASE_URL ?? ''),
  });
  const app = await startApp(config, createLog({ level: config.logLevel }));
  let polls = 0;
  const finished = async (runId: string): Promise<{ runId: string; ms: number }> => {
    for (;;) {
      polls += 1;
      const run = await app.database.prisma.syncRun.findUniqueOrThrow({ where: { id: runId } });
      if (run.endedAt !== null && run.startedAt !== null) {
        if (run.state !== 'SUCCEEDED') throw new Error(`the run ended as ${run.state} (${run.errorCode})`);
        return { runId, ms: run.endedAt.getTime() - run.startedAt.getTime() };
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  return {
    app,
    dataDir,
    get polls() {
      return polls;
    },
    async connect(organization) {
      const made = await app.control.createConnection({
        name: 'bench',
        product: 'BOOKS',
        dataCenter: 'SANDBOX',
        ...organization,
      });
      if (!made.ok) throw new Error(made.refusal.message);
      return made.value.connectionId;
    },
    async firstSync(connectionId) {
      const enabled = await app.control.enableSync({ connectionId, duplicatePolicy: 'OVERWRITE' });
      if (!enabled.ok) throw new Error(enabled.refusal.message);
      return finished(enabled.value.runId);
    },
    async sync(connectionId) {
      const queued = await app.control.syncNow({ connectionId });
      if (!queued.ok) throw new Error(queued.refusal.message);
      return finished(queued.value.runId);
    },
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
