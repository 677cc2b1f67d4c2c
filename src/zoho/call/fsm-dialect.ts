/** How FSM answers (fsm-api.md 2, 3, 10). A failure may come under HTTP 200, and an empty answer is 204. */
import { z } from 'zod';
import { RecordRefused } from '../../engine/errors.ts';
import { FSM_CODE, RATE_HEADERS } from '../../zoho-api/index.ts';
import { parseExact } from '../codec/json.ts';
import { FsmError, UnreadableAnswer } from '../errors.ts';
import { type Dialect, duplicateNameSentence, headerNumber, type Verdict } from './verdict.ts';

const code = z.union([z.string(), z.number().transform(String)]).optional();

const details = z.looseObject({
  api_name: z.string().optional(),
  parent_api_name: z.string().optional(),
  maximum_length: z.number().optional(),
});

/** One place where FSM may report an outcome: the body itself, `data[0]`, `data.<Module>[0]`, its `finance_data`. */
const report = z.looseObject({
  code,
  status: z.string().optional(),
  result: z.string().optional(),
  message: z.string().optional(),
  details: details.optional().catch(undefined),
});
type Report = z.infer<typeof report>;

/** `2030` is the success code of an invoice (fsm-api.md 7). */
const SUCCESS: ReadonlySet<string> = new Set([FSM_CODE.success, '2030']);
const TOKEN_CODES: ReadonlySet<string> = new Set([
  FSM_CODE.invalidToken,
  'INVALID_OAUTHTOKEN',
  'AUTHENTICATION_FAILURE',
]);
const FORBIDDEN_CODES: ReadonlySet<string> = new Set([FSM_CODE.noPermission, 'AUTHORIZATION_FAILED']);
/** What a limit looks like in FSM is not documented: any code that speaks of one counts (fsm-api.md 2). */
const THROTTLE_CODE = /TOO_MANY|THROTTLE|LIMIT_EXCEEDED|RATE_LIMIT/;
const THROTTLE_TEXT = /too many requests|call limit|rate limit|throttl/i;
const DAY_TEXT = /\bday\b|daily/i;

/** FSM's records never carry these members, so an outcome is told from a row by them. */
function isOutcome(value: unknown): value is object {
  return typeof value === 'object' && value !== null && ('code' in value || 'finance_data' in value);
}

/** All reports in the body, the most specific first (fsm-api.md 10: read `data[0]` before the body). */
function reports(body: object): Report[] {
  const data = 'data' in body ? body.data : undefined;
  const rows: unknown[] = Array.isArray(data)
    ? data.slice(0, 1)
    : typeof data === 'object' && data !== null
      ? Object.values(data).flatMap((rows) => (Array.isArray(rows) ? rows.slice(0, 1) : []))
      : [];
  const nested = rows
    .filter(isOutcome)
    .flatMap((row) => ('finance_data' in row ? [row.finance_data, row] : [row]));
  return [...nested, body].flatMap((candidate) => {
    const parsed = report.safeParse(candidate);
    return parsed.success ? [parsed.data] : [];
  });
}

function failed(one: Report): boolean {
  if (one.code !== undefined) return !SUCCESS.has(one.code);
  return one.status === 'error' || one.result === 'error';
}

/** A field's own name is a word of the schema; anything else is not repeated. */
function fieldOf(one: Report): string | null {
  const names = [one.details?.parent_api_name, one.details?.api_name].filter((name) => name !== undefined);
  const field = names.join('.');
  return /^[\w$.]{1,80}$/.test(field) ? field : null;
}

function refused(one: Report, status: number): RecordRefused {
  const word = one.code !== undefined && /^\w{1,60}$/.test(one.code) ? one.code : null;
  const cause = new FsmError(word, status);
  const field = fieldOf(one);
  const where = field === null ? '' : ` in field '${field}'`;
  const refuse = (ours: string, sentence: string) => new RecordRefused(ours, sentence, { field, cause });
  if (word === FSM_CODE.duplicateData)
    return refuse('DUPLICATE_NAME', `${duplicateNameSentence('FSM')}${where}`);
  if (word === FSM_CODE.mandatoryNotFound) {
    return refuse('MANDATORY_EMPTY', `FSM misses a mandatory value${where}; fill it in or map it`);
  }
  if (word === FSM_CODE.invalidModule)
    return refuse('INVALID_MODULE', 'FSM does not know this module or call');
  if (word === FSM_CODE.invalidUrlPattern) return refuse('INVALID_URL', 'FSM does not know this address');
  if (word !== null && FORBIDDEN_CODES.has(word)) {
    return refuse(
      'NO_PERMISSION',
      'the profile of the user who authorised the connection may not do this in FSM',
    );
  }
  if (word !== FSM_CODE.invalidData) {
    return refuse('REFUSED_BY_FSM', `FSM refuses the record${where} (its code ${word ?? 'none'})`);
  }
  const most = one.details?.maximum_length;
  if (most === undefined)
    return refuse('INVALID_VALUE', `FSM refuses the value${where}; correct the record or the mapping`);
  return refuse('VALUE_TOO_LONG', `FSM keeps at most ${most} characters${where}; shorten the value`);
}

function throttles(one: Report, status: number): boolean {
  if (status === 429) return true;
  if (THROTTLE_CODE.test(one.code ?? '')) return true;
  return one.code !== FSM_CODE.invalidData && THROTTLE_TEXT.test(one.message ?? '');
}

function errorVerdict(one: Report, status: number): Verdict {
  const cause = new FsmError(one.code ?? null, status);
  if (throttles(one, status)) {
    return DAY_TEXT.test(one.message ?? '')
      ? { kind: 'quota', cause }
      : { kind: 'throttled', scope: 'minute', cause };
  }
  if (status >= 500) return { kind: 'fault', cause };
  if (one.code === FSM_CODE.scopeMismatch) {
    const message = 'the authorisation lacks a scope for FSM (OAUTH_SCOPE_MISMATCH)';
    return { kind: 'forbidden', message, cause };
  }
  if (status === 401 || TOKEN_CODES.has(one.code ?? '')) return { kind: 'token', cause };
  const unknownId = one.code === FSM_CODE.invalidData && one.details?.api_name === 'id';
  if (unknownId || (status === 404 && one.code !== FSM_CODE.invalidUrlPattern))
    return { kind: 'gone', cause };
  return { kind: 'refused', error: refused(one, status) };
}

function verdict(status: number, text: string): Verdict {
  if (status === 204) return { kind: 'ok', body: null };
  const body = parsedOrNull(text);
  if (typeof body !== 'object' || body === null) {
    if (status === 429) return { kind: 'throttled', scope: 'minute', cause: new FsmError(null, status) };
    return { kind: 'fault', cause: new UnreadableAnswer(status, 'no JSON answer of FSM') };
  }
  if (status >= 200 && status < 300) {
    if ('restricted_to_delete' in body) {
      return { kind: 'refused', error: refused({ code: 'RESTRICTED_TO_DELETE' }, status) };
    }
    const failure = reports(body).find(failed);
    return failure === undefined ? { kind: 'ok', body } : errorVerdict(failure, status);
  }
  return errorVerdict(reports(body).find((one) => one.code !== undefined) ?? {}, status);
}

function parsedOrNull(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return null;
  }
}

export const fsmDialect: Dialect = {
  service: 'fsm',
  name: 'FSM',
  verdict,
  /** They describe the window of a minute (fsm-api.md 2). */
  limits: (headers) => ({ day: null, perMinute: headerNumber(headers, RATE_HEADERS.fsm.limit) }),
};
