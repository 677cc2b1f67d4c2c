/** Which ended runs people are written to about, how often, and what happens to mail that nobody takes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { supportReenable } from '../../../src/jobs/reenable.ts';
import type { Mailer } from '../../../src/server/mail/mailer.ts';
import { RETRY_AFTER_MS } from '../../../src/server/notifications/backoff.ts';
import type { Database } from '../../../src/store/database.ts';
import {
  CLAIM_MS,
  claimDeliveries,
  giveBack,
  retryDelivery,
  routeNotices,
  saveTried,
} from '../../../src/store/deliveries.ts';
import type { RunEnd } from '../../../src/store/runs.ts';
import { BOOTSTRAP_TOKEN_ID } from '../../../src/store/tokens.ts';
import { openSharedTestDatabase } from '../../support/database.ts';
import { type MailServer, readMail, startMailServer } from '../../support/mail.ts';
import { addConnection, endedRun, type Office, OPS, openOffice, restedRun, Time } from './desk.ts';

const PII = 'items.unit: books.items.unit is now marked PII: remove its rule.';
const GONE = 'items.unit: books.items.unit no longer exists: remove its rule, or pull the catalog.';
const invalid = (message: string) => ({ code: 'MAPPING_INVALID', message });
const OUTAGE = { code: 'SERVICE_UNAVAILABLE', message: 'Zoho Books cannot be reached.' };
const HOURS_3 = 180;

let shared: Awaited<ReturnType<typeof openSharedTestDatabase>>;
let database: Database;
let server: MailServer;
let connectionId: string;
let time: Time;
let office: Office;

beforeAll(async () => {
  shared = await openSharedTestDatabase();
  database = shared.database;
});
afterAll(() => shared.end());

beforeEach(async () => {
  await database.prisma.connection.deleteMany();
  server = await startMailServer();
  time = new Time();
  office = openOffice({ database, time, smtpUrl: server.url });
  connectionId = await addConnection(database);
});
afterEach(async () => {
  await office.courier.close();
  await server.close();
});

const ended = (error: RunEnd['error'], how?: Parameters<typeof endedRun>[4]) =>
  endedRun(database, time, connectionId, error, how);

/** Ends a run three hours after the one before, and has it told. */
async function told(error: RunEnd['error'], how?: Parameters<typeof endedRun>[4]): Promise<void> {
  time.minutes(HOURS_3);
  await ended(error, how);
  await office.courier.round();
}

const texts = (): string[] => server.taken.map(({ mail }) => mail.text);
const subjects = () => server.taken.map(({ mail }) => mail.headers.get('subject'));
const mails = () =>
  database.prisma.delivery.findMany({ where: { connectionId }, orderBy: { createdAt: 'asc' } });

describe('people are written to', () => {
  it('with the reason, once a mapping has stopped a run', async () => {
    await told(invalid(PII));
    expect(texts()).toEqual([expect.stringContaining(PII)]);
    expect(texts()[0]).toContain('http://127.0.0.1:4000/#/connections/');
    expect(server.taken).toMatchObject([{ from: 'sync@example.org', to: [OPS] }]);
    expect(subjects()).toEqual(['[fieldledger] Garden care: the mapping stopped the sync']);
  });

  it('once for the same reason, however often the sync comes round', async () => {
    for (let round = 0; round < 3; round += 1) await told(invalid(PII));
    expect(texts()).toHaveLength(1);
  });

  it('again for another reason, but not again for the first one', async () => {
    for (const reason of [PII, GONE, PII, GONE]) await told(invalid(reason));
    expect(texts().map((text) => [PII, GONE].findIndex((reason) => text.includes(reason)))).toEqual([0, 1]);
  });

  it('not again for a reason that differs by a moment or a count', async () => {
    await told(invalid('12 fields are missing since 10:15.'));
    await told(invalid('13 fields are missing since 13:15.'));
    expect(texts()).toHaveLength(1);
  });

  it.each([{}, { failing: { TOO_LONG: 1 } }])('again after a run that went through (%j)', async (how) => {
    await told(invalid(PII));
    await told(null, how);
    await told(invalid(PII));
    expect(texts()).toHaveLength(2);
  });

  it.each([
    ['a run that was cancelled', null, { state: 'CANCELLED' }],
    ['another failure', OUTAGE, {}],
  ] as const)('not again after %s in between, and not about it', async (_what, error, how) => {
    await told(invalid(PII));
    await told(error, how);
    await told(invalid(PII));
    expect(texts()).toHaveLength(1);
  });

  it('about each connection by itself', async () => {
    await told(invalid(PII));
    connectionId = await addConnection(database, {
      mailRecipients: ['other@example.com'],
      name: '<b>Other</b>',
    });
    await told(invalid(PII));
    expect(server.taken.map(({ to }) => to)).toEqual([[OPS], ['other@example.com']]);
    expect(server.taken[1]?.mail.html).toContain('&lt;b&gt;Other&lt;/b&gt;');
  });

  it('not when nobody is named', async () => {
    connectionId = await addConnection(database, { mailRecipients: [] });
    await told(invalid(PII));
    expect(texts()).toEqual([]);
  });

  it('[N1] of any failed sync, where the connection asks for it', async () => {
    await told(OUTAGE);
    expect(texts()).toEqual([]);
    connectionId = await addConnection(database, { mailTriggers: ['SYNC_FAILED'] });
    await told(OUTAGE);
    expect(subjects()).toEqual(['[fieldledger] Garden care: a sync has failed']);
    expect(texts()[0]).toContain(OUTAGE.message);
  });

  it('when Zoho refuses the credential, and when a sync waits for its quota, once', async () => {
    await told({ code: 'REAUTHORISATION_REQUIRED', message: 'Zoho refuses the refresh token.' });
    connectionId = await addConnection(database, { mailTriggers: ['QUOTA_WAIT'] });
    for (let round = 0; round < 2; round += 1) {
      time.minutes(HOURS_3);
      await restedRun(database, time, connectionId);
      await office.courier.round();
    }
    expect(subjects()).toEqual([
      '[fieldledger] Garden care: Zoho refuses the credential',
      '[fieldledger] Garden care: a sync waits for its quota',
    ]);
  });
});

describe('a sync that an error has disabled', () => {
  const mismatch = { code: 'SYNC_TYPE_MISMATCH', message: 'Type IV here, Type I in the account.' };
  const become = (status: 'ENABLED' | 'DISABLED_BY_ERROR', code: string | null = null) =>
    database.prisma.connection.update({
      where: { id: connectionId },
      data: { status, disabledCode: code, disabledMessage: code && mismatch.message },
    });

  it('[N1] is told once, whoever disabled it, and as one thing with the run that did', async () => {
    await database.prisma.connection.update({
      where: { id: connectionId },
      data: { mailTriggers: ['SYNC_DISABLED', 'SYNC_FAILED'] },
    });
    await ended(mismatch);
    await become('DISABLED_BY_ERROR', mismatch.code);
    for (let round = 0; round < 3; round += 1) {
      await office.courier.round();
      time.minutes(HOURS_3);
    }
    expect(subjects()).toEqual(['[fieldledger] Garden care: the sync is disabled']);
    expect(texts()[0]).toContain(mismatch.message);
    expect(texts()[0]).toContain('support role');
  });

  it('is told once by however many processes, and also with a reason longer than an index takes', async () => {
    const disabledMessage = Array.from({ length: 500 }, (_, index) => `field_${index} is gone`).join(', ');
    const data = { status: 'DISABLED_BY_ERROR', disabledCode: 'LONG', disabledMessage } as const;
    await ended({ code: 'LONG', message: 'The first that nobody was told of yet.' });
    time.minutes(1);
    await ended({ code: 'LONG', message: disabledMessage });
    await database.prisma.connection.update({ where: { id: connectionId }, data });
    const others = [1, 2].map(() => openOffice({ database, time, smtpUrl: server.url }));
    await Promise.all([office, ...others].map(({ courier }) => courier.round()));
    expect(texts()).toEqual([expect.stringContaining('field_499 is gone')]);
    for (const { courier } of others) await courier.close();
  });

  it('is told although nothing else tells of it, and again when it is disabled anew', async () => {
    await become('DISABLED_BY_ERROR', 'SOME_LIMIT');
    await office.courier.round();
    await become('ENABLED');
    await office.courier.round();
    time.minutes(HOURS_3);
    await become('DISABLED_BY_ERROR', 'SOME_LIMIT');
    await office.courier.round();
    expect(texts()).toHaveLength(2);
  });
});

describe('a sync that support enables', () => {
  const reenable = () =>
    supportReenable(
      {
        prisma: database.prisma,
        nowMs: time.nowMs,
        events: { publish: async () => {} },
        scheduleSync: async () => {},
      },
      { connectionId, reason: 'it was put right' },
      { tokenId: BOOTSTRAP_TOKEN_ID },
    );
  const disabledBy = (code: string) =>
    database.prisma.connection.update({
      where: { id: connectionId },
      data: { status: 'DISABLED_BY_ERROR', disabledCode: code, disabledMessage: `It is ${code}.` },
    });

  it('[N1] is told anew when the same error disables it at once, before anybody has looked', async () => {
    const mismatch = { code: 'SYNC_TYPE_MISMATCH', message: 'It is SYNC_TYPE_MISMATCH.' };
    await ended(mismatch);
    await disabledBy(mismatch.code);
    await office.courier.round();
    time.minutes(HOURS_3);
    expect((await reenable()).ok).toBe(true);
    await ended(mismatch);
    await disabledBy(mismatch.code);
    await office.courier.round();
    const disabled = '[fieldledger] Garden care: the sync is disabled';
    expect(subjects()).toEqual([disabled, disabled]);
  });
});

describe('failed records', () => {
  beforeEach(async () => {
    connectionId = await addConnection(database, { mailTriggers: ['RECORDS_FAILED'] });
  });

  it('are told with their reasons, and again only for a new reason, until a run has none', async () => {
    await told(null, { failing: { TOO_LONG: 2, NO_CURRENCY: 1 } });
    await told(null, { failing: { TOO_LONG: 1 } });
    expect(subjects()).toEqual(['[fieldledger] Garden care: records could not be synced']);
    expect(texts()[0]).toContain('3 records could not be synced: TOO_LONG (2), NO_CURRENCY (1).');
    expect(texts()[0]).toContain('Service_And_Parts (2): The reason is TOO_LONG.');
    await told(null, { failing: { TOO_LONG: 1, DOUBTFUL: 1 } });
    expect(texts()).toHaveLength(2);
    await told(null);
    await told(null, { failing: { TOO_LONG: 1 } });
    expect(texts()[2]).toContain('1 record could not be synced: TOO_LONG (1).');
  });
});

describe('a burst', () => {
  it('is one mail for what happens at once, and one for the rest of five minutes', async () => {
    await ended(invalid(PII));
    await ended(invalid(GONE));
    await office.courier.round();
    expect(subjects()).toEqual(['[fieldledger] Garden care: the mapping stopped the sync (and 1 more)']);
    for (const field of ['rate', 'sku', 'name']) {
      time.minutes(1);
      await ended(invalid(`items.${field} is gone.`));
      await office.courier.round();
    }
    expect(texts()).toHaveLength(1);
    time.minutes(3);
    await office.courier.round();
    expect(texts()).toHaveLength(2);
    for (const field of ['rate', 'sku', 'name']) expect(texts()[1]).toContain(`items.${field} is gone.`);
  });

  it('does not hold back that the sync was disabled, and takes along what waits', async () => {
    await told(invalid(PII));
    await ended(invalid(GONE));
    await office.courier.round();
    expect(texts()).toHaveLength(1);
    const data = { status: 'DISABLED_BY_ERROR', disabledCode: 'X', disabledMessage: 'Too much.' } as const;
    await database.prisma.connection.update({ where: { id: connectionId }, data });
    await office.courier.round();
    expect(texts()).toHaveLength(2);
    for (const reason of [GONE, 'Too much.']) expect(texts()[1]).toContain(reason);
  });

  it('is as long as it is set to be', async () => {
    const quick = openOffice({ database, time, smtpUrl: server.url, groupMinutes: 0 });
    for (const reason of [PII, GONE]) {
      await ended(invalid(reason));
      await quick.courier.round();
    }
    expect(texts()).toHaveLength(2);
    await quick.courier.close();
  });
});

describe('a process that dies', () => {
  it('after the end of a run, before anybody was told, has lost nothing', async () => {
    await ended(invalid(PII));
    const next = openOffice({ database, time, smtpUrl: server.url });
    await next.courier.round();
    expect(texts()).toHaveLength(1);
    await next.courier.close();
  });

  it('while it sends has its mail sent by the next one, after a while', async () => {
    await ended(invalid(PII));
    await routeNotices(database.prisma, { at: time.now(), groupMs: 0 });
    expect(await claimDeliveries(database.prisma, time.now())).toHaveLength(1);
    await office.courier.round();
    expect(texts()).toEqual([]);
    time.ms += CLAIM_MS;
    await office.courier.round();
    expect(texts()).toHaveLength(1);
  });

  it('and wakes after the next one has sent it changes nothing', async () => {
    await ended(invalid(PII));
    await routeNotices(database.prisma, { at: time.now(), groupMs: 0 });
    const [lost] = await claimDeliveries(database.prisma, time.now());
    if (lost === undefined) throw new Error('nothing was due');
    time.ms += CLAIM_MS;
    await office.courier.round();
    await giveBack(database.prisma, lost);
    await saveTried(database.prisma, lost, { state: 'PENDING', at: time.now(), error: 'it took too long' });
    await office.courier.round();
    expect(texts()).toHaveLength(1);
    expect(await mails()).toMatchObject([{ state: 'SENT', attempts: 2 }]);
  });

  it('in an orderly way leaves the mail it was sending to the next one, at once', async () => {
    const begun = Promise.withResolvers<void>();
    const mailer: Mailer = {
      async send({ recipients }, signal) {
        const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
        begun.resolve();
        await stopped;
        return { kind: 'unsent', code: 'EABORT', deferred: recipients, refused: [] };
      },
    };
    const leaving = openOffice({ database, time, smtpUrl: server.url, mailer });
    await ended(invalid(PII));
    leaving.courier.wake();
    await begun.promise;
    await leaving.courier.close();
    expect(await mails()).toMatchObject([{ state: 'PENDING', attempts: 0, lastError: null }]);
    await office.courier.round();
    expect(texts()).toHaveLength(1);
  });

  it('does not send a mail twice when several are at it', async () => {
    await ended(invalid(PII));
    const others = [1, 2].map(() => openOffice({ database, time, smtpUrl: server.url }));
    await Promise.all([office, ...others].map(({ courier }) => courier.round()));
    expect(texts()).toHaveLength(1);
    for (const { courier } of others) await courier.close();
  });
});

describe('mail that cannot be sent', () => {
  it('is tried again after a while, and arrives once', async () => {
    server.faults.push(451, 421);
    await told(invalid(PII));
    expect(await mails()).toMatchObject([{ state: 'PENDING', attempts: 1, lastError: 'SMTP_451' }]);
    await office.courier.round();
    expect(await mails()).toMatchObject([{ attempts: 1 }]);
    for (const waitMs of RETRY_AFTER_MS.slice(0, 2)) {
      time.ms += waitMs;
      await office.courier.round();
    }
    expect(texts()).toHaveLength(1);
    expect(await mails()).toMatchObject([{ state: 'SENT', attempts: 3, lastError: null, open: [] }]);
    expect(office.outbox()).toEqual([]);
  });

  it('is tried again for those alone who have not got it', async () => {
    connectionId = await addConnection(database, {
      mailRecipients: [OPS, 'full@example.com', 'gone@example.com'],
    });
    server.refusals.set('full@example.com', 452).set('gone@example.com', 550);
    await told(invalid(PII));
    time.ms += RETRY_AFTER_MS[0] ?? 0;
    await office.courier.round();
    expect(server.taken.map(({ to }) => to)).toEqual([[OPS], ['full@example.com']]);
    expect(office.outbox().map((raw) => readMail(raw).headers.get('to'))).toEqual(['gone@example.com']);
    expect(await mails()).toMatchObject([{ state: 'FAILED', open: [], refused: ['gone@example.com'] }]);
  });

  it('is given up after its tries and kept, and the log has codes and no address', async () => {
    await server.close();
    await told(invalid(PII));
    for (const waitMs of RETRY_AFTER_MS) {
      time.ms += waitMs;
      await office.courier.round();
    }
    expect(office.outbox().map((raw) => readMail(raw).text)).toEqual([expect.stringContaining(PII)]);
    expect(await mails()).toMatchObject([
      { state: 'FAILED', attempts: RETRY_AFTER_MS.length + 1, lastError: 'ECONNREFUSED', open: [OPS] },
    ]);
    expect(office.logged).toHaveLength(RETRY_AFTER_MS.length + 1);
    expect(office.logged[0]).toMatchObject({ fields: { code: 'ECONNREFUSED', attempts: 1, undelivered: 1 } });
    expect(JSON.stringify(office.logged)).not.toContain('example.com');
    server = await startMailServer();
  });

  it('is kept where no mail server is set, and goes out when somebody sets one and tries again', async () => {
    const silent = openOffice({ database, time, smtpUrl: null });
    await ended(invalid(PII));
    await silent.courier.round();
    expect(silent.outbox()).toHaveLength(1);
    const [kept] = await mails();
    expect(kept).toMatchObject({ state: 'KEPT', recipients: [OPS], attempts: 1 });
    await office.courier.round();
    expect(texts()).toEqual([]);
    expect(await retryDelivery(database.prisma, kept?.id ?? '', time.now())).toBe(true);
    await office.courier.round();
    expect(texts()).toHaveLength(1);
    expect(await mails()).toMatchObject([{ state: 'SENT' }]);
    expect(await retryDelivery(database.prisma, kept?.id ?? '', time.now())).toBe(false);
    await silent.courier.close();
  });
});
