/** The product as a user runs it: a process of its own, started by its command, driven over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Long enough for a busy machine; a start that takes longer hangs. */
const START_MS_MAX = 45_000;

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A command of `src/cli`, with what it has said so far. */
export class Command {
  readonly child: ChildProcess;
  /** Resolves when the process has gone and its output is complete. */
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(name: 'start' | 'demo', environment: Environment, args: readonly string[] = []) {
    // Nothing of the caller's own settings may reach it: only where programs are.
    const { PATH = '', HOME = '', TMPDIR } = process.env;
    const base = { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
    this.child = spawn(process.execPath, [`src/cli/${name}.ts`, ...args], {
      cwd: ROOT,
      env: { ...base, LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves once the text has appeared on standard output. @throws when the process ends first */
  async said(text: string | RegExp, waitMsMax = START_MS_MAX): Promise<void> {
    const deadlineMs = Date.now() + waitMsMax;
    const heard = () => (typeof text === 'string' ? this.stdout.includes(text) : text.test(this.stdout));
    while (!heard()) {
      if (!this.running) throw new Error(`ended before it said ${text}:\n${this.stdout}\n${this.stderr}`);
      if (Date.now() > deadlineMs) throw new Error(`did not say ${text}:\n${this.stdout}\n${this.stderr}`);
      await pause(20);
    }
  }

  /** Sends the signal and answers how and when it ended. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended & { readonly tookMs: number }> {
    const askedAtMs = performance.now();
    this.signal(signal);
    return { ...(await this.ended), tookMs: performance.now() - askedAtMs };
  }

  /** `kill -9`, and waits until the process has gone. */
  async kill(): Promise<void> {
    if (this.running) this.signal('SIGKILL');
    await this.ended;
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export const ADMIN_TOKEN = 'resilience-admin-token';

/** `npm start`, listening. */
export class Product extends Command {
  url = '';

  static async start(environment: Environment): Promise<Product> {
    const product = new Product('start', {
      PORT: '0',
      ADMIN_TOKEN,
      ...environment,
    });
    await product.said(/listens on|worker is running/);
    product.url = /listens on (http:\S+)/.exec(product.stdout)?.[1] ?? '';
    return product;
  }
}
