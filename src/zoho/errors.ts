/**
 * What the services themselves said, one class per family, each with Zoho's code. They travel as the `cause` of the
 * engine's errors. Zoho's own texts are never carried: they quote field values (error of code 3062).
 */
import { type RecordRefused, RunRefused, ServiceUnavailable } from '../engine/errors.ts';

/** An answer of Books or Invoice whose `code` is not 0. */
export class BooksError extends Error {
  readonly code: string;
  readonly httpStatus: number;
  constructor(code: number | null, httpStatus: number) {
    super(`Books answered HTTP ${httpStatus}, code ${code ?? 'none'}`);
    this.name = 'BooksError';
    this.code = String(code ?? 'NONE');
    this.httpStatus = httpStatus;
  }
}

/** An answer of FSM whose code is not a success. */
export class FsmError extends Error {
  readonly code: string;
  readonly httpStatus: number;
  constructor(code: string | null, httpStatus: number) {
    super(`FSM answered HTTP ${httpStatus}, code ${code ?? 'none'}`);
    this.name = 'FsmError';
    this.code = code ?? 'NONE';
    this.httpStatus = httpStatus;
  }
}

/** The accounts server refused a token. Its errors come under HTTP 200 as well (books-api.md 1.4). */
export class TokenError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`Zoho's accounts server answered '${code}'`);
    this.name = 'TokenError';
    this.code = code;
  }
}

/** A login came to nothing. The sentence says what a person does next, and repeats neither code nor secret. */
export class AuthorisationRefused extends Error {
  readonly code:
    | 'ACCOUNTS_SERVER_NOT_ALLOWED'
    | 'CONSENT_REFUSED'
    | 'CODE_REFUSED'
    | 'CLIENT_REFUSED'
    | 'NO_REFRESH_TOKEN'
    | 'THROTTLED';
  constructor(code: AuthorisationRefused['code'], message: string) {
    super(message);
    this.name = 'AuthorisationRefused';
    this.code = code;
  }
}

/** An answer that cannot be read: HTML, cut off, not the documented shape. Holds no part of it. */
export class UnreadableAnswer extends Error {
  readonly code = 'UNREADABLE_ANSWER';
  readonly httpStatus: number;
  constructor(httpStatus: number, what: string) {
    super(`HTTP ${httpStatus} with ${what}`);
    this.name = 'UnreadableAnswer';
    this.httpStatus = httpStatus;
  }
}

/** The connection could not be opened: nothing was sent. */
export class ConnectionNotOpened extends Error {
  readonly code = 'CONNECTION_NOT_OPENED';
  constructor(host: string, cause: unknown) {
    super(`${host} cannot be reached (${reasonOf(cause)})`, { cause });
    this.name = 'ConnectionNotOpened';
  }
}

/** The request was sent, wholly or in part, and no answer came. */
export class AnswerLost extends Error {
  readonly code = 'ANSWER_LOST';
  constructor(host: string, cause: unknown) {
    super(`${host} gave no answer (${reasonOf(cause)})`, { cause });
    this.name = 'AnswerLost';
  }
}

/** Whether an exchange came to nothing on its way, in words that may be shown: they name a host and a reason. */
export function isTransportFault(
  error: unknown,
): error is ConnectionNotOpened | AnswerLost | UnreadableAnswer {
  return (
    error instanceof ConnectionNotOpened || error instanceof AnswerLost || error instanceof UnreadableAnswer
  );
}

/** A call that is about no single record was refused: it is the call that is wrong, or missing in this organisation. */
export class CollectionRefused extends ServiceUnavailable {
  /** The same call would be refused again. */
  override readonly passes = false;
  /** Null: the service does not know the address. */
  readonly refusal: RecordRefused | null;
  constructor(service: string, refusal: RecordRefused | null, cause: Error) {
    super(refusal === null ? `${service} does not know a call that the sync needs` : refusal.message, {
      cause,
    });
    this.name = 'CollectionRefused';
    this.refusal = refusal;
  }
}

/** A host that no data centre of Zoho has and that the installation does not allow. Ends the run. */
export class HostNotAllowed extends RunRefused {
  constructor(host: string) {
    super(
      'HOST_NOT_ALLOWED',
      `'${host}' is not an API host of Zoho: only https hosts of its data centres may be called; name others in ZOHO_ALLOWED_HOSTS`,
    );
    this.name = 'HostNotAllowed';
  }
}

function reasonOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
