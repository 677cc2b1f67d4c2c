/**
 * A tap on the line between the product and the simulated Zoho: counts each organisation's calls to the services and
 * lets a test act at one of them, before it is passed on, or after it took place and before the product hears of it.
 */
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TappedCall {
  /** The refresh token of the account that calls: FSM's calls name no organisation. */
  readonly account: string;
  /** Counts the account's calls to the services from 1, in the order of their arrival. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly when: 'before' | 'after';
}

/** Called twice for each call to a service; the call waits meanwhile. */
export type Listener = (call: TappedCall) => Promise<void> | void;

interface Passed {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const isService = (path: string): boolean => /^\/(books|invoice|fsm)\//.test(path);

/** Refresh tokens by the access tokens that were given for them. Shared by the taps of processes that share a login. */
export type Accounts = Map<string, string>;

export class Tap {
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #target: URL;
  readonly #accounts: Accounts;
  readonly #calls = new Map<string, number>();
  listener: Listener | null = null;

  private constructor(sandboxUrl: string, accounts: Accounts) {
    this.#target = new URL(sandboxUrl);
    this.#accounts = accounts;
    this.#server = createServer((message, response) => {
      this.#pass(message, response).catch(() => response.destroy());
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  static async open(sandboxUrl: string, accounts: Accounts = new Map()): Promise<Tap> {
    const tap = new Tap(sandboxUrl, accounts);
    await new Promise<void>((listening) => tap.#server.listen(0, '127.0.0.1', listening));
    return tap;
  }

  get url(): string {
    // A TCP server that listens has an address with a port.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Begins to count anew, for all accounts. */
  restartCounts(): void {
    this.#calls.clear();
  }

  async #pass(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const answer = await this.#throughListener(message, body);
    if (response.destroyed) return;
    const { connection: _, 'keep-alive': __, ...headers } = answer.headers;
    response.writeHead(answer.status, headers);
    response.end(answer.body);
  }

  async #throughListener(message: IncomingMessage, body: Buffer): Promise<Passed> {
    const path = message.url ?? '/';
    if (!isService(path)) {
      const answer = await this.#forward(message, body);
      this.#learnAccount(path, body, answer);
      return answer;
    }
    const account = this.#accounts.get(message.headers.authorization?.split(' ')[1] ?? '') ?? 'unknown';
    const number = (this.#calls.get(account) ?? 0) + 1;
    this.#calls.set(account, number);
    const call = { account, number, method: message.method ?? 'GET', path };
    await this.listener?.({ ...call, when: 'before' });
    const answer = await this.#forward(message, body);
    await this.listener?.({ ...call, when: 'after' });
    return answer;
  }

  #learnAccount(path: string, body: Buffer, answer: Passed): void {
    if (path !== '/oauth/v2/token') return;
    const account = new URLSearchParams(body.toString()).get('refresh_token');
    const token = /"access_token":\s*"([^"]+)"/.exec(answer.body.toString())?.[1];
    if (account !== null && token !== undefined) this.#accounts.set(token, account);
  }

  #forward(message: IncomingMessage, body: Buffer): Promise<Passed> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#target;
      const { method, url: path, headers } = message;
      const passed = request({ hostname, port, method, path, headers, agent: this.#agent }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      });
      passed.on('error', reject);
      passed.end(body);
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.#server.close(() => done()));
    this.#server.closeAllConnections();
    this.#agent.destroy();
    await closed;
  }
}
