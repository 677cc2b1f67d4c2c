/** Calls of webhooks: what is sent, how it is signed, and what happens when it does not arrive. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RETRY_AFTER_MS } from '../../../src/server/notifications/backoff.ts';
import type { Database } from '../../../src/store/database.ts';
import { createSealer } from '../../../src/store/sealing.ts';
import { sealWebhook } from '../../../src/store/webhooks.ts';
import { openSharedTestDatabase } from '../../support/database.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { addConnection, endedRun, type Office, openOffice, SEALER, Time } from './desk.ts';

const SECRET = 'a secret of sixteen or more';
const OUTAGE = { code: 'SERVICE_UNAVAILABLE', message: 'Zoho <Books> cannot be reached & waits.' };

let shared: Awaited<ReturnType<typeof openSharedTestDatabase>>;
let database: Database;
let receiver: Receiver;
let connectionId: string;
let time: Time;
let office: Office;

beforeAll(async () => {
  shared = await openSharedTestDatabase();
  database = shared.database;
});
afterAll(() => shared.end());

beforeEach(async () => {
  receiver = await startReceiver();
  time = new Time();
  office = openOffice({ database, time, smtpUrl: null });
  connectionId = await addConnection(database, { mailRecipients: [] });
});
afterEach(async () => {
  await office.courier.close();
  await receiver.close();
});

async function addWebhook(
  url = `${receiver.url}/hook?key=1`,
  data: { kind?: 'SLACK' | 'GENERIC'; secret?: string | null; sealer?: typeof SEALER } = {},
): Promise<string> {
  const { kind = 'GENERIC', secret = SECRET, sealer = SEALER } = data;
  const id = randomUUID();
  await database.prisma.webhook.create({
    data: {
      id,
      connectionId,
      kind,
      origin: new URL(url).origin,
      triggers: ['SYNC_FAILED'],
      ...sealWebhook(sealer, id, { url, secret }),
    },
  });
  return id;
}

const fail = async (error = OUTAGE): Promise<string> => {
  const runId = await endedRun(database, time, connectionId, error);
  await office.courier.round();
  return runId;
};
const calls = () => database.prisma.delivery.findMany({ where: { connectionId } });
const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64');

describe('a webhook', () => {
  it('gets an event, signed with its secret', async () => {
    await addWebhook();
    const runId = await fail();
    const [call, ...more] = receiver.taken;
    expect(more).toEqual([]);
    expect(call?.path).toBe('/hook?key=1');
    expect(call?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(call?.body ?? '')).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'SYNC_FAILED',
      at: time.now().toISOString(),
      connection: { id: globalId('Connection', connectionId), name: 'Garden care' },
      run: { id: globalId('SyncRun', runId) },
      reason: OUTAGE,
    });
    const [, seconds, hash] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['x-fieldledger-signature'])) ?? [];
    expect(Number(seconds)).toBe(time.ms / 1_000);
    expect(createHmac('sha256', SECRET).update(`${seconds}.${call?.body}`).digest('hex')).toBe(hash);
    expect(await calls()).toMatchObject([{ state: 'SENT', attempts: 1, lastStatus: 204, lastError: null }]);
  });

  it('of the Slack kind gets a message whose words are not markup', async () => {
    await addWebhook(undefined, { kind: 'SLACK', secret: null });
    await fail();
    const message = JSON.parse(receiver.taken[0]?.body ?? '');
    expect(message.text).toBe('Garden care: a sync has failed');
    expect(message.blocks[1].text).toEqual({
      type: 'mrkdwn',
      text: 'Zoho &lt;Books&gt; cannot be reached &amp; waits.',
    });
    expect(receiver.taken[0]?.headers['x-fieldledger-signature']).toBeUndefined();
  });

  it('is called about what it wants, each on its own, and about nothing else', async () => {
    await addWebhook();
    await addWebhook(`${receiver.url}/other`);
    await fail({ code: 'MAPPING_INVALID', message: 'items.unit is gone.' });
    expect(receiver.taken).toEqual([]);
    await fail();
    expect(receiver.taken.map(({ path }) => path).sort()).toEqual(['/hook?key=1', '/other']);
  });

  it.each([500, 503, 429, 408])(
    'that answers %d is called again with the same event, after a while',
    async (status) => {
      await addWebhook();
      receiver.answers.push({ status });
      await fail();
      expect(await calls()).toMatchObject([
        { state: 'PENDING', lastStatus: status, lastError: `HTTP_${status}` },
      ]);
      await office.courier.round();
      expect(receiver.taken).toHaveLength(1);
      time.ms += RETRY_AFTER_MS[0] ?? 0;
      await office.courier.round();
      const [first, second] = receiver.taken;
      expect(second?.body).toBe(first?.body);
      expect(second?.headers['x-fieldledger-delivery']).toBe(first?.headers['x-fieldledger-delivery']);
      expect(second?.headers['x-fieldledger-signature']).not.toBe(first?.headers['x-fieldledger-signature']);
      expect(await calls()).toMatchObject([{ state: 'SENT', attempts: 2, lastStatus: 204 }]);
    },
  );

  it('that asks for time gets it', async () => {
    await addWebhook();
    receiver.answers.push({ status: 429, headers: { 'retry-after': '600' } });
    await fail();
    expect(await calls()).toMatchObject([{ dueAt: new Date(time.ms + 600_000) }]);
  });

  it.each([400, 404, 410])('that answers %d is not called again', async (status) => {
    await addWebhook();
    receiver.answers.push({ status });
    await fail();
    expect(await calls()).toMatchObject([{ state: 'FAILED', attempts: 1, lastStatus: status }]);
  });

  it('that points elsewhere is not followed', async () => {
    const elsewhere = await startReceiver();
    await addWebhook();
    receiver.answers.push({ status: 307, headers: { location: elsewhere.url } });
    await fail();
    expect(elsewhere.taken).toEqual([]);
    expect(await calls()).toMatchObject([{ state: 'FAILED', lastStatus: 307 }]);
    await elsewhere.close();
  });

  it('that cannot be reached is called so often and no more', async () => {
    await addWebhook();
    await receiver.close();
    await fail();
    for (const waitMs of RETRY_AFTER_MS) {
      expect(await calls()).toMatchObject([
        { state: 'PENDING', lastError: 'ECONNREFUSED', lastStatus: null },
      ]);
      time.ms += waitMs;
      await office.courier.round();
    }
    expect(await calls()).toMatchObject([{ state: 'FAILED', attempts: RETRY_AFTER_MS.length + 1 }]);
    receiver = await startReceiver();
  });

  it('inside a network is refused also when it was stored, and not tried again', async () => {
    await addWebhook('https://10.0.0.1/hook');
    await fail();
    expect(await calls()).toMatchObject([{ state: 'FAILED', attempts: 1, lastError: 'HOST_REFUSED' }]);
  });

  it('whose secrets another key sealed fails with that, and not the others with it', async () => {
    await addWebhook(undefined, { sealer: createSealer(new Uint8Array(32).fill(9)) });
    await addWebhook();
    await fail();
    expect(receiver.taken).toHaveLength(1);
    expect((await calls()).map(({ lastError }) => lastError).sort()).toEqual(['UNSEAL_FAILED', null]);
  });

  it('that was removed meanwhile takes its calls with it', async () => {
    const id = await addWebhook();
    receiver.answers.push({ status: 500 });
    await fail();
    await database.prisma.webhook.delete({ where: { id } });
    expect(await calls()).toEqual([]);
  });

  it('neither address nor secret of which is stored or logged in clear', async () => {
    await addWebhook(`${receiver.url}/services/T0/hush`);
    receiver.answers.push({ status: 500 });
    await fail();
    const rows = await database.prisma.webhook.findMany({ where: { connectionId } });
    const texts = [
      ...rows
        .flatMap((row) => [row.url, row.secret ?? new Uint8Array()])
        .map((bytes) => Buffer.from(bytes).toString('latin1')),
      JSON.stringify(office.logged),
    ];
    for (const text of texts) expect(text).not.toMatch(/hush|a secret of/);
  });
});
