/** Both organisations as Zoho itself shows them, and the oracle: one to one, none missing, equal. */
import type { Sandbox } from '../../../src/sandbox/index.ts';

export type Organization = Sandbox['organizations'][number];

/** What the items mapping carries, the same on both sides. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly rate: number;
  readonly kind: 'service' | 'goods';
  readonly description: string;
  readonly sku: string;
  readonly unit: string;
}

const PAGE_SIZE = 200;

interface BooksRow {
  readonly item_id: string;
  readonly name: string;
  readonly rate: number;
  readonly product_type: string;
  readonly description?: string;
  readonly sku?: string;
  readonly unit?: string;
}
interface FsmRow {
  readonly id: string;
  readonly Name: string;
  readonly Unit_Price: number;
  readonly Type: string;
  readonly Description: string | null;
  readonly SKU: string | null;
  readonly Unit: string | null;
}

interface Stats {
  readonly reads: number;
  readonly writes: number;
  readonly refused: number;
  readonly calls: readonly { readonly product: string; readonly method: string; readonly count: number }[];
}

export class Zoho {
  readonly #url: string;
  readonly organization: Organization;
  #token: string | null = null;

  constructor(sandboxUrl: string, organization: Organization) {
    this.#url = sandboxUrl;
    this.organization = organization;
  }

  async #authorization(): Promise<string> {
    if (this.#token === null) {
      const { clientId, clientSecret, refreshToken } = this.organization;
      const response = await fetch(`${this.#url}/oauth/v2/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        }),
      });
      const answer = (await response.json()) as { access_token?: string };
      if (answer.access_token === undefined) throw new Error(`no token: ${JSON.stringify(answer)}`);
      this.#token = answer.access_token;
    }
    return `Zoho-oauthtoken ${this.#token}`;
  }

  /** A call on a service's own path. The body of the answer, null for an empty one. */
  async call<Body>(method: string, path: string, body?: unknown): Promise<Body | null> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { authorization: await this.#authorization(), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${path} answered ${response.status} ${text}`);
    return text === '' ? null : (JSON.parse(text) as Body);
  }

  booksPath(path: string, query = ''): string {
    return `/books/v3${path}?organization_id=${this.organization.booksOrganizationId}${query}`;
  }

  async booksItems(): Promise<Item[]> {
    const items: Item[] = [];
    for (let page = 1; ; page += 1) {
      const query = `&filter_by=Status.All&page=${page}&per_page=${PAGE_SIZE}`;
      const answer = await this.call<{ items: BooksRow[]; page_context: { has_more_page: boolean } }>(
        'GET',
        this.booksPath('/items', query),
      );
      items.push(...(answer?.items ?? []).map(fromBooks));
      if (answer?.page_context.has_more_page !== true) return items;
    }
  }

  async fsmItems(): Promise<Item[]> {
    const items: Item[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await this.call<{ data: FsmRow[]; info: { more_records: boolean } }>(
        'GET',
        `/fsm/v1/Service_And_Parts?page=${page}&per_page=${PAGE_SIZE}`,
      );
      items.push(...(answer?.data ?? []).map(fromFsm));
      if (answer?.info.more_records !== true) return items;
    }
  }

  /** An edit by a person. */
  async editBooks(id: string, change: object): Promise<void> {
    await this.call('PUT', this.booksPath(`/items/${id}`), change);
  }

  async control<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(`${this.#url}/sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }

  /** What the sandbox counted for this organisation. */
  async stats(): Promise<Stats> {
    const all = await this.control<{ organizations: Record<string, Stats> }>('GET', '/stats');
    const none = { reads: 0, writes: 0, refused: 0, calls: [] };
    return all.organizations[this.organization.booksOrganizationId] ?? none;
  }

  /** How many calls that could change something came to Books, and to FSM. */
  async writes(): Promise<{ readonly books: number; readonly fsm: number }> {
    const { calls } = await this.stats();
    const count = (side: string) =>
      calls
        .filter(({ product, method }) => product === side && method !== 'GET')
        .reduce((sum, call) => sum + call.count, 0);
    return { books: count('books'), fsm: count('fsm') };
  }
}

const fromBooks = (row: BooksRow): Item => ({
  id: row.item_id,
  name: row.name,
  rate: row.rate,
  kind: row.product_type === 'service' ? 'service' : 'goods',
  description: row.description ?? '',
  sku: row.sku ?? '',
  unit: row.unit ?? '',
});

const fromFsm = (row: FsmRow): Item => ({
  id: row.id,
  name: row.Name,
  rate: row.Unit_Price,
  kind: row.Type === 'Service' ? 'service' : 'goods',
  description: row.Description ?? '',
  sku: row.SKU ?? '',
  unit: row.Unit ?? '',
});

export const withoutId = ({ id: _, ...content }: Item): Omit<Item, 'id'> => content;

/** What is wrong, in words; all empty when each record has exactly one counterpart and equals it. */
export interface Verdict {
  readonly duplicates: readonly string[];
  readonly missing: readonly string[];
  readonly different: readonly string[];
}

export const ALL_WELL: Verdict = { duplicates: [], missing: [], different: [] };

/**
 * Judges both sides by name, which the sandbox's seeds make unique: a name twice on a side is a duplicate, on one side
 * only a record missed. `names` are all that must be there, as read before the first sync.
 */
export async function judge(zoho: Zoho, names: ReadonlySet<string>): Promise<Verdict> {
  const sides = { FSM: byName(await zoho.fsmItems()), Books: byName(await zoho.booksItems()) };
  const duplicates: string[] = [];
  const missing: string[] = [];
  const different: string[] = [];
  for (const [side, found] of Object.entries(sides)) {
    for (const [name, items] of found) {
      if (items.length > 1) duplicates.push(`${items.length} times '${name}' in ${side}`);
      if (!names.has(name)) duplicates.push(`'${name}' in ${side} comes from nowhere`);
    }
    for (const name of names) if (!found.has(name)) missing.push(`'${name}' in ${side}`);
  }
  for (const [name, [fsm]] of sides.FSM) {
    const [books] = sides.Books.get(name) ?? [];
    if (fsm === undefined || books === undefined) continue;
    const left = JSON.stringify(withoutId(fsm));
    const right = JSON.stringify(withoutId(books));
    if (left !== right) different.push(`FSM ${left}, Books ${right}`);
  }
  return { duplicates, missing, different };
}

export async function namesOf(zoho: Zoho): Promise<ReadonlySet<string>> {
  const all = [...(await zoho.fsmItems()), ...(await zoho.booksItems())];
  return new Set(all.map(({ name }) => name));
}

function byName(items: readonly Item[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) found.set(item.name, [...(found.get(item.name) ?? []), item]);
  return found;
}
