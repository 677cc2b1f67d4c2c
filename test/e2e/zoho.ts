/** A user of Zoho's own API: reads and changes the records of one organisation, and steers the simulation. */
import type { Sandbox } from '../../src/sandbox/index.ts';

export type Credentials = Sandbox['organizations'][number];
export type Row = Readonly<Record<string, unknown>>;

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, whose expectations are the check
  readonly body: any;
}

export interface Stats {
  readonly calls: readonly {
    product: string;
    method: string;
    route: string;
    status: number;
    count: number;
  }[];
  readonly reads: number;
  readonly writes: number;
  readonly refused: number;
}

/** How many calls have changed something in Books or FSM. */
export const writesOf = (calls: Stats['calls']): number =>
  calls
    .filter(({ product, method, status }) => product !== 'oauth' && method !== 'GET' && status < 400)
    .reduce((sum, { count }) => sum + count, 0);

/** Records a page holds at most, on both sides. */
const PAGE = 200;

export class ZohoOrganization {
  readonly credentials: Credentials;
  readonly product: 'books' | 'invoice';
  readonly #url: string;
  #token = '';

  private constructor(url: string, credentials: Credentials, product: 'books' | 'invoice') {
    this.#url = url;
    this.credentials = credentials;
    this.product = product;
  }

  static async open(url: string, credentials: Credentials, product: 'books' | 'invoice') {
    const zoho = new ZohoOrganization(url, credentials, product);
    const { clientId, clientSecret, refreshToken } = credentials;
    const answer = await zoho.#send('/oauth/v2/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      }),
    });
    zoho.#token = String(answer.body.access_token);
    return zoho;
  }

  // --- the control plane

  control(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.#checked(`/sandbox${path}`, method, body, {});
  }

  /** Changes the organisation's settings and capabilities. */
  async patch(change: unknown): Promise<void> {
    await this.control('PATCH', `/organizations/${this.credentials.booksOrganizationId}`, change);
  }

  async fault(fault: unknown): Promise<void> {
    await this.control('POST', '/faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.control('DELETE', '/faults');
  }

  /** Moves the clock of both services. */
  async advance(ms: number): Promise<void> {
    await this.control('POST', '/clock', { advanceMs: ms });
  }

  /** Calls since the last `forgetCalls`, the test's own included. */
  async stats(): Promise<Stats> {
    const { body } = await this.control('GET', '/stats');
    return body.organizations[this.credentials.booksOrganizationId];
  }

  async forgetCalls(): Promise<void> {
    await this.control('DELETE', '/stats');
  }

  // --- Books or Invoice

  /** `path` is relative to `/books/v3` or `/invoice/v3`. Answers any status. */
  books(method: string, path: string, body?: unknown): Promise<Reply> {
    const mark = path.includes('?') ? '&' : '?';
    const id = this.credentials.booksOrganizationId;
    return this.#call(`/${this.product}/v3${path}${mark}organization_id=${id}`, method, body);
  }

  async addItem(values: Row): Promise<string> {
    const { status, body } = await this.books('POST', '/items', {
      rate: 10,
      product_type: 'goods',
      ...values,
    });
    if (status !== 201) throw new Error(`Books refused an item: ${status} ${body?.code}`);
    return body.item.item_id;
  }

  async editItem(id: string, values: Row): Promise<void> {
    const { status, body } = await this.books('PUT', `/items/${id}`, values);
    if (status !== 200) throw new Error(`Books refused an edit: ${status} ${body?.code}`);
  }

  async deleteItem(id: string): Promise<void> {
    const { status } = await this.books('DELETE', `/items/${id}`);
    if (status !== 200) throw new Error(`Books refused a deletion: ${status}`);
  }

  /** Null: there is no such item. */
  async item(id: string): Promise<Row | null> {
    const { status, body } = await this.books('GET', `/items/${id}`);
    if (status === 404) return null;
    if (status !== 200) throw new Error(`Books answered ${status}`);
    return body.item;
  }

  async items(): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const query = `filter_by=Status.All&page=${page}&per_page=${PAGE}`;
      const { status, body } = await this.books('GET', `/items?${query}`);
      if (status !== 200) throw new Error(`Books answered ${status} to a list`);
      rows.push(...body.items);
      if (!body.page_context.has_more_page) return rows;
    }
  }

  // --- FSM

  /** `path` is relative to `/fsm/v1`. Answers any status. */
  fsm(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.#call(`/fsm/v1${path}`, method, body);
  }

  async addPart(values: Row): Promise<string> {
    const record = { Unit_Price: 10, Type: 'Part', ...values };
    const { status, body } = await this.fsm('POST', '/Service_And_Parts', { data: [record] });
    if (status !== 201) throw new Error(`FSM refused a record: ${status} ${JSON.stringify(body)}`);
    return body.data.Service_And_Parts[0].id;
  }

  /** At the module's internal name, where edits work whatever the switches say. */
  async editPart(id: string, values: Row): Promise<void> {
    const { status } = await this.fsm('PUT', `/Products/${id}`, { data: [values] });
    if (status !== 200) throw new Error(`FSM refused an edit: ${status}`);
  }

  /** At the module's internal name, where deletes are known to work. */
  async deletePart(id: string): Promise<void> {
    const { status } = await this.fsm('DELETE', `/Products/${id}`);
    if (status !== 200) throw new Error(`FSM refused a deletion: ${status}`);
  }

  /** Null: there is no such record. */
  async part(id: string): Promise<Row | null> {
    const { status, body } = await this.fsm('GET', `/Service_And_Parts/${id}`);
    if (status === 204) return null;
    if (status !== 200) throw new Error(`FSM answered ${status}`);
    return body.data[0];
  }

  async parts(): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const { status, body } = await this.fsm('GET', `/Service_And_Parts?page=${page}&per_page=${PAGE}`);
      if (status === 204) return rows;
      if (status !== 200) throw new Error(`FSM answered ${status} to a list`);
      rows.push(...body.data);
      if (!body.info.more_records) return rows;
    }
  }

  /** What a link to a record of ours opens. */
  open(url: string): Promise<Reply> {
    return this.#call(url.slice(this.#url.length), 'GET', undefined);
  }

  #call(path: string, method: string, body: unknown): Promise<Reply> {
    return this.#send(path, {
      method,
      headers: { authorization: `Zoho-oauthtoken ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #checked(
    path: string,
    method: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Reply> {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await this.#send(path, { method, headers, ...init });
    if (answer.status >= 300)
      throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  async #send(path: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(this.#url + path, init);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }
}
