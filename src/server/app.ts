/** The composition root: builds the product from a configuration and takes it down again in the right order. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { EngineClock } from '../engine/services.ts';
import type { Control } from '../jobs/control.ts';
import { openEventBus } from '../jobs/event-bus/index.ts';
import type { EventBus } from '../jobs/events.ts';
import { createHintControl, takeHints } from '../jobs/hints.ts';
import { createNotificationControl } from '../jobs/notification-control.ts';
import type { Onboarding } from '../jobs/onboarding.ts';
import { supportReenable } from '../jobs/reenable.ts';
import { expireLogs } from '../jobs/retention.ts';
import { Runner } from '../jobs/runner.ts';
import { createScheduleControl } from '../jobs/schedule-control.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import { createSpecialRuns } from '../jobs/special-runs.ts';
import { createSyncControl } from '../jobs/sync-control.ts';
import { createTokenControl } from '../jobs/token-control.ts';
import { watch } from '../jobs/watchdog.ts';
import { Authorisations } from '../store/authorisations.ts';
import { createCredentialStore, sealCredential } from '../store/credentials.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { giveBackAll } from '../store/deliveries.ts';
import { expireLeases } from '../store/leases.ts';
import { forgetPreviews } from '../store/previews.ts';
import { createQuotaLedger } from '../store/quota.ts';
import { createHasher, createLabelSealer, createSealer, unsealLabel } from '../store/sealing.ts';
import { createTokens, type Tokens } from '../store/tokens.ts';
import { vacuumEmbedded } from '../store/vacuum.ts';
import { sealWebhook } from '../store/webhooks.ts';
import { requireMatchingKey, resolveAppKey } from './app-key.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createRecordCounter } from './forecast.ts';
import { createHttpServer, type HttpServer } from './http/index.ts';
import { createLinking } from './linking.ts';
import { CatalogTurns, openGuarded } from './live-catalog.ts';
import type { AppLog } from './log.ts';
import { openMail } from './mail/index.ts';
import { createMappingReader } from './mapping-reader.ts';
import { MappingSets, requireMappingsFolder } from './mapping-sets.ts';
import { refusalOfUrl } from './notifications/addresses.ts';
import { createCourier } from './notifications/courier.ts';
import { createWebhookCaller } from './notifications/post.ts';
import { createConnection, createOnboarding, forgetLogins } from './onboarding/index.ts';
import { createOutlook } from './outlook.ts';
import { createInquiries, preflight } from './preflight/index.ts';
import { createSuggestions } from './suggestions/index.ts';
import { syncDependencies } from './sync-dependencies.ts';
import { createSyncTypeControl } from './sync-type/index.ts';
import { ZohoAccess } from './zoho-access.ts';

/** Where `npm run dashboard` builds it; without it, a page of our own stands in. */
const DASHBOARD_DIR = join(import.meta.dirname, '../../dashboard/dist');

const newId = (): string => crypto.randomUUID();

export interface App {
  /** Where the API listens; null in a process of role `worker`. */
  readonly url: string | null;
  readonly control: Control;
  readonly database: Database;
  readonly events: EventBus;
  /** Lets runs stop where they can be taken up again, then closes everything. */
  close(): Promise<void>;
}

/** @throws ConfigError, DatabaseError, ListenError: each with a sentence for whoever started the program */
export async function startApp(config: Config, log: AppLog, clock: EngineClock = systemClock): Promise<App> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) {
      await closer().catch((error: unknown) => log.error({ err: error }, 'a part did not close cleanly'));
    }
  };
  try {
    return { ...(await compose(config, log, clock, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function compose(
  config: Config,
  log: AppLog,
  clock: EngineClock,
  closers: (() => Promise<void>)[],
): Promise<Omit<App, 'close'>> {
  requireMappingsFolder(config.mappingsDir);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log,
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded database is gone');
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    },
  });
  closers.push(() => database.close());
  // Whoever has just opened the embedded database knows that nobody else was using it.
  if (database.kind === 'embedded' && database.owner) {
    await expireLeases(database.prisma);
    await giveBackAll(database.prisma);
  }
  const appKey = resolveAppKey(config);
  await requireMatchingKey(database.prisma, createSealer(appKey));
  const events = await openEventBus({
    redisUrl: config.redisUrl,
    database: database.kind === 'embedded' ? 'private' : { url: database.url, pool: database.pool, log },
    log,
  });
  closers.push(() => events.close());
  const place: Foundations['place'] = { url: null };
  const parts = buildParts(config, log, clock, { database, appKey, events, place });
  const { scheduler, runner } = await parts.startScheduling(closers);
  const control = parts.control(scheduler, runner);
  const server =
    config.role === 'worker' ? null : await listen(config, log, clock, { database, events, control, parts });
  if (server !== null) closers.push(() => server.close());
  place.url = server?.url ?? null;
  if (config.role !== 'api') await scheduler.start();
  return { url: server?.url ?? null, control, database, events };
}

interface Foundations {
  readonly database: Database;
  readonly appKey: Uint8Array;
  readonly events: EventBus;
  /** Known once the API listens. */
  readonly place: { url: string | null };
}

interface Parts {
  readonly tokens: Tokens;
  readonly mappings: MappingSets;
  readonly onboarding: Onboarding;
  readonly unsealLabel: (sealed: Uint8Array) => string;
  startScheduling(closers: (() => Promise<void>)[]): Promise<{ scheduler: Scheduler; runner: Runner }>;
  control(scheduler: Scheduler, runner: Runner): Control;
}

function buildParts(config: Config, log: AppLog, clock: EngineClock, foundations: Foundations): Parts {
  const { database, appKey, events } = foundations;
  const { prisma, pool } = database;
  const sealer = createSealer(appKey);
  const mappings = new MappingSets(config.mappingsDir);
  const tokens = createTokens({ prisma, adminToken: config.adminToken });
  const credentials = (connectionId: string) => createCredentialStore({ prisma, sealer, connectionId });
  const access = new ZohoAccess({
    prisma,
    clock,
    log,
    allowedHosts: config.zohoAllowedHosts,
    sandboxUrl: config.sandboxUrl,
    credentials,
    ledger: createQuotaLedger(prisma),
    // A process that starts again is another one: what it had taken before is not its own any more.
    holder: newId(),
  });
  const counts = createRecordCounter({
    clock,
    loadMapping: (connection) => mappings.forRun(connection),
    openSession: (connection, priority) => access.openForReading(connection, priority),
  });
  const editionsWithoutSync = config.fsmEditionsWithoutSync;
  const login = {
    prisma,
    access,
    clock,
    newId,
    authorisations: new Authorisations(prisma, sealer),
    seal: (connectionId: string, login: Parameters<typeof sealCredential>[2]) =>
      sealCredential(sealer, connectionId, login),
  };
  const works = config.role !== 'api';
  const inquiries = createInquiries({
    prisma,
    access,
    credentials,
    mappings,
    clock,
    log,
    editionsWithoutSync,
  });
  const syncParts = { prisma, clock, events, newId, mappings, works, inquiries };
  const courier = createCourier({
    prisma,
    clock,
    log,
    sealer,
    mail: openMail(config, () => foundations.place.url),
    caller: createWebhookCaller({ allowedHosts: config.webhookAllowedHosts }),
    mailGroupMs: config.mailGroupMinutes * 60_000,
  });
  return {
    tokens,
    mappings,
    onboarding: createOnboarding({
      ...login,
      allowedHosts: config.zohoAllowedHosts,
      sandboxUrl: config.sandboxUrl,
    }),
    unsealLabel: (sealed) => unsealLabel(sealer, sealed),
    async startScheduling(closers) {
      const turns = new CatalogTurns();
      const checking = { prisma, nowMs: () => clock.nowMs(), editionsWithoutSync };
      const alarm: { scheduler: Scheduler | null } = { scheduler: null };
      const runner = new Runner({
        prisma,
        pool,
        events,
        clock,
        log,
        hash: createHasher(appKey),
        seal: createLabelSealer(sealer),
        holder: `${hostname()}:${process.pid}`,
        openSession: async (connectionId, { tables }, { runId, token, signal, mayWrite }) => {
          const session = await access.openForRun(connectionId, { runId, token, mayWrite });
          try {
            const passed = await preflight(checking, { runId, connectionId, session, signal });
            const watermarks = await prisma.watermark.findMany({ where: { connectionId } });
            const held = watermarks.filter(({ knownCount }) => knownCount !== 0).map(({ module }) => module);
            const inUse = watermarks.length === 0 ? null : new Set(held);
            const { calls: callsBefore, beforeCarrying } = passed;
            const options = { session, connectionId, tables, signal, turns, inUse };
            return await openGuarded({ ...options, callsBefore, beforeCarrying });
          } catch (error) {
            await session.close();
            throw error;
          }
        },
        loadMapping: (connection) => mappings.forRun(connection),
        scheduleSync: async (connectionId, at) => alarm.scheduler?.syncAt(connectionId, at),
        countRecords: (connection) => counts(connection, 'background'),
        onRunEnded: (run) => {
          access.runEnded(run);
          courier.wake();
        },
      });
      const scheduler = await createScheduler({
        pool,
        kind: database.kind,
        mongodbUrl: config.mongodbUrl,
        name: `${hostname()}:${process.pid}`,
        execute: (runId) => runner.execute(runId),
        watch: async () => {
          courier.wake();
          await watch({ prisma, runner, nowMs: () => clock.nowMs(), newId });
          if (alarm.scheduler !== null) {
            await takeHints(syncDependencies({ ...syncParts, scheduler: alarm.scheduler, runner }));
          }
          await access.forgetEndedRuns();
          await forgetPreviews(prisma, new Date(clock.nowMs()));
          await forgetLogins({ ...login, sandboxUrl: config.sandboxUrl, log });
        },
        expire: async () => {
          await expireLogs({ prisma, clock, log, ...config });
          await vacuumEmbedded(database);
        },
        onError: (error, job) => log.error({ err: error, job }, 'a scheduled job failed'),
      });
      alarm.scheduler = scheduler;
      closers.push(
        () => courier.close(),
        () => scheduler.stop(),
        () => runner.stop(),
      );
      return { scheduler, runner };
    },
    control: (scheduler, runner) => {
      const runs = syncDependencies({ ...syncParts, scheduler, runner });
      const scheduleSync = (connectionId: string, at: Date) => scheduler.syncAt(connectionId, at);
      return {
        ...createSyncControl(runs),
        ...createScheduleControl({ prisma, clock, events, scheduleSync }),
        supportReenable: (input, actor) =>
          supportReenable({ prisma, nowMs: () => clock.nowMs(), events, scheduleSync }, input, actor),
        ...createOutlook({ prisma, clock, access, counts }),
        ...createSpecialRuns(runs),
        ...createHintControl({ ...runs, sealer }),
        ...createSuggestions({
          prisma,
          loadMapping: (connection) => mappings.forRun(connection),
          openSession: (connectionId) => access.openForAnswer(connectionId),
        }),
        ...createLinking({
          prisma,
          holder: `${hostname()}:${process.pid}`,
          loadMapping: (connection) => mappings.forRun(connection),
          openSession: (connectionId) => access.openForRun(connectionId),
        }),
        ...createSyncTypeControl({
          prisma,
          pool,
          clock,
          events,
          sealer,
          hash: createHasher(appKey),
          loadMapping: (connection) => mappings.forRun(connection),
          openSession: (connectionId) => access.openForRun(connectionId),
          readCrm: (connection, signal) => access.readCrm(connection, signal),
        }),
        ...createNotificationControl({
          prisma,
          clock,
          newId,
          sealWebhook: (webhookId, secrets) => sealWebhook(sealer, webhookId, secrets),
          refusalOfUrl: (url) => refusalOfUrl(url, config.webhookAllowedHosts),
          // A process of role api leaves it to a worker, which looks every few seconds and knows the mail server.
          wake: () => {
            if (works) courier.wake();
          },
        }),
        createConnection: (input) => createConnection({ ...login, mappings }, input),
        ...createTokenControl({ tokens, clock }),
      };
    },
  };
}

function listen(
  config: Config,
  log: AppLog,
  clock: EngineClock,
  product: {
    readonly database: Database;
    readonly events: EventBus;
    readonly control: Control;
    readonly parts: Parts;
  },
): Promise<HttpServer> {
  const { database, events, control, parts } = product;
  return createHttpServer({
    host: config.host,
    port: config.port,
    prisma: database.prisma,
    control,
    events,
    onboarding: parts.onboarding,
    mappings: createMappingReader(database.prisma, parts.mappings),
    authenticate: (bearer) => parts.tokens.authenticate(bearer),
    log,
    unsealLabel: parts.unsealLabel,
    sandboxUrl: config.sandboxUrl,
    nowMs: () => clock.nowMs(),
    dashboardDir: DASHBOARD_DIR,
  });
}
