/** Operations over WebSocket, protocol `graphql-transport-ws`. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Principal } from '../../../schema/index.ts';
import { principalOf } from './bearer.ts';
import { BODY_BYTES_MAX, type Caller, type Graphql } from './graphql.ts';
import { framesOf, kindOf, maskError } from './mask-error.ts';
import type { Authenticate, ServerLog } from './options.ts';

/** Sockets at a time; more are turned away. */
const SOCKETS_MAX = 500;
/** Operations at a time on one socket. */
const OPERATIONS_PER_SOCKET_MAX = 50;
const INIT_MS_MAX = 10_000;
const PING_MS = 12_000;
/** How long clients have to close their end when the server stops. */
const CLOSE_MS_MAX = 1_000;

export interface WebSocketOptions {
  readonly graphql: Graphql;
  readonly authenticate: Authenticate;
  readonly log: ServerLog;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
}

export interface WebSockets {
  /** Takes over a connection that asks for a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket with 1001. */
  close(): Promise<void>;
}

interface SocketState {
  readonly gone: AbortController;
  principal: Principal | null;
}

type Params = Readonly<Record<string, unknown>>;
type SocketContext = Context<Params, SocketState>;

const authorizationOf = ({ connectionParams }: SocketContext): unknown =>
  connectionParams?.authorization ?? connectionParams?.Authorization;

/** Parses and checks an operation, and gives it the context of its caller. */
async function prepare(
  { graphql, authenticate }: WebSocketOptions,
  context: SocketContext,
  payload: SubscribePayload,
  principal: Principal,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const caller: Caller = {
    principal,
    signal: context.extra.gone.signal,
    stillAuthorised: async () => (await principalOf(authorizationOf(context), authenticate)) !== null,
  };
  const enveloped = graphql.getEnveloped({ ...caller, params: payload });
  let document: ExecutionArgs['document'];
  try {
    document = enveloped.parse(payload.query);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
  const errors: readonly GraphQLError[] = enveloped.validate(enveloped.schema, document);
  if (errors.length > 0) return errors;
  return {
    schema: enveloped.schema,
    document,
    operationName: payload.operationName,
    variableValues: payload.variables,
    contextValue: await enveloped.contextFactory(),
    // Carries the functions to where graphql-ws runs the operation; no resolver reads it.
    rootValue: enveloped,
  };
}

type Enveloped = ReturnType<Graphql['getEnveloped']>;

function makeProtocol(options: WebSocketOptions) {
  const mask = maskError(options.log);
  return makeServer<Params, SocketState>({
    connectionInitWaitTimeout: INIT_MS_MAX,
    onConnect: async (context) => {
      context.extra.principal = await principalOf(authorizationOf(context), options.authenticate);
      return context.extra.principal !== null;
    },
    onSubscribe: async (context, _id, payload) => {
      const { principal } = context.extra;
      // graphql-ws has closed the socket already when there was no good token.
      if (principal === null) return [new GraphQLError('This needs a token.')];
      if (Object.keys(context.subscriptions).length > OPERATIONS_PER_SOCKET_MAX) {
        return [
          new GraphQLError(`At most ${OPERATIONS_PER_SOCKET_MAX} operations may run on one connection.`),
        ];
      }
      return prepare(options, context, payload, principal);
    },
    execute: (args) => (args.rootValue as Enveloped).execute(args),
    subscribe: (args) => (args.rootValue as Enveloped).subscribe(args),
    onError: (_context, _id, _payload, errors) =>
      errors
        .map((error) => mask(error))
        .map((error) => (error instanceof GraphQLError ? error : new GraphQLError('')).toJSON()),
  });
}

/** Pings a client, and drops it when it no longer answers. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  return () => clearInterval(timer);
}

function serve(
  protocol: ReturnType<typeof makeProtocol>,
  socket: WebSocket,
  options: WebSocketOptions,
): void {
  const { log, stopping } = options;
  const state: SocketState = { gone: new AbortController(), principal: null };
  const stop = () => state.gone.abort();
  stopping.addEventListener('abort', stop, { once: true });
  const fail = (error: unknown) => {
    log.warn({ ...kindOf(error), at: framesOf(error) }, 'a WebSocket connection failed');
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Resolves when the data has left: a slow client holds up its own operations and nothing else.
      send: (data) =>
        new Promise((sent) => {
          if (socket.readyState !== socket.OPEN) sent();
          else socket.send(data, () => sent());
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) => {
        socket.on('message', (data) => void receive(String(data)).catch(fail));
      },
    },
    state,
  );
  const silence = keepAlive(socket);
  socket.once('error', fail);
  socket.once('close', (code, reason) => {
    silence();
    stopping.removeEventListener('abort', stop);
    state.gone.abort();
    closed(code, String(reason)).catch(fail);
  });
}

export function createWebSockets(options: WebSocketOptions): WebSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: BODY_BYTES_MAX,
    handleProtocols,
    perMessageDeflate: false,
  });
  const protocol = makeProtocol(options);
  return {
    upgrade: (request, socket, head) => {
      if (options.stopping.aborted || server.clients.size >= SOCKETS_MAX) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => serve(protocol, client, options));
    },
    close: async () => {
      for (const client of server.clients) client.close(1001, 'Going away');
      const all = Promise.all(
        [...server.clients].map((client) => new Promise((done) => client.once('close', done))),
      );
      await Promise.race([all, new Promise((done) => setTimeout(done, CLOSE_MS_MAX).unref())]);
      for (const client of server.clients) client.terminate();
    },
  };
}
