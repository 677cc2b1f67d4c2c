/** Calls of the services that name records: what they must know, and what becomes of them. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogDocument, SetInboundHooksDocument } from '../gql/graphql.ts';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';

const HOUR_MS = 3_600_000;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

async function hooks(connection: Connected, enabled = true) {
  const { setInboundHooks: set } = await bench.api.run(SetInboundHooksDocument, {
    input: { connectionId: connection.id, enabled },
  });
  if (set.__typename !== 'InboundHooks') throw new Error(`no hooks: ${JSON.stringify(set)}`);
  return set;
}

interface Call {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

async function call(path: string, { body, headers = {}, method = 'POST' }: Call) {
  const init = { method, headers: { 'content-type': 'application/json', ...headers } };
  const answer = await fetch(bench.api.url + path, method === 'GET' ? init : { ...init, body });
  return { status: answer.status, text: await answer.text() };
}

const secretOf = (secret: string | null) => ({ 'x-fieldledger-secret': secret ?? '' });
const sign = (secret: string | null, body: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret ?? '')
    .update(body)
    .digest(encoding);

/** The runs after the first sync, once there are so many and all have ended. */
async function runsAfterFirst(connection: Connected, count: number) {
  const state = await connection.until(({ activeRun }) => activeRun === null, 'no run under way');
  await expect
    .poll(async () => (await connection.special.state()).runs.nodes.length, {
      timeout: 40_000,
      interval: 200,
    })
    .toBe(count + 1);
  await connection.until(({ activeRun }) => activeRun === null, `the end of the run after ${state.status}`);
  return (await connection.special.state()).runs.nodes.slice(0, count);
}

describe('inbound hooks', () => {
  it('are off at first, and answer nothing but a status', async () => {
    const zoho = await bench.organization({ services: 1 });
    const { connection } = await bench.synced(zoho);
    const path = `/hooks/${encodeURIComponent(connection.id)}/books`;
    const body = JSON.stringify({ contact_id: '1' });
    expect(await call(path, { body })).toEqual({ status: 404, text: '' });
    const { secret, booksPath, fsmPath } = await hooks(connection);
    expect(booksPath).toBe(path);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await call(path, { body })).toEqual({ status: 401, text: '' });
    expect(await call(path, { body, headers: secretOf(`${secret}x`) })).toEqual({ status: 401, text: '' });
    expect(await call(path, { body, headers: secretOf(secret) })).toEqual({ status: 202, text: '' });
    expect((await call(path, { body, method: 'GET', headers: secretOf(secret) })).status).toBe(405);
    for (const encoding of ['hex', 'base64'] as const) {
      const headers = { 'x-zoho-webhook-signature': sign(secret, body, encoding) };
      expect((await call(path, { body, headers })).status).toBe(202);
      expect((await call(path, { body: `${body} `, headers })).status).toBe(401);
      // FSM signs nothing.
      expect((await call(fsmPath, { body, headers })).status).toBe(401);
    }
    const long = ' '.repeat(256 * 1024 + 1);
    expect((await call(path, { body: long, headers: secretOf(secret) })).status).toBe(413);
    expect((await call('/hooks/nobody/books', { body })).status).toBe(404);
    expect((await call(`${path}/more`, { body })).status).toBe(404);
    const { secret: next } = await hooks(connection);
    expect((await call(path, { body, headers: secretOf(secret) })).status).toBe(401);
    expect((await hooks(connection, false)).secret).toBeNull();
    expect((await call(path, { body, headers: secretOf(next) })).status).toBe(404);
    expect(await bench.dump(['InboundHook', 'Hint'])).toEqual({ InboundHook: [], Hint: [] });
    const { auditLog } = await bench.api.run(AuditLogDocument, { first: 5, connectionId: connection.id });
    expect(auditLog.nodes.map(({ action, reason }) => `${action}: ${reason}`)).toEqual([
      'setInboundHooks: turned off',
      'setInboundHooks: turned on, with a new secret',
      'setInboundHooks: turned on, with a new secret',
    ]);
  });

  it('make one run of a burst, of the named records alone, and keep nothing of the body', async () => {
    bench.clock.set(Date.now() - 30 * 24 * HOUR_MS);
    const zoho = await bench.organization({ services: 3, items: 3 });
    const { connection } = await bench.synced(zoho);
    const { secret, booksPath, fsmPath } = await hooks(connection);
    await zoho.advance(600_000);
    const [one, two, three] = await connection.links();
    await zoho.editItem(one?.books?.id ?? '', { rate: 31 });
    await zoho.editPart(two?.fsm?.id ?? '', { Unit_Price: 32 });
    await zoho.editItem(three?.books?.id ?? '', { rate: 33 });
    const { nextSyncAt, manualSyncsLeftToday } = await connection.state();
    const headers = secretOf(secret);
    const item = JSON.stringify({ item: { item_id: one?.books?.id, name: 'Secretive Sprocket' } });
    const part = JSON.stringify({
      module: 'Service_And_Parts',
      id: two?.fsm?.id,
      Name: 'Secretive Sprocket',
    });
    for (let times = 0; times < 5; times += 1) {
      expect((await call(booksPath, { body: item, headers })).status).toBe(202);
      expect((await call(fsmPath, { body: part, headers })).status).toBe(202);
    }
    const form = `JSONString=${encodeURIComponent(item)}`;
    const asForm = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call(booksPath, { body: form, headers: asForm })).status).toBe(202);
    for (const body of ['', 'nonsense', '[]', '{"item_id":"x"}', '{"module":"Users","id":"1"}']) {
      expect((await call(booksPath, { body, headers })).status).toBe(202);
      expect((await call(fsmPath, { body, headers })).status).toBe(202);
    }
    const { Hint: kept } = await bench.dump(['Hint']);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain('Sprocket');
    expect((await connection.special.state()).runs.nodes).toHaveLength(1);
    bench.clock.advance(6_000);
    const [run] = await runsAfterFirst(connection, 1);
    expect(run?.mode).toBe('SELECTED');
    expect(await zoho.part(one?.fsm?.id ?? '')).toMatchObject({ Unit_Price: 31 });
    expect(await zoho.item(two?.books?.id ?? '')).toMatchObject({ rate: 32 });
    expect(await zoho.part(three?.fsm?.id ?? '')).not.toMatchObject({ Unit_Price: 33 });
    expect(await bench.dump(['Hint'])).toEqual({ Hint: [] });
    expect(await connection.state()).toMatchObject({ nextSyncAt, manualSyncsLeftToday });
  });

  it('wait while another run is under way, and survive the end of the process', async () => {
    bench.clock.set(Date.now() - 30 * 24 * HOUR_MS);
    const zoho = await bench.organization({ services: 2, items: 2 });
    const { connection } = await bench.synced(zoho);
    const { secret, booksPath } = await hooks(connection);
    await zoho.fault({ product: 'books', method: 'GET', effect: { kind: 'delay', ms: 300 } });
    const runId = await connection.beginSync();
    const late = await zoho.addItem({ name: 'Made while a sync ran' });
    const body = JSON.stringify({ item_id: late });
    expect((await call(booksPath, { body, headers: secretOf(secret) })).status).toBe(202);
    bench.clock.advance(6_000);
    await zoho.clearFaults();
    await connection.ended(runId);
    const [run] = await runsAfterFirst(connection, 2);
    expect(run?.mode).toBe('SELECTED');
    expect((await connection.link({ booksId: late }))?.fsm).not.toBeNull();
    // What is kept is in the database alone: it is there for whoever starts next.
    expect((await call(booksPath, { body, headers: secretOf(secret) })).status).toBe(202);
    expect((await bench.dump(['Hint'])).Hint).toHaveLength(1);
  });
});
