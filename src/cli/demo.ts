/** `npm run demo`: everything in one process, on a simulated pair of organisations. */
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../sandbox/index.ts';
import { type App, startApp } from '../server/app.ts';
import { type Config, readConfig } from '../server/config.ts';
import { type AppLog, createLog } from '../server/log.ts';
import { openDatabase } from '../store/database.ts';
import { DatabaseError } from '../store/database-error.ts';
import { demoOptions } from './demo/options.ts';
import { liftLimits, organizationsInWords, seedOrganizations } from './demo/organizations.ts';
import { isOver, openDisplay, watchRun } from './demo/progress.ts';
import { summary } from './demo/summary.ts';
import { print } from './mappings/terminal.ts';
import { runCommand, untilAskedToStop } from './process.ts';

const SUCCEEDED = new Set(['SUCCEEDED', 'SUCCEEDED_WITH_FAILURES']);
const SHOW_EVERY_MS = 250;

await runCommand(async () => {
  const options = demoOptions(process.argv.slice(2));
  const stopped = untilAskedToStop();
  const config = demoConfig();
  let starting = true;
  // Nothing to take down yet that the next demo does not make anew; making the database takes some seconds.
  void stopped.then(() => starting && process.exit(130));
  const sandbox = await startSandbox({ port: config.sandboxPort, host: config.host });
  const app = await startDemoApp({ ...config, sandboxUrl: sandbox.url }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  starting = false;
  try {
    if (!options.once) console.log(`Watch it in the dashboard: ${dashboardAddress(app, config.adminToken)}`);
    const succeeded = await Promise.race([
      firstSync(app, sandbox, options.realLimits),
      stopped.then(() => null),
    ]);
    if (succeeded === null) process.exitCode = 130;
    else if (options.once) process.exitCode = succeeded ? 0 : 1;
    else {
      printAddresses(app, sandbox.url, config.adminToken);
      await stopped;
    }
  } finally {
    await app.close();
    await sandbox.close();
  }
});
process.exit();

/** The demo has a database of its own, made anew each time: its organisations live in memory only. */
function demoConfig(): Config {
  const config = readConfig(process.env);
  const adminToken = config.adminToken === '' ? randomBytes(24).toString('base64url') : config.adminToken;
  return {
    ...config,
    adminToken,
    databaseUrl: '',
    mongodbUrl: '',
    redisUrl: '',
    dataDir: join(config.dataDir, 'demo'),
  };
}

/** Opening refuses a demo that runs already, before anything of it is removed. */
async function refuseSecondDemo(dataDir: string, log: AppLog): Promise<void> {
  if (!existsSync(dataDir)) return;
  try {
    const probe = await openDatabase({ databaseUrl: '', dataDir, log, whenInUse: 'refuse' });
    await probe.close();
  } catch (error) {
    // Whatever else is wrong with what an older demo left goes away with it.
    if (!(error instanceof DatabaseError) || error.code === 'DATABASE_IN_USE') throw error;
  }
}

async function startDemoApp(config: Config): Promise<App> {
  const log = createLog({ level: process.env.LOG_LEVEL ? config.logLevel : 'warn' });
  console.log('Starting the embedded database, the API and the worker …');
  await refuseSecondDemo(config.dataDir, log);
  rmSync(config.dataDir, { recursive: true, force: true });
  return startApp(config, log);
}

/** Makes the connection, enables it and follows its first sync. Answers whether it succeeded. */
async function firstSync(
  app: App,
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
  realLimits: boolean,
): Promise<boolean> {
  const organization = seedOrganizations(sandbox);
  print(organizationsInWords());
  if (realLimits) print("Zoho's limits are in force: 100 Books calls a minute.");
  else {
    await liftLimits(sandbox.url);
    print("Zoho's limits by the minute and day are lifted in the simulation; --real-limits keeps them.");
  }
  const connection = await app.control.createConnection({
    name: 'Brightwater demo',
    product: 'BOOKS',
    syncType: 'TYPE_IV',
    dataCenter: 'SANDBOX',
    ...organization,
  });
  if (!connection.ok)
    throw Object.assign(new Error(connection.refusal.message), { code: connection.refusal.code });
  const { connectionId } = connection.value;
  const enabled = await app.control.enableSync({ connectionId, duplicatePolicy: 'OVERWRITE' });
  if (!enabled.ok) throw Object.assign(new Error(enabled.refusal.message), { code: enabled.refusal.code });
  const state = await follow(app, enabled.value.runId);
  print(`\n${await summary(app.database, enabled.value.runId)}`);
  return SUCCEEDED.has(state);
}

async function follow(app: App, runId: string): Promise<string> {
  const display = openDisplay();
  const read = watchRun(app, runId);
  try {
    for (;;) {
      const nowMs = Date.now();
      const run = await read(nowMs);
      display.show(run, nowMs);
      if (isOver(run.state)) return run.state;
      await new Promise((resolve) => setTimeout(resolve, SHOW_EVERY_MS));
    }
  } finally {
    display.stop();
  }
}

/** Opens the dashboard signed in: it takes the token out of the address at once. */
function dashboardAddress(app: App, token: string): string {
  return `${app.url}/#token=${encodeURIComponent(token)}`;
}

function printAddresses(app: App, sandboxUrl: string, token: string): void {
  console.log(`
Dashboard   ${dashboardAddress(app, token)}
GraphQL     ${app.url}/graphql
Sandbox     ${sandboxUrl}  (the simulated Zoho; its records can be read and changed through Zoho's own paths)
Token       ${token}

Ctrl-C stops.`);
}
