/** A server on a real embedded database, with a control that records what it is asked. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { MappingView } from '../../schema/context.ts';
import type { MappingReader, Principal } from '../../schema/index.ts';
import type { Answer, Control, Refusal } from '../../src/jobs/control.ts';
import type { ConnectionEvent, EventBus } from '../../src/jobs/events.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/server/http/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type Prisma, PrismaClient, type TokenRole } from '../../src/store/generated/prisma/client.ts';

export const globalId = (type: string, id: string | bigint): string =>
  Buffer.from(`${type}:${id}`).toString('base64');

/** Events in one process, the newest for slow readers. */
export class MemoryEvents implements EventBus {
  readonly #readers = new Set<{
    readonly connectionId: string;
    readonly wake: (event: ConnectionEvent) => void;
  }>();

  get readers(): number {
    return this.#readers.size;
  }

  async publish(event: ConnectionEvent): Promise<void> {
    for (const reader of this.#readers) if (reader.connectionId === event.connectionId) reader.wake(event);
  }

  async *subscribe(connectionId: string, signal: AbortSignal): AsyncGenerator<ConnectionEvent> {
    let newest: ConnectionEvent | null = null;
    let ring = () => {};
    const reader = {
      connectionId,
      wake: (event: ConnectionEvent) => {
        newest = event;
        ring();
      },
    };
    this.#readers.add(reader);
    const aborted = () => ring();
    signal.addEventListener('abort', aborted);
    try {
      while (!signal.aborted) {
        if (newest === null) await new Promise<void>((done) => (ring = done));
        const event: ConnectionEvent | null = newest;
        newest = null;
        if (event !== null) yield event;
      }
    } finally {
      signal.removeEventListener('abort', aborted);
      this.#readers.delete(reader);
    }
  }

  async close(): Promise<void> {}
}

/** Does what it is told on the database, and refuses when a refusal is set. */
export class FakeControl implements Control {
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  refusal: Refusal | null = null;
  failure: Error | null = null;
  readonly #prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  async #answer<T>(name: string, input: unknown, make: () => Promise<T>): Promise<Answer<T>> {
    this.calls.push({ name, input });
    if (this.failure) throw this.failure;
    return this.refusal ? { ok: false, refusal: this.refusal } : { ok: true, value: await make() };
  }

  createConnection(input: Parameters<Control['createConnection']>[0]) {
    return this.#answer('createConnection', input, async () => {
      const {
        clientId: _id,
        clientSecret: _secret,
        refreshToken: _token,
        mappingSet,
        syncType,
        ...data
      } = input;
      const row = await this.#prisma.connection.create({
        data: { ...data, syncType: syncType ?? 'TYPE_IV', mappingSet: mappingSet ?? 'default' },
      });
      return { connectionId: row.id };
    });
  }

  enableSync(input: Parameters<Control['enableSync']>[0]) {
    return this.#answer('enableSync', input, async () => {
      const { connectionId, duplicatePolicy } = input;
      await this.#prisma.connection.update({
        where: { id: connectionId },
        data: { status: 'ENABLED', duplicatePolicy },
      });
      const run = await this.#prisma.syncRun.create({
        data: { connectionId, trigger: 'AUTOMATIC', scope: 'FULL' },
      });
      return { connectionId, runId: run.id };
    });
  }

  syncNow(input: Parameters<Control['syncNow']>[0]) {
    return this.#answer('syncNow', input, async () => {
      const data = { connectionId: input.connectionId, trigger: 'MANUAL', scope: 'INCREMENTAL' } as const;
      return { runId: (await this.#prisma.syncRun.create({ data })).id };
    });
  }

  cancelRun(input: Parameters<Control['cancelRun']>[0]) {
    return this.#answer('cancelRun', input, async () => {
      await this.#prisma.syncRun.update({
        where: { id: input.runId },
        data: { cancelRequestedAt: new Date() },
      });
      return { runId: input.runId };
    });
  }

  setAutoSync(input: Parameters<Control['setAutoSync']>[0]) {
    return this.#answer('setAutoSync', input, async () => {
      await this.#prisma.connection.update({
        where: { id: input.connectionId },
        data: { autoSync: input.enabled },
      });
      return { connectionId: input.connectionId };
    });
  }

  setDuplicatePolicy(input: Parameters<Control['setDuplicatePolicy']>[0]) {
    return this.#answer('setDuplicatePolicy', input, async () => {
      const { connectionId, duplicatePolicy } = input;
      await this.#prisma.connection.update({ where: { id: connectionId }, data: { duplicatePolicy } });
      return { connectionId };
    });
  }

  async manualSyncsLeftToday(connectionIds: readonly string[]) {
    return new Map(connectionIds.map((id) => [id, 29]));
  }

  createToken(input: Parameters<Control['createToken']>[0]) {
    return this.#answer('createToken', input, async () => {
      const token = randomUUID();
      const hash = createHash('sha256').update(token).digest('hex');
      const data = { ...input, connectionIds: [...input.connectionIds], hash };
      return { tokenId: (await this.#prisma.apiToken.create({ data })).id, token };
    });
  }

  revokeToken(input: Parameters<Control['revokeToken']>[0]) {
    return this.#answer('revokeToken', input, async () => {
      await this.#prisma.apiToken.update({ where: { id: input.tokenId }, data: { revokedAt: new Date() } });
      return { tokenId: input.tokenId };
    });
  }
}

export const ITEMS_MAPPING: MappingView = {
  table: 'items',
  pair: 'ITEMS',
  fsmModule: 'Service_And_Parts',
  booksModule: 'items',
  conflictPolicy: 'latestWins',
  fingerprint: 'f2',
  appliedFingerprint: 'f1',
  rules: [
    {
      key: 'rate',
      direction: 'both',
      origin: 'file',
      identity: false,
      fsmField: 'Unit_Price',
      booksField: 'rate',
      transforms: [],
    },
  ],
  violations: [],
};

export interface GraphqlAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the shape is the operation's
  readonly data: Record<string, any>;
  readonly errors: readonly { message: string; path?: string[]; extensions?: Record<string, unknown> }[];
}

export interface Harness {
  readonly prisma: PrismaClient;
  readonly control: FakeControl;
  readonly events: MemoryEvents;
  readonly server: HttpServer;
  readonly options: HttpServerOptions;
  /** SQL statements since the last `statements.length = 0`. */
  readonly statements: string[];
  /** What the server logged as an error. */
  readonly logged: unknown[];
  /** A bearer token for a principal. */
  token(role: TokenRole, connectionIds?: readonly string[]): string;
  revoke(token: string): void;
  ask(query: string, variables?: unknown, token?: string): Promise<GraphqlAnswer>;
  addConnection(data?: Partial<Prisma.ConnectionCreateInput>): Promise<{ id: string; globalId: string }>;
  close(): Promise<void>;
}

let organizations = 1000;
const nothing = () => {};

/** Principals by token, as the server asks for them. */
class Callers {
  readonly #principals = new Map<string, Principal>();

  token = (role: TokenRole, connectionIds: readonly string[] = []): string => {
    const bearer = randomUUID();
    this.#principals.set(bearer, { tokenId: randomUUID(), role, connectionIds });
    return bearer;
  };

  revoke = (bearer: string): void => {
    this.#principals.delete(bearer);
  };

  authenticate = async (bearer: string): Promise<Principal | null> => this.#principals.get(bearer) ?? null;
}

const CATALOG: MappingReader = {
  mappings: async (connections) => new Map(connections.map(({ id }) => [id, [ITEMS_MAPPING]])),
  fields: async (_connection, product, module) =>
    product === 'BOOKS' && module === 'items'
      ? [{ apiName: 'rate', label: 'Rate', type: 'decimal', required: true, pii: false, ephi: false }]
      : null,
};

async function openPrisma() {
  const dataDir = await mkdtemp(join(tmpdir(), 'fieldledger-api-'));
  const database = await openDatabase({ databaseUrl: '', dataDir, log: { info: nothing, warn: nothing } });
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: database.url, max: 4 }),
    log: [{ emit: 'event', level: 'query' }],
  });
  const statements: string[] = [];
  prisma.$on('query', ({ query }) => statements.push(query));
  const close = async () => {
    await prisma.$disconnect();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { prisma, statements, close };
}

async function addConnection(prisma: PrismaClient, data: Partial<Prisma.ConnectionCreateInput>) {
  organizations += 1;
  const { id } = await prisma.connection.create({
    data: {
      name: `Connection ${organizations}`,
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      dataCenter: 'EU',
      booksOrganizationId: String(organizations),
      fsmOrganizationId: String(organizations + 1_000_000),
      ...data,
    },
  });
  return { id, globalId: globalId('Connection', id) };
}

async function post(url: string, bearer: string, query: string, variables: unknown): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Partial<GraphqlAnswer>;
  return { status: response.status, data: body.data ?? {}, errors: body.errors ?? [] };
}

export async function startHarness(): Promise<Harness> {
  const { prisma, statements, close } = await openPrisma();
  const control = new FakeControl(prisma);
  const events = new MemoryEvents();
  const callers = new Callers();
  const logged: unknown[] = [];
  const options: HttpServerOptions = {
    host: '127.0.0.1',
    port: 0,
    prisma,
    control,
    events,
    mappings: CATALOG,
    authenticate: callers.authenticate,
    log: { debug: nothing, info: nothing, warn: nothing, error: (fields) => logged.push(fields) },
    sandboxUrl: 'http://127.0.0.1:4010',
  };
  const server = await createHttpServer(options);
  const admin = callers.token('ADMIN');
  return {
    prisma,
    control,
    events,
    server,
    options,
    statements,
    logged,
    token: callers.token,
    revoke: callers.revoke,
    ask: (query, variables = {}, bearer = admin) => post(server.url, bearer, query, variables),
    addConnection: (data = {}) => addConnection(prisma, data),
    close: async () => {
      await server.close();
      await close();
    },
  };
}
