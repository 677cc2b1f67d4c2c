import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  AuthorisationLost,
  QuotaExhausted,
  RecordGone,
  RecordRefused,
  ServiceUnavailable,
  WriteInDoubt,
} from '../../src/engine/errors.ts';
import { openZohoSession, type SessionOptions } from '../../src/zoho/session.ts';
import { openScriptedServer, type Scripted, type ScriptedServer } from './scripted-server.ts';
import { ITEM_FIELDS, never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await openScriptedServer();
});
afterEach(() => server.close());

const ROW = {
  item_id: '460000000000101002',
  name: 'Valve',
  status: 'active',
  rate: 1.005,
  created_time: '2026-06-09T09:45:44-0400',
  last_modified_time: '2026-06-09T09:45:44-0400',
};
const CREATED: Scripted = { status: 201, json: { code: 0, message: 'added', item: ROW } };
const ONE_ITEM = {
  status: 200,
  json: { code: 0, items: [ROW], page_context: { page: 1, per_page: 200, has_more_page: false } },
} satisfies Scripted;

/** Answers with `first`, one after the other, then with `last` for good. */
function script(first: readonly Scripted[], last: Scripted): void {
  server.answer = (_asked, n) => first[n] ?? last;
}

function open(changes: Partial<SessionOptions> = {}) {
  const options = sessionOptions(server.url, changes);
  const session = openZohoSession(options);
  return { options, session, items: session.module('BOOKS', 'items', ITEM_FIELDS.BOOKS) };
}

const UNSURE: readonly (readonly [string, Scripted])[] = [
  ['a dropped connection', 'drop'],
  ['a body cut off', 'truncate'],
  ['an HTML page', { status: 200, text: '<html></html>' }],
  ['HTTP 500', { status: 500, json: { code: 1000, message: 'Internal error' } }],
  ['HTTP 503 without JSON', { status: 503, text: 'unavailable' }],
  ['an answer of another shape', { status: 200, json: { code: 0, surprise: true } }],
];

describe('faults', () => {
  test.each(UNSURE)('a read goes on after %s', async (_name, fault) => {
    script([fault, fault], ONE_ITEM);
    const { items, session } = open();
    expect(await items.count(1, never)).toBe(1);
    expect(server.asked).toHaveLength(3);
    expect(session.calls()).toEqual({ booksReads: 3, booksWrites: 0, fsmReads: 0, fsmWrites: 0 });
    await session.close();
  });

  test.each(UNSURE)('a create is in doubt after %s and is not sent again', async (_name, fault) => {
    script([fault], CREATED);
    const { items, session } = open();
    await expect(items.create({ name: 'Valve' }, 'f1', never)).rejects.toBeInstanceOf(WriteInDoubt);
    expect(server.asked).toHaveLength(1);
    await session.close();
  });

  test.each(UNSURE)('a keyed create is repeated after %s', async (_name, fault) => {
    script([fault], CREATED);
    const capabilities = {
      fsmSortBy: null,
      booksModifiedFilter: null,
      uniqueFieldItems: 'cf_fieldledger_id',
      uniqueFieldContacts: null,
      processSync: null,
      hidesPii: false,
      probedAtMs: 0,
    };
    const { items, session } = open({ capabilities });
    expect(items.createIsKeyed).toBe(true);
    expect(await items.create({ name: 'Valve' }, 'f1', never)).toMatchObject({ id: ROW.item_id });
    const [first, second] = server.asked;
    expect(second).toMatchObject({ method: 'PUT', path: '/books/v3/items', body: first?.body });
    expect(first?.headers).toMatchObject({
      'x-unique-identifier-key': 'cf_fieldledger_id',
      'x-unique-identifier-value': 'f1',
      'x-upsert': 'true',
    });
    expect(first?.body).toBe(
      '{"name":"Valve","custom_fields":[{"api_name":"cf_fieldledger_id","value":"f1"}]}',
    );
    await session.close();
  });

  test('an update is repeated with the same values', async () => {
    script(['drop'], { status: 200, json: { code: 0, item: ROW } });
    const { items, session } = open();
    await items.update(ROW.item_id, { rate: '1.005' }, never);
    expect(server.asked.map((asked) => asked.body)).toEqual(['{"rate":1.005}', '{"rate":1.005}']);
    await session.close();
  });

  test('faults that last make the service unavailable, after a bounded number of tries', async () => {
    script([], { status: 500, json: { code: 1000 } });
    const { items, session } = open();
    await expect(items.count(1, never)).rejects.toBeInstanceOf(ServiceUnavailable);
    expect(server.asked).toHaveLength(10);
    await session.close();
  });

  test('a page that never parses never looks complete', async () => {
    script([], { status: 200, text: '{"code":0,"items":[' });
    const { items, session } = open();
    await expect(items.list(null, never).next()).rejects.toBeInstanceOf(ServiceUnavailable);
    await session.close();
  });

  test('a refused connection is no doubt: nothing was sent', async () => {
    const { items, session } = open();
    await server.close();
    await expect(items.create({ name: 'Valve' }, 'f1', never)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await session.close();
  });

  test('"too many" is no doubt: the create is sent again after the pause', async () => {
    script(
      [
        { status: 429, json: { code: 44 } },
        { status: 429, json: { code: 1070 } },
      ],
      CREATED,
    );
    const { items, session, options } = open();
    expect(await items.create({ name: 'Valve' }, 'f1', never)).toMatchObject({ id: ROW.item_id });
    expect(server.asked).toHaveLength(3);
    expect(options.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(1_500);
    await session.close();
  });

  test('the end of the day is told with the time of the next', async () => {
    const headers = {
      'x-rate-limit-limit': '1000',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': '7200',
    };
    script([], { status: 429, json: { code: 45 }, headers });
    const limits = { limits: async () => ({ perMinute: 100, perDay: 1_000, concurrent: 5 }) };
    const { items, session, options } = open({ limits });
    const error = await items.count(1, never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QuotaExhausted);
    expect(error).toMatchObject({ resumeAtMs: options.clock.nowMs() + 7_200_000 });
    await expect(items.count(1, never)).rejects.toBeInstanceOf(QuotaExhausted);
    expect(server.asked).toHaveLength(1);
    await session.close();
  });

  test('a pause that is said in the answer is kept, and a very long one is the end of the day', async () => {
    script([{ status: 429, json: { code: 44 }, headers: { 'retry-after': '17' } }], ONE_ITEM);
    const { items, session, options } = open();
    expect(await items.count(1, never)).toBe(1);
    expect(options.clock.slept).toContain(17_000);
    script([], { status: 429, json: { code: 44 }, headers: { 'retry-after': '7200' } });
    await expect(items.count(1, never)).rejects.toMatchObject({
      resumeAtMs: options.clock.nowMs() + 7_200_000,
    });
    await session.close();
  });

  test('a list whose address is unknown never reads as a record that is gone', async () => {
    script([], { status: 404, json: { code: 1002, message: 'gone' } });
    const { items, session } = open();
    await expect(items.count(1, never)).rejects.toBeInstanceOf(ServiceUnavailable);
    await expect(items.list(null, never).next()).rejects.toBeInstanceOf(ServiceUnavailable);
    await session.close();
  });

  test('a 4xx refusal fails the record alone, with its field and without its value', async () => {
    script([], { status: 400, json: { code: 2, message: 'Invalid value passed for rate' } });
    const { items, session } = open();
    const error = await items
      .create({ name: 'Secret valve' }, 'f1', never)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RecordRefused);
    expect(error).toMatchObject({ code: 'INVALID_VALUE', field: 'rate' });
    expect(String(error)).not.toContain('Secret');
    await session.close();
  });

  test('a record that is gone: null on reading, RecordGone on writing', async () => {
    script([], { status: 404, json: { code: 1002, message: 'Item does not exist.' } });
    const { items, session } = open();
    expect(await items.get('1', never)).toBeNull();
    await expect(items.update('1', { name: 'x' }, never)).rejects.toBeInstanceOf(RecordGone);
    await expect(items.deactivate('1', never)).rejects.toBeInstanceOf(RecordGone);
    await session.close();
  });

  test('a missing scope in FSM ends the run with that reason', async () => {
    script([], { status: 401, json: { code: 'OAUTH_SCOPE_MISMATCH', status: 'error' } });
    const { session } = open();
    const parts = session.module('FSM', 'Service_And_Parts', ITEM_FIELDS.FSM);
    const error = await parts.count(1, never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AuthorisationLost);
    expect(String(error)).toContain('scope');
    expect(server.asked).toHaveLength(1);
    await session.close();
  });

  test('a stopped run sends nothing more', async () => {
    script([], ONE_ITEM);
    const { items, session } = open();
    const stop = new AbortController();
    stop.abort(new Error('lease lost'));
    await expect(items.create({ name: 'Valve' }, 'f1', stop.signal)).rejects.toThrow('lease lost');
    expect(server.asked).toHaveLength(0);
    await session.close();
  });

  test('no value and no token reaches the log', async () => {
    script(['drop', { status: 429, json: { code: 44 } }], ONE_ITEM);
    const { items, session, options } = open();
    await items.findByIdentity('name', 'Secret valve', never);
    expect(options.log.lines.length).toBeGreaterThan(0);
    expect(options.log.lines.join()).not.toMatch(/Secret|good|1000\./);
    await session.close();
  });

  test('every call carries the token, and the organisation beside it', async () => {
    script([], ONE_ITEM);
    const { items, session } = open();
    await items.count(1, never);
    expect(server.asked[0]?.headers.authorization).toBe('Zoho-oauthtoken good');
    expect(server.asked[0]?.query.get('organization_id')).toBe('10229182');
    await session.close();
  });

  test("the service's clock is read from its answers", async () => {
    const { items, session, options } = open();
    const date = new Date(options.clock.nowMs() + 3_600_000).toUTCString();
    script([], { ...ONE_ITEM, headers: { date } });
    await items.count(1, never);
    expect(Math.abs(session.clockOffsetMs('BOOKS') - 3_600_000)).toBeLessThanOrEqual(1_000);
    expect(session.clockOffsetMs('FSM')).toBe(0);
    await session.close();
  });
});
