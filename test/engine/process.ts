/**
 * A process that works on a run and can die, stall or meet faults at any of its awaits. Every call to the store passes
 * one point, every call to a service two: before it takes effect, and before its answer arrives.
 */
import {
  LeaseLost,
  QuotaExhausted,
  RecordGone,
  RecordRefused,
  ServiceUnavailable,
  WriteInDoubt,
} from '../../src/engine/errors.ts';

export type Fault =
  | { readonly kind: 'refused' | 'unavailable' | 'gone' }
  | { readonly kind: 'doubt'; readonly tookPlace: boolean }
  | { readonly kind: 'quota'; readonly restMs: number };

export interface ProcessScript {
  /** By number of the service call of this process, from 0. */
  readonly faults?: ReadonlyMap<number, Fault>;
  /** What the nth call of a kind meets, from 0; the kind is `FSM list`, `BOOKS create`. */
  readonly meet?: (
    kind: string,
    nth: number,
  ) => Fault | 'crashBefore' | 'crashAfter' | 'freezeAfter' | undefined;
  /** The process dies at this point, from 0. */
  readonly crashAt?: number;
  /** The process stalls at this point; `thaw` lets it go on. */
  readonly freezeAt?: number;
  /** Called at every point with its number. */
  readonly onPoint?: (point: number) => void;
  /** Called before every service call with its number. */
  readonly onCall?: (call: number) => void;
}

export type Interruption = 'crashed' | 'frozen';

const NEVER = new Promise<never>(() => {});

export class Process {
  readonly #script: ProcessScript;
  readonly #nowMs: () => number;
  readonly #owns: () => boolean;
  readonly interrupted: Promise<Interruption>;
  #interrupt: (how: Interruption) => void = () => {};
  #points = 0;
  readonly #kinds = new Map<string, number>();
  #calls = 0;
  #dead = false;
  #stalled: { readonly over: Promise<void>; readonly end: () => void } | null = null;

  constructor(script: ProcessScript, nowMs: () => number, owns: () => boolean) {
    this.#script = script;
    this.#nowMs = nowMs;
    this.#owns = owns;
    this.interrupted = new Promise((resolve) => {
      this.#interrupt = resolve;
    });
  }

  get points(): number {
    return this.#points;
  }

  get calls(): number {
    return this.#calls;
  }

  thaw(): void {
    this.#stalled?.end();
  }

  async storeCall(): Promise<void> {
    await this.#point();
  }

  /** A call to a service: `effect` is what the service does. */
  async serviceCall<T>(kind: string, writes: boolean, effect: () => T): Promise<T> {
    if (this.#dead) return NEVER;
    const call = this.#calls;
    this.#calls += 1;
    this.#script.onCall?.(call);
    const issuedStalled = this.#stalled !== null;
    // A stall right before a write is taken up after it: what was sent cannot be called back.
    await this.#point(writes);
    // A stalled process would not have come as far as this write: its guard speaks first.
    if (writes && issuedStalled && !this.#owns()) throw new LeaseLost();
    const nth = this.#kinds.get(kind) ?? 0;
    this.#kinds.set(kind, nth + 1);
    const met = this.#script.meet?.(kind, nth) ?? this.#script.faults?.get(call);
    if (met === 'crashBefore') return this.#die();
    if (typeof met === 'object') this.#failBefore(met, writes);
    const result = effect();
    if (met === 'crashAfter') return this.#die();
    if (met === 'freezeAfter') this.#stall();
    await this.#point();
    const fault = typeof met === 'object' ? met : undefined;
    if (fault?.kind === 'doubt' && writes) throw new WriteInDoubt('the answer was lost');
    return result;
  }

  #failBefore(fault: Fault, writes: boolean): void {
    switch (fault.kind) {
      case 'refused':
        if (writes) throw new RecordRefused('REFUSED', 'the service refuses this record');
        return;
      case 'gone':
        if (writes) throw new RecordGone('the record is gone');
        return;
      case 'unavailable':
        throw new ServiceUnavailable('the service is down');
      case 'quota':
        throw new QuotaExhausted('the quota of the day is used up', this.#nowMs() + fault.restMs);
      case 'doubt':
        if (writes && !fault.tookPlace) throw new WriteInDoubt('the connection was lost');
    }
  }

  async #point(beforeWrite = false): Promise<void> {
    if (this.#dead) return NEVER;
    const point = this.#points;
    this.#points += 1;
    this.#script.onPoint?.(point);
    if (point === this.#script.crashAt) return this.#die();
    const due = this.#stalled === null && point >= (this.#script.freezeAt ?? Number.POSITIVE_INFINITY);
    if (due && !beforeWrite) this.#stall();
    await this.#stalled?.over;
    await Promise.resolve();
  }

  #die(): Promise<never> {
    this.#dead = true;
    this.#interrupt('crashed');
    return NEVER;
  }

  #stall(): void {
    let end: () => void = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#stalled = { over, end };
    this.#interrupt('frozen');
  }
}
