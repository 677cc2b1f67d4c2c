/** The simulated Zoho, as a server in this process. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ResetResult, resetState } from './control/reset.ts';
import { type ResetBody, resetBody } from './control/schemas.ts';
import { World } from './core/world.ts';
import { createSandboxServer, type SandboxState } from './server.ts';
import { switchesWith } from './switches.ts';

export type { ResetResult } from './control/reset.ts';
export type { ResetBody } from './control/schemas.ts';
export type { Switches } from './switches.ts';

export interface SandboxOptions {
  /** 0 or left out: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** A reset to begin with; left out: no organisation. */
  seed?: ResetBody;
}

export interface Sandbox {
  /** Origin, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** What the latest reset made. */
  readonly organizations: ResetResult['organizations'];
  /** As `POST /sandbox/reset`. @throws ZodError for a wrong body */
  reset(body: ResetBody): ResetResult;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

/** The address cannot be listened on. */
export class SandboxListenError extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'SandboxListenError';
    this.code = code;
  }
}

function listenError(error: unknown, host: string, port: number): SandboxListenError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  if (code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is in use: stop what listens there, or set SANDBOX_PORT to another port.`;
    return new SandboxListenError(code, message, error);
  }
  if (code === 'EACCES') {
    const message = `Port ${port} on ${host} needs rights this user lacks: set SANDBOX_PORT to a port above 1023.`;
    return new SandboxListenError(code, message, error);
  }
  return new SandboxListenError(
    code,
    `The sandbox cannot listen on ${host}:${port} (${code}): check HOST.`,
    error,
  );
}

/** Starts the sandbox. @throws SandboxListenError when the port is taken or the host is not ours */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port: wantedPort = 0, host = '127.0.0.1' } = options;
  const state: SandboxState = { world: new World('empty', switchesWith({})), url: '' };
  const server = createSandboxServer(state);
  server.listen(wantedPort, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, host, wantedPort);
  }
  // A TCP server that listens has an address with a port; only pipes have a string.
  const { port } = server.address() as AddressInfo;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  state.url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  let organizations: ResetResult['organizations'] = [];
  const reset = (body: ResetBody): ResetResult => {
    const result = resetState(state, resetBody.parse(body));
    organizations = result.organizations;
    return result;
  };
  if (options.seed !== undefined) reset(options.seed);
  return {
    url: state.url,
    port,
    get organizations() {
      return organizations;
    },
    reset,
    close: () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
      return promise;
    },
  };
}
