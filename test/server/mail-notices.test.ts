/** Which ended runs people are written to about, how often, and what happens to mail that nobody takes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClock } from '../../src/engine/services.ts';
import type { EndedRun } from '../../src/jobs/ending.ts';
import { RETRY_AFTER_MS } from '../../src/server/mail/delivery.ts';
import { createOutbox } from '../../src/server/mail/outbox.ts';
import {
  createRunNotices,
  type RunNoticesDependencies,
  tellOfRun,
} from '../../src/server/mail/run-notices.ts';
import { createSmtpMailer } from '../../src/server/mail/smtp.ts';
import type { Database } from '../../src/store/database.ts';
import { openSharedTestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type MailServer, readMail, startMailServer } from '../support/mail.ts';

const PII = 'items.unit: books.items.unit is now marked PII: remove its rule.';
const GONE = 'items.unit: books.items.unit no longer exists: remove its rule, or pull the catalog.';
const invalid = (message: string) => ({ code: 'MAPPING_INVALID', message });
const never = new AbortController().signal;
const OPS = 'ops@example.com';

let shared: Awaited<ReturnType<typeof openSharedTestDatabase>>;
let database: Database;
let server: MailServer;
let connectionId: string;
let nowMs = Date.UTC(2026, 2, 4);
let organizations = 0;

beforeAll(async () => {
  shared = await openSharedTestDatabase();
  database = shared.database;
});
afterAll(() => shared.end());

afterEach(() => server.close());

beforeEach(async () => {
  server = await startMailServer();
  connectionId = await addConnection([OPS]);
});

async function addConnection(mailRecipients: string[], name = 'Garden care'): Promise<string> {
  organizations += 1;
  const organization = String(organizations);
  const { id } = await database.prisma.connection.create({
    data: {
      name,
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      dataCenter: 'US',
      booksOrganizationId: organization,
      fsmOrganizationId: organization,
      mailRecipients,
    },
  });
  return id;
}

interface Desk {
  readonly deps: RunNoticesDependencies;
  /** Milliseconds of each wait between tries. */
  readonly slept: number[];
  readonly logged: unknown[];
  readonly outbox: () => readonly string[];
}

/** @param sleep what a wait between tries does: `skip` ends it at once, `hang` lasts until the process stops */
function openDesk({
  url = server.url,
  sleep = 'skip',
}: {
  url?: string;
  sleep?: 'skip' | 'hang';
} = {}): Desk {
  const [slept, logged]: [number[], unknown[]] = [[], []];
  const directory = join(temporaryFolder(), 'outbox');
  const line = (fields: unknown, message: string): void => void logged.push({ fields, message });
  const from = 'sync@example.org';
  const deps: RunNoticesDependencies = {
    prisma: database.prisma,
    mailer: createSmtpMailer({ url, from }),
    outbox: createOutbox({ directory, from }),
    clock: {
      nowMs: () => nowMs,
      sleep: (ms, signal) => {
        slept.push(ms);
        if (sleep === 'skip') return Promise.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    },
    log: { info: line, warn: line, error: line },
    dashboardUrl: () => 'http://127.0.0.1:4000',
  };
  const outbox = (): string[] =>
    existsSync(directory)
      ? readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'))
      : [];
  return { deps, slept, logged, outbox };
}

/** A run as the runner leaves it, three hours after the one before. */
async function ended(
  error: EndedRun['error'],
  state: EndedRun['state'] = error === null ? 'SUCCEEDED' : 'FAILED',
): Promise<EndedRun> {
  nowMs += 3 * 3_600_000;
  const at = new Date(nowMs);
  const { id: runId } = await database.prisma.syncRun.create({
    data: {
      connectionId,
      trigger: 'AUTOMATIC',
      scope: 'INCREMENTAL',
      state,
      requestedAt: at,
      endedAt: at,
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
    },
  });
  return { runId, connectionId, state, error };
}

/** Ends runs one after the other; what is taken by then is the answer. */
async function mailsAfter(...errors: EndedRun['error'][]): Promise<readonly string[]> {
  const { deps } = openDesk();
  for (const error of errors) await tellOfRun(deps, await ended(error), never);
  return server.taken.map(({ mail }) => mail.text);
}

describe('people are written to', () => {
  it('with the reason, once a mapping has stopped a run', async () => {
    const [text, ...more] = await mailsAfter(invalid(PII));
    expect(more).toEqual([]);
    expect(text).toContain(PII);
    expect(text).toContain('http://127.0.0.1:4000/#/connections/');
    expect(server.taken).toMatchObject([{ from: 'sync@example.org', to: [OPS] }]);
    expect(server.taken[0]?.mail.headers.get('subject')).toBe(
      'The mapping of "Garden care" stopped its sync',
    );
  });

  it('once for the same reason, however often the sync comes round', async () => {
    expect(await mailsAfter(invalid(PII), invalid(PII), invalid(PII))).toHaveLength(1);
  });

  it('again for another reason, but not again for the first one', async () => {
    const texts = await mailsAfter(invalid(PII), invalid(GONE), invalid(PII), invalid(GONE));
    expect(texts.map((text) => [PII, GONE].findIndex((reason) => text.includes(reason)))).toEqual([0, 1]);
  });

  it.each(['SUCCEEDED', 'SUCCEEDED_WITH_FAILURES'] as const)('again after a run that %s', async (state) => {
    const { deps } = openDesk();
    await tellOfRun(deps, await ended(invalid(PII)), never);
    await tellOfRun(deps, await ended(null, state), never);
    await tellOfRun(deps, await ended(invalid(PII)), never);
    expect(server.taken).toHaveLength(2);
  });

  it.each([
    ['a run that was cancelled', null, 'CANCELLED'],
    ['another failure', { code: 'SERVICE_UNAVAILABLE', message: PII }, 'FAILED'],
  ] as const)('not again after %s in between, and not about it', async (_what, error, state) => {
    const { deps } = openDesk();
    await tellOfRun(deps, await ended(invalid(PII)), never);
    await tellOfRun(deps, await ended(error, state), never);
    await tellOfRun(deps, await ended(invalid(PII)), never);
    expect(server.taken).toHaveLength(1);
  });

  it('about each connection by itself', async () => {
    await mailsAfter(invalid(PII));
    connectionId = await addConnection(['other@example.com'], '<b>Other</b>');
    await mailsAfter(invalid(PII));
    expect(server.taken.map(({ to }) => to)).toEqual([[OPS], ['other@example.com']]);
    expect(server.taken[1]?.mail.html).toContain('&lt;b&gt;Other&lt;/b&gt;');
  });

  it('not when nobody is named', async () => {
    connectionId = await addConnection([]);
    expect(await mailsAfter(invalid(PII))).toEqual([]);
  });
});

describe('mail that cannot be sent', () => {
  it('is tried again after a while, and arrives once', async () => {
    const desk = openDesk();
    server.faults.push(451, 421);
    await tellOfRun(desk.deps, await ended(invalid(PII)), never);
    expect(desk.slept).toEqual(RETRY_AFTER_MS.slice(0, 2));
    expect(server.taken).toHaveLength(1);
    expect(desk.outbox()).toEqual([]);
  });

  it('is tried again for those alone who have not got it', async () => {
    connectionId = await addConnection([OPS, 'full@example.com', 'gone@example.com']);
    const desk = openDesk();
    server.refusals.set('full@example.com', 452).set('gone@example.com', 550);
    await tellOfRun(desk.deps, await ended(invalid(PII)), never);
    expect(server.taken.map(({ to }) => to)).toEqual([[OPS], ['full@example.com']]);
    expect(desk.outbox().map((raw) => readMail(raw).headers.get('to'))).toEqual(['gone@example.com']);
  });

  it('is given up after its tries and kept, and the log has codes and no address', async () => {
    const url = server.url;
    await server.close();
    const desk = openDesk({ url });
    await tellOfRun(desk.deps, await ended(invalid(PII)), never);
    expect(desk.slept).toEqual(RETRY_AFTER_MS);
    expect(desk.outbox().map((raw) => readMail(raw).text)).toEqual([expect.stringContaining(PII)]);
    expect(desk.logged).toHaveLength(RETRY_AFTER_MS.length + 2);
    expect(desk.logged[0]).toMatchObject({ fields: { code: 'ECONNREFUSED', tries: 1, deferred: 1 } });
    expect(JSON.stringify(desk.logged)).not.toContain('example.com');
  });

  it('keeps nobody waiting, and is kept when the process stops', async () => {
    const desk = openDesk({ sleep: 'hang' });
    server.faults.push(451);
    const waits = Promise.withResolvers<void>();
    const sleep: EngineClock['sleep'] = (ms, signal) => {
      waits.resolve();
      return desk.deps.clock.sleep(ms, signal);
    };
    const notices = createRunNotices({ ...desk.deps, clock: { ...desk.deps.clock, sleep } });
    expect(notices.onRunEnded(await ended(invalid(PII)))).toBeUndefined();
    await waits.promise;
    expect(desk.outbox()).toEqual([]);
    await notices.close();
    expect(desk.outbox()).toHaveLength(1);
    expect(server.taken).toEqual([]);
  });

  it('fails nothing when the run cannot be read, and says so in the log', async () => {
    const desk = openDesk();
    const notices = createRunNotices(desk.deps);
    const run = await ended(invalid(PII));
    notices.onRunEnded({ ...run, runId: '01900000-0000-7000-8000-00000000dead' });
    await notices.close();
    expect(desk.logged).toMatchObject([{ message: 'no mail was made' }]);
  });
});
