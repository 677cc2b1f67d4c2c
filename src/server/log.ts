/** The structured log. It goes to people and machines outside the installation, so it drops secrets and payloads by key. */
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LOG_LEVELS } from './config.ts';

const REMOVED = '[removed]';
const DEPTH_MAX = 6;

/** Keys under which a secret or a customer's data may hang, compared in lower case without `_` and `-`. */
const SECRET_KEYS = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'secret',
  'clientsecret',
  'token',
  'accesstoken',
  'refreshtoken',
  'admintoken',
  'bearer',
  'appkey',
  'apikey',
  'databaseurl',
  'mongodburl',
  'redisurl',
  'smtpurl',
]);
const PAYLOAD_KEYS = new Set([
  'payload',
  'body',
  'data',
  'record',
  'records',
  'values',
  'value',
  'fields',
  'response',
  'request',
  'variables',
  'input',
  'args',
  'label',
  'headers',
]);

const ENDS_IN_SECRET = /(token|secret|password)$/;
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Zoho-oauthtoken)\s+[^\s"',;]+/gi, `$1 ${REMOVED}`],
  [/\b((?:access_|refresh_|client_)?(?:token|secret)|password)=[^\s&"']+/gi, `$1=${REMOVED}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${REMOVED}@`],
  [/\b1000\.[0-9a-f]{32}\.[0-9a-f]{32}\b/gi, REMOVED],
];

/** Removes what looks like a secret from a sentence: bearer tokens, passwords in URLs, Zoho tokens. */
export function redactText(text: string): string {
  return SECRETS_IN_TEXT.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}

function isRemoved(key: string): boolean {
  const plain = key.toLowerCase().replace(/[_-]/g, '');
  return SECRET_KEYS.has(plain) || PAYLOAD_KEYS.has(plain) || ENDS_IN_SECRET.test(plain);
}

/** A copy fit for the log: whatever hangs under a secret or payload-like key is gone, at any depth. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEPTH_MAX || ArrayBuffer.isView(value)) return REMOVED;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, isRemoved(key) ? REMOVED : redact(entry, depth + 1)]),
  );
}

/** Of an error only what is known to be safe: other properties of foreign errors quote requests and rows. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    ...('code' in error && { code: error.code }),
    ...(error.stack !== undefined && { stack: redactText(error.stack) }),
    ...(error.cause !== undefined && { cause: redact(error.cause, depth + 1) }),
  };
}

export type AppLog = Logger;

/** Makes the logger. JSON lines on standard output unless another destination is given. */
export function createLog(options: {
  level: (typeof LOG_LEVELS)[number];
  destination?: DestinationStream;
}): AppLog {
  const log = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Pino's own would copy every property of an error, such as the answer a client failed on.
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args.map((argument) =>
            typeof argument === 'string' ? redactText(argument) : argument,
          );
          const error = errorOf(first);
          // Left without a message, pino takes the error's as it is.
          if (error && rest.length === 0) rest.push(redactText(error.message));
          method.apply(this, [first instanceof Error ? { err: first } : first, ...rest] as typeof args);
        },
      },
    },
    options.destination ?? pino.destination(1),
  );
  // Children write their fields once, past the formatter; they inherit this method, and so do theirs.
  const child = log.child;
  log.child = function redactedChild(this: AppLog, fields: object, settings?: object) {
    return child.call(this, redactFields(fields), settings);
  } as typeof log.child;
  return log;
}

function errorOf(argument: unknown): Error | null {
  if (argument instanceof Error) return argument;
  if (typeof argument !== 'object' || argument === null || !('err' in argument)) return null;
  return argument.err instanceof Error ? argument.err : null;
}

/** The copy of an object is an object: `redact` keeps the shape. */
const redactFields = (fields: object) => redact(fields) as Record<string, unknown>;
