/** The transport against a server of its own: what counts as sent, and what becomes of an exchange that is given up. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeaseLost } from '../../src/engine/errors.ts';
import { AnswerLost, ConnectionNotOpened } from '../../src/zoho/errors.ts';
import { type HttpAnswer, type HttpRequest, openHttp } from '../../src/zoho/transport/http.ts';

/** As many as one host gets at once. */
const SOCKETS = 32;

let server: Server;
let http: ReturnType<typeof openHttp>;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: string[];

beforeEach(async () => {
  seen = [];
  answer = (_request, response) => response.end();
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = openHttp();
});
afterEach(async () => {
  server.closeAllConnections();
  await http.close();
  await new Promise((resolve) => server.close(resolve));
});

const send = (over: Partial<HttpRequest> = {}): Promise<HttpAnswer> =>
  http.fetch({
    method: 'GET',
    origin,
    path: '/x',
    headers: {},
    body: null,
    timeoutMs: 5_000,
    signal: null,
    ...over,
  });

/** What became of it, without waiting. */
const ended = (exchange: Promise<unknown>): Promise<unknown> =>
  exchange.then(
    () => 'answered',
    (error: unknown) => error,
  );

describe('an answer', () => {
  it('is text, whole characters also where a chunk ends within one, and without a byte order mark', async () => {
    const bytes = Buffer.from('\ufeff{"name":"Müller 🔧"}');
    const cut = bytes.indexOf(Buffer.from('🔧')) + 2;
    answer = (_request, response) => {
      response.writeHead(201, { 'x-limit': '7' });
      response.write(bytes.subarray(0, cut));
      setTimeout(() => response.end(bytes.subarray(cut)), 20);
    };
    const { status, headers, text } = await send({ method: 'POST', body: '{}' });
    expect({ status, limit: headers['x-limit'], text }).toEqual({
      status: 201,
      limit: '7',
      text: '{"name":"Müller 🔧"}',
    });
  });

  it('may be empty, and is not the one that says "go on"', async () => {
    answer = (_request, response) => {
      response.writeProcessing();
      response.writeHead(204).end();
    };
    expect(await send()).toMatchObject({ status: 204, text: '' });
  });

  it('that is cut off is lost', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"half":');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await ended(send())).toBeInstanceOf(AnswerLost);
  });

  it('that does not come in time is lost, and what never left for want of a connection was not sent', async () => {
    answer = () => undefined;
    // The last two give up while all connections are taken, long before any of those is free again.
    const timeoutOf = (index: number): number => (index < SOCKETS ? 3_000 : 300);
    const exchanges = Array.from({ length: SOCKETS + 2 }, (_, index) =>
      ended(send({ method: 'POST', path: `/${index}`, body: '{}', timeoutMs: timeoutOf(index) })),
    );
    const ends = await Promise.all(exchanges);
    expect(ends.filter((end) => end instanceof AnswerLost)).toHaveLength(SOCKETS);
    expect(ends.filter((end) => end instanceof ConnectionNotOpened)).toHaveLength(2);
    // Their places are free by now: nothing that was given up is sent after all.
    answer = (_request, response) => response.end();
    await send({ path: '/later' });
    expect(seen.filter((call) => call !== 'GET /later')).toHaveLength(SOCKETS);
  });
});

describe('a stop', () => {
  it('ends a read at once, with its reason, and closes the connection', async () => {
    const closed = new Promise((resolve) => {
      answer = (request) => request.socket.once('close', resolve);
    });
    const stop = new AbortController();
    const exchange = ended(send({ signal: stop.signal }));
    await expect.poll(() => seen).toEqual(['GET /x']);
    const reason = new Error('stopped');
    stop.abort(reason);
    expect(await exchange).toBe(reason);
    await closed;
    expect(await ended(send({ signal: stop.signal }))).toBe(reason);
    expect(seen).toHaveLength(1);
  });

  it('[S7] right before the first byte ends a write that has not been sent', async () => {
    const lost = new LeaseLost();
    const beforeSend = (): void => {
      throw lost;
    };
    expect(await ended(send({ method: 'POST', body: '{}', beforeSend }))).toBe(lost);
    expect(seen).toEqual([]);
    expect(await ended(send({ method: 'POST', body: '{}', beforeSend: () => undefined }))).toBe('answered');
  });
});

it('tells a host that does not listen from an answer that was lost', async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  expect(await ended(send({ origin: `http://127.0.0.1:${port}` }))).toBeInstanceOf(ConnectionNotOpened);
});
