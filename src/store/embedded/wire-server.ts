/**
 * Serves one PGlite, which is a single PostgreSQL session, to any number of connections on loopback.
 *
 * A connection owns the session from the first message of a query up to the ReadyForQuery that says "no transaction
 * open". Anything finer mixes connections up: they share the unnamed statement and portal, so a Parse of one between
 * the Parse and the Bind of another hands over the wrong rows. (PGlite's own socket package does, under load.)
 *
 * LISTEN belongs to the shared session too, so notifications are routed to those who asked for them.
 */
import { timingSafeEqual } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import {
  bytesNeeded,
  commandDone,
  type FrontendMessage,
  fatalError,
  listenCommand,
  passwordOf,
  passwordRequest,
  queryTextOf,
  readStartup,
  sortOutput,
  splitMessages,
  WireProtocolError,
  welcome,
} from './wire-protocol.ts';

const CONNECTIONS_MAX = 100;
/** A connection that holds the session with an open transaction and says nothing for so long is ended. */
const IDLE_IN_TRANSACTION_MS_MAX = 30_000;
const GOODBYE_MS_MAX = 500;
/** Message types after which PostgreSQL answers: Query, Sync, Flush, FunctionCall, CopyDone, CopyFail. */
const BATCH_ENDS = new Set(['Q', 'S', 'H', 'F', 'c', 'f']);

interface Connection {
  readonly socket: Socket;
  received: Buffer[];
  receivedBytes: number;
  /** Bytes without which there is nothing to read: a large message is put together once, not with each packet. */
  neededBytes: number;
  state: 'startup' | 'password' | 'ready' | 'ended';
  /** Complete messages not yet run; the session is asked for when they end in one that is answered. */
  pending: FrontendMessage[];
  readonly channels: Set<string>;
}

export interface WireServer {
  /** Loopback port. */
  readonly port: number;
  /** Stops listening and ends the connections that do not end by themselves in half a second. The PGlite stays open. */
  stop(): Promise<void>;
}

export interface WireServerOptions {
  readonly db: PGlite;
  readonly password: string;
  /** PostgreSQL itself has failed; nothing works after that. */
  readonly onFatal: (error: unknown) => void;
}

/** Listens on a free loopback port. */
export async function startWireServer(options: WireServerOptions): Promise<WireServer> {
  const { rows } = await options.db.query<{ server_version: string }>('SHOW server_version');
  const session = new SharedSession(options, rows[0]?.server_version ?? '');
  const server = createServer((socket) => session.accept(socket));
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on TCP has an AddressInfo; the other types are for pipes.
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server, session) };
}

async function stop(server: Server, session: SharedSession): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Clients that have just said goodbye would take being cut off for a failure.
  const grace = setTimeout(() => session.end(), GOODBYE_MS_MAX);
  await closed;
  clearTimeout(grace);
  await session.idle();
}

class SharedSession {
  readonly #options: WireServerOptions;
  readonly #serverVersion: string;
  readonly #password: Buffer;
  readonly #connections = new Set<Connection>();
  /** Connections with a complete batch, in the order they became ready. */
  readonly #queue: Connection[] = [];
  #owner: Connection | null = null;
  #ownerTimer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: WireServerOptions, serverVersion: string) {
    this.#options = options;
    this.#serverVersion = serverVersion;
    this.#password = Buffer.from(options.password, 'utf8');
  }

  accept(socket: Socket): void {
    const connection: Connection = {
      socket,
      received: [],
      receivedBytes: 0,
      neededBytes: 1,
      state: 'startup',
      pending: [],
      channels: new Set(),
    };
    this.#connections.add(connection);
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => this.#receive(connection, data));
    // A reset is how a killed client says goodbye; 'close' follows and does the work.
    socket.on('error', () => {});
    socket.on('close', () => this.#leave(connection));
  }

  /** Cuts off every connection. */
  end(): void {
    for (const connection of this.#connections) connection.socket.destroy();
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #receive(connection: Connection, data: Buffer): void {
    connection.received.push(data);
    connection.receivedBytes += data.length;
    if (connection.receivedBytes < connection.neededBytes || connection.state === 'ended') return;
    try {
      let rest: Buffer = Buffer.concat(connection.received);
      if (connection.state === 'startup') rest = this.#startUp(connection, rest);
      if (connection.state === 'password' || connection.state === 'ready') {
        const split = splitMessages(rest);
        rest = split.rest;
        for (const message of split.messages) this.#take(connection, message);
      }
      connection.received = [rest];
      connection.receivedBytes = rest.length;
      connection.neededBytes = connection.state === 'startup' ? rest.length + 1 : bytesNeeded(rest);
    } catch (error) {
      if (!(error instanceof WireProtocolError)) throw error;
      this.#refuse(connection, '08P01', error.message);
    }
  }

  /** Answers what a connection opens with, and returns what follows. */
  #startUp(connection: Connection, received: Buffer): Buffer {
    const request = readStartup(received);
    if (request.kind === 'incomplete') return received;
    if (request.kind === 'cancel') {
      connection.state = 'ended';
      connection.socket.end();
      return received;
    }
    const rest = received.subarray(request.length);
    if (request.kind === 'encryption') {
      connection.socket.write('N');
      return this.#startUp(connection, rest);
    }
    connection.state = 'password';
    connection.socket.write(passwordRequest());
    return rest;
  }

  #take(connection: Connection, message: FrontendMessage): void {
    if (connection.state === 'ended') return;
    if (connection.state === 'password') {
      this.#authenticate(connection, message);
    } else if (message.type === 'X') {
      connection.state = 'ended';
      connection.socket.end();
    } else {
      connection.pending.push(message);
      if (BATCH_ENDS.has(message.type) && !this.#queue.includes(connection)) this.#queue.push(connection);
      this.#run();
    }
  }

  #authenticate(connection: Connection, message: FrontendMessage): void {
    const given = Buffer.from(message.type === 'p' ? passwordOf(message) : '', 'utf8');
    if (given.length !== this.#password.length || !timingSafeEqual(given, this.#password)) {
      this.#refuse(connection, '28P01', 'the password of the embedded database is wrong');
      return;
    }
    connection.state = 'ready';
    connection.socket.write(welcome(this.#serverVersion));
  }

  #refuse(connection: Connection, sqlState: string, text: string): void {
    connection.state = 'ended';
    connection.socket.end(fatalError(sqlState, text));
  }

  #leave(connection: Connection): void {
    connection.state = 'ended';
    connection.pending = [];
    this.#connections.delete(connection);
    const place = this.#queue.indexOf(connection);
    if (place >= 0) this.#queue.splice(place, 1);
    this.#run();
  }

  #run(): void {
    if (this.#running || !this.#hasWork()) return;
    this.#running = this.#drain()
      .catch((error) => this.#options.onFatal(error))
      .finally(() => {
        this.#running = null;
        this.#run();
      });
  }

  #hasWork(): boolean {
    if (!this.#owner) return this.#queue.length > 0;
    return this.#owner.state === 'ended' || this.#queue.includes(this.#owner);
  }

  async #drain(): Promise<void> {
    for (;;) {
      if (this.#owner?.state === 'ended') await this.#rollBack();
      const next = this.#next();
      if (!next) return;
      await this.#runBatch(next);
    }
  }

  /** The owner of an open transaction goes first and alone. */
  #next(): Connection | null {
    const place = this.#owner ? this.#queue.indexOf(this.#owner) : 0;
    return place < 0 ? null : (this.#queue.splice(place, 1)[0] ?? null);
  }

  async #runBatch(connection: Connection): Promise<void> {
    const end = connection.pending.findIndex((message) => BATCH_ENDS.has(message.type));
    const batch = connection.pending.splice(0, end + 1);
    const last = batch.at(-1);
    if (connection.pending.some((message) => BATCH_ENDS.has(message.type))) this.#queue.push(connection);
    if (!last || this.#answeredHere(connection, batch)) return;
    // The limit is for silence between queries.
    if (this.#ownerTimer) clearTimeout(this.#ownerTimer);
    const output = await this.#execute(Buffer.concat(batch.map((message) => message.bytes)));
    // A Flush, or a COPY under way, has no ReadyForQuery: the exchange goes on and so does the ownership.
    this.#own(output.status === 'I' ? null : connection);
    if (connection.state === 'ready') connection.socket.write(output.reply);
    this.#deliver(output.notifications);
  }

  #answeredHere(connection: Connection, batch: readonly FrontendMessage[]): boolean {
    const [only] = batch;
    if (!only || batch.length > 1 || only.type !== 'Q') return false;
    const command = listenCommand(queryTextOf(only));
    if (command?.kind === 'listen') connection.channels.add(command.channel);
    if (command?.kind !== 'unlisten') return false;
    connection.channels.clear();
    connection.socket.write(commandDone('UNLISTEN'));
    return true;
  }

  async #execute(bytes: Buffer) {
    const chunks: Buffer[] = [];
    await this.#options.db.runExclusive(() =>
      // Copied: the chunk is a view of PGlite's memory.
      this.#options.db.execProtocolRawStream(new Uint8Array(bytes), {
        onRawData: (chunk) => chunks.push(Buffer.from(chunk)),
      }),
    );
    return sortOutput(Buffer.concat(chunks));
  }

  #deliver(notifications: readonly { readonly channel: string; readonly bytes: Buffer }[]): void {
    for (const { channel, bytes } of notifications) {
      for (const connection of this.#connections) {
        if (connection.state === 'ready' && connection.channels.has(channel)) connection.socket.write(bytes);
      }
    }
  }

  #own(connection: Connection | null): void {
    if (this.#ownerTimer) clearTimeout(this.#ownerTimer);
    this.#ownerTimer = null;
    this.#owner = connection;
    if (!connection) return;
    this.#ownerTimer = setTimeout(() => {
      this.#refuse(connection, '25P03', 'a transaction was left open without a word for 30 seconds');
      this.#run();
    }, IDLE_IN_TRANSACTION_MS_MAX);
    this.#ownerTimer.unref();
  }

  async #rollBack(): Promise<void> {
    this.#own(null);
    // Ends an exchange that was left between its messages.
    await this.#execute(Buffer.from([0x53, 0, 0, 0, 4]));
    if (this.#options.db.isInTransaction()) await this.#options.db.exec('ROLLBACK');
  }
}
