/**
 * What a service adapter may throw at the engine, one class per way the engine goes on. Messages are sentences for the
 * log and never carry a field value.
 */
export abstract class EngineError extends Error {
  abstract readonly code: string;
}

/** The service understood the write and refuses it: the record fails alone, and the call did nothing. */
export class RecordRefused extends EngineError {
  readonly code: string;
  readonly field: string | null;
  constructor(code: string, message: string, options: { field?: string | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'RecordRefused';
    this.code = code;
    this.field = options.field ?? null;
  }
}

/** A write was sent and its answer is not known (time-out, dropped connection, unreadable answer): probe, never repeat a create. */
export class WriteInDoubt extends EngineError {
  readonly code = 'WRITE_IN_DOUBT';
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'WriteInDoubt';
  }
}

/** The record is proven gone: 404 or 204 on a direct read or write. */
export class RecordGone extends EngineError {
  readonly code = 'RECORD_GONE';
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'RecordGone';
  }
}

/** The day's quota (less the reserve) is used up: the run rests until `resumeAtMs`. */
export class QuotaExhausted extends EngineError {
  readonly code = 'QUOTA_EXHAUSTED';
  /** Epoch milliseconds on our own clock. */
  readonly resumeAtMs: number;
  constructor(message: string, resumeAtMs: number) {
    super(message);
    this.name = 'QuotaExhausted';
    this.resumeAtMs = resumeAtMs;
  }
}

/** Tokens are refused for good: a person must authorise again. Ends the run. */
export class AuthorisationLost extends EngineError {
  readonly code = 'REAUTHORISATION_REQUIRED';
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'AuthorisationLost';
  }
}

/** The service cannot be reached or answers errors after every safe retry. For one record: fails it. For a list: ends the run. */
export class ServiceUnavailable extends EngineError {
  readonly code = 'SERVICE_UNAVAILABLE';
  /** It may be over later: worth a rest. */
  readonly passes: boolean = true;
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'ServiceUnavailable';
  }
}

/** Another process owns the connection now: everything stops at once and writes nothing more. */
export class LeaseLost extends EngineError {
  readonly code = 'LEASE_LOST';
  constructor(message = 'another process has taken over this connection') {
    super(message);
    this.name = 'LeaseLost';
  }
}

/** A user asked the run to stop. */
export class RunCancelled extends EngineError {
  readonly code = 'CANCELLED';
  constructor() {
    super('the run was cancelled');
    this.name = 'RunCancelled';
  }
}

/** A fault that ends the whole run, with its user-facing reason (preflight, mapping, configuration). */
export class RunRefused extends EngineError {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'RunRefused';
    this.code = code;
  }
}
