/** Who is told of what, and what became of it, through the API. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWebhook } from '../../src/store/webhooks.ts';
import { SEALER } from './fake-control.ts';
import { globalId, type Harness, startHarness } from './harness.ts';

const SECRET = 'sixteen characters or more';
const NOBODY = '01900000-0000-7000-8000-000000000000';

let api: Harness;
let connection: { id: string; globalId: string };
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());
beforeEach(async () => {
  connection = await api.addConnection();
});

const mutation = (name: string, subject: string): string => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) { result: ${name}(input: $input) { __typename ${subject}
    ... on UserError { code message } ... on ValidationError { issues { path message } } } }`;
};

const SET = mutation('setNotifications', '... on Connection { notifications { recipients triggers } }');
const ADD = mutation('addWebhook', '... on Webhook { id kind origin signed triggers }');
const REMOVE = mutation('removeWebhook', '... on Connection { webhooks { id } }');
const TEST = mutation(
  'testWebhook',
  '... on Delivery { id channel state attempts nextAttemptAt webhook { id } notifications { id } }',
);
const RETRY = mutation('retryDelivery', '... on Delivery { id state attempts }');

const ask = async (query: string, input: Record<string, unknown>, token?: string) => {
  const { data, errors } = await api.ask(query, { input }, token);
  expect(errors).toEqual([]);
  return data.result;
};

const hook = (more: Record<string, unknown> = {}) => ({
  connectionId: connection.globalId,
  kind: 'GENERIC',
  url: 'https://hooks.example.com/services/hush',
  secret: SECRET,
  triggers: ['SYNC_FAILED', 'SYNC_DISABLED'],
  ...more,
});

async function mailOf(state: 'SENT' | 'KEPT' | 'FAILED', subject: string): Promise<string> {
  const at = new Date('2026-03-04T05:06:07Z');
  const { id } = await api.prisma.delivery.create({
    data: {
      connectionId: connection.id,
      channel: 'MAIL',
      state,
      subject,
      createdAt: at,
      dueAt: at,
      endedAt: at,
      attempts: 2,
      recipients: ['a@example.com', 'b@example.com'],
      refused: state === 'FAILED' ? ['b@example.com'] : [],
      lastError: state === 'FAILED' ? 'SMTP_550' : null,
      notifications: {
        create: {
          connectionId: connection.id,
          trigger: 'SYNC_FAILED',
          code: 'SERVICE_UNAVAILABLE',
          message: 'Zoho is away.',
          dedupeKey: 'x',
          at,
        },
      },
    },
  });
  return id;
}

describe('who is written to', () => {
  test('is nobody at first, and of what needs a person', async () => {
    const { data } = await api.ask(
      'query ($id: ID!) { connection(id: $id) { notifications { recipients triggers } } }',
      { id: connection.globalId },
    );
    expect(data.connection.notifications).toEqual({
      recipients: [],
      triggers: ['SYNC_DISABLED', 'REAUTHORISATION_REQUIRED', 'MAPPING_INVALID'],
    });
  });

  test('can be changed, each part by itself', async () => {
    const { globalId: connectionId } = connection;
    await ask(SET, { connectionId, recipients: ['ops@example.com', 'OPS@example.com'] });
    const changed = await ask(SET, { connectionId, triggers: ['QUOTA_WAIT', 'QUOTA_WAIT'] });
    expect(changed.notifications).toEqual({ recipients: ['OPS@example.com'], triggers: ['QUOTA_WAIT'] });
  });

  test('is refused with the place of what is wrong', async () => {
    const refused = await ask(SET, { connectionId: connection.globalId, recipients: ['ops'] });
    expect(refused).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input', 'recipients', '0'], message: 'must be an e-mail address' }],
    });
  });
});

describe('a webhook', () => {
  test('is added, shown without what is secret, tried and removed', async () => {
    const added = await ask(ADD, hook());
    expect(added).toMatchObject({
      kind: 'GENERIC',
      origin: 'https://hooks.example.com',
      signed: true,
      triggers: ['SYNC_FAILED', 'SYNC_DISABLED'],
    });
    const row = await api.prisma.webhook.findFirstOrThrow({ where: { connectionId: connection.id } });
    expect(openWebhook(SEALER, row)).toEqual({ url: hook().url, secret: SECRET });
    const wakes = api.control.wakes;
    expect(await ask(TEST, { webhookId: added.id })).toMatchObject({
      channel: 'WEBHOOK',
      state: 'PENDING',
      attempts: 0,
      webhook: { id: added.id },
      notifications: [],
    });
    expect(api.control.wakes).toBe(wakes + 1);
    const { data } = await api.ask(
      'query ($id: ID!) { node(id: $id) { ... on Webhook { deliveries { totalCount nodes { state } } } } }',
      { id: added.id },
    );
    expect(data.node.deliveries).toEqual({ totalCount: 1, nodes: [{ state: 'PENDING' }] });
    expect(await ask(REMOVE, { webhookId: added.id })).toMatchObject({ webhooks: [] });
    expect(await api.prisma.delivery.count({ where: { connectionId: connection.id } })).toBe(0);
  });

  test.each([
    [{ url: 'https://10.0.0.1/' }, ['input', 'url']],
    [{ url: 'http://hooks.example.com/' }, ['input', 'url']],
    [{ secret: 'short' }, ['input', 'secret']],
    [{ secret: null }, ['input', 'secret']],
    [{ kind: 'SLACK' }, ['input', 'secret']],
    [{ triggers: [] }, ['input', 'triggers']],
  ])('is refused with %j, and nothing of it is repeated', async (wrong, path) => {
    const refused = await ask(ADD, hook(wrong));
    expect(refused).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path }] });
    expect(JSON.stringify(refused)).not.toContain('hush');
  });

  test('is the eleventh of its connection no more', async () => {
    for (let count = 1; count <= 10; count += 1) expect((await ask(ADD, hook())).id).toBeDefined();
    expect(await ask(ADD, hook())).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  test('is for administrators to add and remove, and for operators to try', async () => {
    const added = await ask(ADD, hook());
    const [operator, viewer] = [api.token('OPERATOR'), api.token('VIEWER')];
    expect(await ask(ADD, hook(), operator)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(REMOVE, { webhookId: added.id }, operator)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(TEST, { webhookId: added.id }, viewer)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(TEST, { webhookId: added.id }, operator)).state).toBe('PENDING');
  });

  test('of another connection is not there', async () => {
    const added = await ask(ADD, hook());
    const other = await api.addConnection();
    const tied = api.token('ADMIN', [other.id]);
    expect(await ask(ADD, hook(), tied)).toMatchObject({ code: 'NOT_FOUND' });
    for (const query of [REMOVE, TEST]) {
      expect(await ask(query, { webhookId: added.id }, tied)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ask(query, { webhookId: globalId('Webhook', NOBODY) })).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    const { data } = await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id: added.id }, tied);
    expect(data.node).toBeNull();
  });
});

describe('mails', () => {
  const MAILS = `query ($id: ID!, $state: [DeliveryState!]) { connection(id: $id) { mails(state: $state) {
    totalCount nodes { state subject recipients undelivered attempts lastError endedAt nextAttemptAt
      notifications { trigger reason { code message } run { id } } } } } }`;

  test('are listed with what became of them', async () => {
    await mailOf('SENT', 'One');
    await mailOf('FAILED', 'Two');
    const { data } = await api.ask(MAILS, { id: connection.globalId, state: ['FAILED'] });
    expect(data.connection.mails).toEqual({
      totalCount: 1,
      nodes: [
        {
          state: 'FAILED',
          subject: 'Two',
          recipients: ['a@example.com', 'b@example.com'],
          undelivered: ['b@example.com'],
          attempts: 2,
          lastError: 'SMTP_550',
          endedAt: '2026-03-04T05:06:07.000Z',
          nextAttemptAt: null,
          notifications: [
            {
              trigger: 'SYNC_FAILED',
              reason: { code: 'SERVICE_UNAVAILABLE', message: 'Zoho is away.' },
              run: null,
            },
          ],
        },
      ],
    });
    expect((await api.ask(MAILS, { id: connection.globalId })).data.connection.mails.totalCount).toBe(2);
  });

  test('that were given up can be tried again, by those who may', async () => {
    const deliveryId = globalId('Delivery', await mailOf('FAILED', 'Two'));
    const other = await api.addConnection();
    expect(await ask(RETRY, { deliveryId }, api.token('VIEWER'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(RETRY, { deliveryId }, api.token('OPERATOR', [other.id]))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await ask(RETRY, { deliveryId }, api.token('OPERATOR'))).toMatchObject({
      id: deliveryId,
      state: 'PENDING',
      attempts: 0,
    });
    const arrived = globalId('Delivery', await mailOf('SENT', 'Three'));
    expect(await ask(RETRY, { deliveryId: arrived })).toMatchObject({
      __typename: 'ConflictError',
      code: 'DELIVERY_NOT_FAILED',
    });
  });
});
