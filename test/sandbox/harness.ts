/** A sandbox with one organisation and a caller that speaks for it. */
import { readFileSync } from 'node:fs';
import { type ResetBody, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

export interface Reply {
  status: number;
  headers: Headers;
  /** Parsed JSON; null for an empty body, the text itself when it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, whose expectations are the check
  body: any;
}

export type Organization = Sandbox['organizations'][number];

export async function reply(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, init);
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    body = text;
  }
  return { status: response.status, headers: response.headers, body };
}

export class Harness {
  readonly sandbox: Sandbox;
  organization: Organization;
  token = '';

  private constructor(sandbox: Sandbox, organization: Organization) {
    this.sandbox = sandbox;
    this.organization = organization;
  }

  static async start(
    plan: NonNullable<ResetBody['organizations']>[number] = {},
    more: ResetBody = {},
  ): Promise<Harness> {
    const sandbox = await startSandbox({ seed: { ...more, organizations: [plan] } });
    const [organization] = sandbox.organizations;
    if (organization === undefined) throw new Error('the reset made no organisation');
    const harness = new Harness(sandbox, organization);
    await harness.authorize();
    return harness;
  }

  /** Starts anew in the same server. */
  async reset(body: ResetBody): Promise<void> {
    const [organization] = this.sandbox.reset(body).organizations;
    if (organization === undefined) throw new Error('the reset made no organisation');
    this.organization = organization;
    await this.authorize();
  }

  async authorize(): Promise<Reply> {
    const { clientId, clientSecret, refreshToken } = this.organization;
    const answer = await this.tokenCall({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    if (typeof answer.body?.access_token === 'string') this.token = answer.body.access_token;
    return answer;
  }

  tokenCall(parameters: Record<string, string>): Promise<Reply> {
    return reply(`${this.sandbox.url}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
  }

  control(method: string, path: string, body?: unknown): Promise<Reply> {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    return reply(`${this.sandbox.url}/sandbox${path}`, { method, ...init });
  }

  /** Changes the organisation. */
  patch(change: unknown, path = ''): Promise<Reply> {
    return this.control('PATCH', `/organizations/${this.organization.booksOrganizationId}${path}`, change);
  }

  /** A call to Books with its `organization_id`; `path` is relative to `/books/v3`. */
  books(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const mark = path.includes('?') ? '&' : '?';
    const id = this.organization.booksOrganizationId;
    return this.call(method, `/books/v3${path}${mark}organization_id=${id}`, body, headers);
  }

  fsm(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.call(method, `/fsm/v1${path}`, body);
  }

  call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return reply(this.sandbox.url + path, {
      method,
      headers: {
        authorization: `Zoho-oauthtoken ${this.token}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...init,
    });
  }

  async bookItem(values: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const answer = await this.books('POST', '/items', { name: 'Ball valve', rate: 12.5, ...values });
    if (answer.status !== 201) throw new Error(`create answered ${answer.status} ${answer.body?.code}`);
    return answer.body.item;
  }

  /** The created contact as its answer shows it. */
  async bookContact(values: Record<string, unknown> = {}): Promise<Reply['body']> {
    const answer = await this.books('POST', '/contacts', { contact_name: 'Bowman and Co', ...values });
    if (answer.status !== 201) throw new Error(`create answered ${answer.status} ${answer.body?.code}`);
    return answer.body.contact;
  }

  async fsmItem(values: Record<string, unknown> = {}): Promise<string> {
    const record = { Name: 'Ball valve', Unit_Price: 12.5, Type: 'Part', ...values };
    const answer = await this.fsm('POST', '/Service_And_Parts', { data: [record] });
    if (answer.status !== 201) throw new Error(`create answered ${answer.status}`);
    return answer.body.data.Service_And_Parts[0].id;
  }

  /** The record as FSM shows it. */
  async fsmRead(id: string): Promise<Record<string, unknown>> {
    return (await this.fsm('GET', `/Service_And_Parts/${id}`)).body.data[0];
  }

  async stats() {
    const answer = await this.control('GET', '/stats');
    return answer.body.organizations[this.organization.booksOrganizationId];
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: samples have many shapes
export function sample(service: 'books' | 'fsm', file: string): any {
  return JSON.parse(readFileSync(new URL(`../fixtures/zoho/${service}/${file}`, import.meta.url), 'utf8'));
}

/** Every key of a value by its path; list members share one path, `[]`. */
export function keyPaths(value: unknown, path = ''): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  if (Array.isArray(value)) {
    return new Set(value.flatMap((member) => [...keyPaths(member, `${path}[]`)]));
  }
  const paths = Object.entries(value).flatMap(([key, member]) => [
    `${path}.${key}`,
    ...keyPaths(member, `${path}.${key}`),
  ]);
  return new Set(paths);
}

/** Key paths of `value` without those below the given ones. */
export function keys(value: unknown, without: readonly string[] = []): string[] {
  return [...keyPaths(value)].filter((path) => !without.some((prefix) => path.startsWith(prefix))).sort();
}
