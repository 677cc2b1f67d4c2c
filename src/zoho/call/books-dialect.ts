/** How Books and Invoice answer (books-api.md 2, 3.1, 8). Codes decide, never texts. */
import { z } from 'zod';
import { RecordRefused } from '../../engine/errors.ts';
import { BOOKS_CODE, RATE_HEADERS } from '../../zoho-api/index.ts';
import { parseExact } from '../codec/json.ts';
import { BooksError, UnreadableAnswer } from '../errors.ts';
import { type Dialect, duplicateNameSentence, headerNumber, type Verdict } from './verdict.ts';

const envelope = z.looseObject({ code: z.coerce.number(), message: z.string().optional() });

/** Codes that name what is wrong with a value. Those of "too long" and "missing" are unsourced (books-api.md 8). */
const REFUSALS: Readonly<Record<number, { readonly code: string; readonly sentence: string }>> = {
  [BOOKS_CODE.invalidValue]: { code: 'INVALID_VALUE', sentence: 'refuses a value' },
  [BOOKS_CODE.invalidElement]: {
    code: 'INVALID_VALUE',
    sentence: 'refuses a value, or misses a mandatory one',
  },
  [BOOKS_CODE.tooLong]: { code: 'VALUE_TOO_LONG', sentence: 'finds a text too long' },
  [BOOKS_CODE.invalidUrl]: { code: 'INVALID_URL', sentence: 'does not know this call' },
};

/**
 * The field that a refusal of code 2 names at the end of its text ("Invalid value passed for rate"). Only a plain word
 * is taken, so that no value gets through.
 */
function namedField(message: string | undefined): string | null {
  const match = /\bpassed for ([A-Za-z][A-Za-z_ ]{0,40})\.?$/.exec(message ?? '');
  return match?.[1] === undefined ? null : match[1].trim().toLowerCase().replaceAll(' ', '_');
}

function refused(code: number, status: number, message: string | undefined): RecordRefused {
  const cause = new BooksError(code, status);
  if (code === BOOKS_CODE.contactNameExists || code === BOOKS_CODE.itemNameExists) {
    return new RecordRefused('DUPLICATE_NAME', duplicateNameSentence('Books'), { cause });
  }
  const known = REFUSALS[code];
  const field = code === BOOKS_CODE.invalidValue ? namedField(message) : null;
  const where = field === null ? '' : ` of field '${field}'`;
  const sentence = known?.sentence ?? 'refuses the record';
  return new RecordRefused(
    known?.code ?? 'REFUSED_BY_BOOKS',
    `Books ${sentence}${where} (its code ${code}); correct the record or the mapping`,
    { field, cause },
  );
}

function errorVerdict(code: number, status: number, message: string | undefined): Verdict {
  const cause = new BooksError(code, status);
  if (status >= 500) return { kind: 'fault', cause };
  if (code === BOOKS_CODE.perDayLimit) return { kind: 'quota', cause };
  if (code === BOOKS_CODE.concurrencyLimit) return { kind: 'throttled', scope: 'concurrency', cause };
  if (status === 429 || code === BOOKS_CODE.perMinuteLimit || code === BOOKS_CODE.blocked) {
    return { kind: 'throttled', scope: 'minute', cause };
  }
  if (code === BOOKS_CODE.wrongOrganization) {
    const message = 'the user who authorised the connection is no member of the Books organisation';
    return { kind: 'forbidden', message, cause };
  }
  if (status === 401 || code === BOOKS_CODE.unauthorized || code === BOOKS_CODE.invalidAuthentication) {
    return { kind: 'token', cause };
  }
  // An unknown URL (code 5) is our mistake or a missing feature, never the proof that a record is gone.
  if (code === BOOKS_CODE.notFound || (status === 404 && code !== BOOKS_CODE.invalidUrl))
    return { kind: 'gone', cause };
  return { kind: 'refused', error: refused(code, status, message) };
}

function verdict(status: number, text: string): Verdict {
  const parsed = envelope.safeParse(parsedOrNull(text));
  if (!parsed.success) {
    if (status === 429) return { kind: 'throttled', scope: 'minute', cause: new BooksError(null, status) };
    return { kind: 'fault', cause: new UnreadableAnswer(status, 'no JSON answer of Books') };
  }
  const { code, message } = parsed.data;
  // Both must be right: a failure under HTTP 200 has been reported (books-api.md 3.1).
  if (code === BOOKS_CODE.success && status >= 200 && status < 300) return { kind: 'ok', body: parsed.data };
  if (code === BOOKS_CODE.success) return { kind: 'fault', cause: new BooksError(code, status) };
  return errorVerdict(code, status, message);
}

function parsedOrNull(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return null;
  }
}

export const booksDialect: Dialect = {
  service: 'books',
  name: 'Books',
  verdict,
  /** They describe the day; `reset` counts down in seconds (books-api.md 2). */
  limits: (headers, nowMs) => {
    const limit = headerNumber(headers, RATE_HEADERS.books.limit);
    const remaining = headerNumber(headers, RATE_HEADERS.books.remaining);
    const resetSeconds = headerNumber(headers, RATE_HEADERS.books.reset);
    if (limit === null || remaining === null || resetSeconds === null) return { day: null, perMinute: null };
    return { day: { limit, remaining, resetAtMs: nowMs + resetSeconds * 1_000 }, perMinute: null };
  },
};
