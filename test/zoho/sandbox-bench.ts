/** Sessions against the sandbox, in a time that both share. */
import type { EngineClock } from '../../src/engine/services.ts';
import { sandboxLimits } from '../../src/zoho/limits.ts';
import { openZohoSession, type SessionOptions, type ZohoSession } from '../../src/zoho/session.ts';
import { Harness } from '../sandbox/harness.ts';
import { MemoryCredentials, sessionOptions } from './surroundings.ts';

/** Real time, in which every wait is skipped on both sides of the wire alike. */
export class SharedClock implements EngineClock {
  #skippedMs = 0;
  readonly #harness: Harness;
  constructor(harness: Harness) {
    this.#harness = harness;
  }
  nowMs(): number {
    return Date.now() + this.#skippedMs;
  }
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#harness.control('POST', '/clock', { advanceMs: ms });
    this.#skippedMs += ms;
    signal.throwIfAborted();
  }
}

export const UNLIMITED_ALL = { perMinute: null, perDay: null, concurrent: null };

/** A sandbox with one organisation, and what was opened to it. */
export class SandboxBench {
  readonly harness: Harness;
  readonly clock: SharedClock;
  readonly #opened: { close(): Promise<void> }[] = [];

  private constructor(harness: Harness) {
    this.harness = harness;
    this.clock = new SharedClock(harness);
  }

  static async open(): Promise<SandboxBench> {
    const harness = await Harness.start({ items: 300, services: 30, parts: 20 });
    await harness.control('DELETE', '/stats');
    return new SandboxBench(harness);
  }

  options(changes: Partial<SessionOptions> = {}): SessionOptions {
    const { organization, sandbox } = this.harness;
    return {
      ...sessionOptions(sandbox.url, {
        limits: sandboxLimits(sandbox.url, organization.booksOrganizationId),
        connection: { id: 'c', product: 'BOOKS', dataCenter: 'SANDBOX', ...organization },
      }),
      clock: this.clock,
      credentials: new MemoryCredentials(this.clock, { ...organization }),
      random: Math.random,
      ...changes,
    };
  }

  /** Closed with the bench. */
  keep<T extends { close(): Promise<void> }>(opened: T): T {
    this.#opened.push(opened);
    return opened;
  }

  session(changes: Partial<SessionOptions> = {}): ZohoSession {
    return this.keep(openZohoSession(this.options(changes)));
  }

  async close(): Promise<void> {
    for (const opened of this.#opened) await opened.close();
    await this.harness.close();
  }
}
