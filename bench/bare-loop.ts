/** The same calls as a sync made them, with the same concurrency, by a loop that keeps nothing: the floor of the first benchmark. */
import { Agent, request } from 'undici';
import type { BenchOrganization, CallCount } from './sandbox-process.ts';

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body: string | null;
}

type Send = (call: Call) => Promise<void>;

async function accessToken(url: string, organization: BenchOrganization): Promise<string> {
  const response = await fetch(`${url}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      refresh_token: organization.refreshToken,
      client_id: organization.clientId,
      client_secret: organization.clientSecret,
      grant_type: 'refresh_token',
    }),
  });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null || !('access_token' in answer))
    throw new Error('no token');
  return String(answer.access_token);
}

/** `fetch`: what one writes without thinking about it; `undici`: the leanest client there is for Node. */
export type BareClient = 'fetch' | 'undici';

function fetchSender(url: string, token: string): Sender {
  const send: Send = async ({ method, path, body }) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
      ...(body === null ? {} : { body }),
    });
    const text = await answer.text();
    if (text !== '') JSON.parse(text);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  };
  return { send, close: async () => undefined };
}

interface Sender {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

function undiciSender(url: string, token: string): Sender {
  const agent = new Agent({ connections: 64, pipelining: 1 });
  const send: Send = async ({ method, path, body }) => {
    const answer = await request(`${url}${path}`, {
      dispatcher: agent,
      method,
      headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
      ...(body === null ? {} : { body }),
    });
    const text = await answer.body.text();
    // A loop that would not even read the answers would be no client.
    if (text !== '') JSON.parse(text);
    if (answer.statusCode >= 400) throw new Error(`${method} ${path} answered ${answer.statusCode}`);
  };
  return { send, close: () => agent.close() };
}

async function inParallel(calls: readonly Call[], concurrency: number, send: Send): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let call = calls[next++]; call !== undefined; call = calls[next++]) await send(call);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

const counted = (calls: readonly CallCount[], method: string, route: RegExp): number =>
  calls
    .filter((call) => call.method === method && route.test(call.route))
    .reduce((sum, call) => sum + call.count, 0);

/** Ids to read and write, taken from the services' first pages: which records they are makes no difference. */
async function someIds(
  url: string,
  token: string,
  path: string,
  key: 'items' | 'data',
  id: string,
): Promise<string[]> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Zoho-oauthtoken ${token}` } });
  const answer = (await response.json()) as Record<string, Record<string, string>[]>;
  return (answer[key] ?? []).map((row) => String(row[id]));
}

/** Milliseconds for the calls of `calls` against a world like the one they were made in. */
export async function bareLoop(
  url: string,
  organization: BenchOrganization,
  calls: readonly CallCount[],
  concurrency: number,
  client: BareClient,
): Promise<number> {
  const token = await accessToken(url, organization);
  const books = `organization_id=${organization.booksOrganizationId}`;
  const itemIds = await someIds(url, token, `/books/v3/items?${books}&per_page=200`, 'items', 'item_id');
  const fsmIds = await someIds(url, token, '/fsm/v1/Service_And_Parts?per_page=200', 'data', 'id');
  const { send, close } = client === 'fetch' ? fetchSender(url, token) : undiciSender(url, token);
  const repeat = (times: number, make: (index: number) => Call): Call[] =>
    Array.from({ length: times }, (_, i) => make(i));
  const get = (path: string): Call => ({ method: 'GET', path, body: null });
  const fsmBody = (index: number) =>
    JSON.stringify({
      data: [
        {
          Name: `Bare ${index}`,
          Type: 'Service',
          Unit_Price: 12.5,
          Unit: 'Hours',
          Description: 'Includes travel within 30 miles and a written report.',
        },
      ],
    });
  const booksBody = (index: number) =>
    JSON.stringify({
      name: `Bare ${index}`,
      rate: 12.5,
      product_type: 'service',
      unit: 'hrs',
      description: 'Includes travel within 30 miles and a written report.',
    });
  const lists = [
    repeat(counted(calls, 'GET', /\/items$/), (i) =>
      get(`/books/v3/items?${books}&filter_by=Status.All&per_page=200&page=${1 + (i % 25)}`),
    ),
    repeat(counted(calls, 'GET', /Service_And_Parts$/), (i) =>
      get(`/fsm/v1/Service_And_Parts?per_page=200&page=${1 + (i % 25)}`),
    ),
  ];
  const toBooks = [
    ...repeat(counted(calls, 'POST', /\/items$/), (i) => ({
      method: 'POST' as const,
      path: `/books/v3/items?${books}`,
      body: booksBody(i),
    })),
    ...repeat(counted(calls, 'PUT', /\/items/), (i) => ({
      method: 'PUT' as const,
      path: `/books/v3/items/${itemIds[i % itemIds.length]}?${books}`,
      body: JSON.stringify({ rate: i }),
    })),
  ];
  const toFsm = [
    ...repeat(counted(calls, 'GET', /itemdetails$/), () =>
      get(`/books/v3/itemdetails?${books}&item_ids=${itemIds.slice(0, 100).join(',')}`),
    ),
    ...repeat(counted(calls, 'GET', /Service_And_Parts\/\{id\}$/), (i) =>
      get(`/fsm/v1/Service_And_Parts/${fsmIds[i % fsmIds.length]}`),
    ),
    ...repeat(counted(calls, 'POST', /Service_And_Parts$/), (i) => ({
      method: 'POST' as const,
      path: '/fsm/v1/Service_And_Parts',
      body: fsmBody(i),
    })),
    ...repeat(counted(calls, 'PUT', /Service_And_Parts/), (i) => ({
      method: 'PUT' as const,
      path: `/fsm/v1/Service_And_Parts/${fsmIds[i % fsmIds.length]}`,
      body: JSON.stringify({ data: [{ Unit_Price: i }] }),
    })),
  ];
  const started = performance.now();
  await Promise.all(lists.map((list) => inParallel(list, 1, send)));
  await Promise.all([inParallel(toBooks, concurrency, send), inParallel(toFsm, concurrency, send)]);
  const took = performance.now() - started;
  await close();
  return took;
}
