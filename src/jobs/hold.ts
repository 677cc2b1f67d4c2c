import { LeaseLost } from '../engine/errors.ts';
import type { EngineClock } from '../engine/services.ts';
import { LEASE_TTL_MS } from '../store/leases.ts';

/** So long before its end a lease counts as lost: for the way from the check to the wire. */
const MARGIN_MS = 5_000;

/**
 * What a process knows by itself of the lease it holds. A process that stalled (a stopped container, a machine that
 * slept) goes on where it was, with calls that waited for their turn: before one of them writes to a service, the lease
 * must be known to last, without a question to the database that would take its time as well.
 */
export class Hold {
  readonly #clock: EngineClock;
  #provenAtMs: number;

  /** @param askedAtMs our clock just before the lease was asked for: it lasts from then at least */
  constructor(clock: EngineClock, askedAtMs: number) {
    this.#clock = clock;
    this.#provenAtMs = askedAtMs;
  }

  /** The lease was renewed by a statement sent at this time. */
  renewed(askedAtMs: number): void {
    this.#provenAtMs = askedAtMs;
  }

  /** @throws LeaseLost when another process may own the connection by now */
  readonly mayWrite = (): void => {
    if (this.#clock.nowMs() >= this.#provenAtMs + LEASE_TTL_MS - MARGIN_MS) throw new LeaseLost();
  };
}
