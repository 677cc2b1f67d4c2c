/** A server on a real embedded database, with a control that records what it is asked. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { MappingView } from '../../schema/context.ts';
import type { MappingReader, Principal } from '../../schema/index.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/server/http/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type Prisma, PrismaClient, type TokenRole } from '../../src/store/generated/prisma/client.ts';
import { unsealLabel } from '../../src/store/sealing.ts';
import { FakeControl, SEALER } from './fake-control.ts';
import { FakeOnboarding } from './fake-onboarding.ts';
import { MemoryEvents } from './memory-events.ts';

export const globalId = (type: string, id: string | bigint): string =>
  Buffer.from(`${type}:${id}`).toString('base64');

export const ITEMS_MAPPING: MappingView = {
  table: 'items',
  pair: 'ITEMS',
  fsmModule: 'Service_And_Parts',
  booksModule: 'items',
  conflictPolicy: 'latestWins',
  fingerprint: 'f2',
  appliedFingerprint: 'f1',
  pendingResync: 'affected',
  pendingChanges: [{ key: 'rate', class: 'changedRule', why: 'its transforms were none and are cents' }],
  rules: [
    {
      key: 'rate',
      direction: 'both',
      origin: 'file',
      identity: false,
      inWords: 'Unit_Price of FSM and rate of Books, both ways',
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
  readonly onboarding: FakeOnboarding;
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
      ? [
          {
            apiName: 'rate',
            label: 'Rate',
            type: 'decimal',
            required: true,
            pii: false,
            ephi: false,
            mappable: true,
          },
        ]
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
  const onboarding = new FakeOnboarding(control.calls);
  const events = new MemoryEvents();
  const callers = new Callers();
  const logged: unknown[] = [];
  const options: HttpServerOptions = {
    host: '127.0.0.1',
    port: 0,
    prisma,
    control,
    events,
    onboarding,
    mappings: CATALOG,
    authenticate: callers.authenticate,
    log: { debug: nothing, info: nothing, warn: nothing, error: (fields) => logged.push(fields) },
    unsealLabel: (sealed) => unsealLabel(SEALER, sealed),
    sandboxUrl: 'http://127.0.0.1:4010',
    nowMs: () => Date.now(),
  };
  const server = await createHttpServer(options);
  const admin = callers.token('ADMIN');
  return {
    prisma,
    control,
    onboarding,
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
