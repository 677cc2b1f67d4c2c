/** Books' answers: `{ code, message, … }` (docs/zoho.md, books-api.md 3.1, 3.2, 8). */
import { BOOKS_CODE, PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import {
  type Answer,
  positiveInteger,
  Refusal,
  type SandboxRequest,
  type ServiceCall,
} from '../core/exchange.ts';
import { isRecord, parseJson } from '../core/json.ts';

export function booksFailure(status: number, code: number | string, message: string): Answer {
  return { status, body: { code, message } };
}

/** A Books error, to be thrown. */
export function booksRefusal(status: number, code: number, message: string): Refusal {
  return new Refusal(String(code), booksFailure(status, code, message));
}

export function invalidValue(parameter: string): Refusal {
  return booksRefusal(400, BOOKS_CODE.invalidValue, `Invalid value passed for ${parameter}`);
}

export function booksSuccess(payload: Readonly<Record<string, unknown>>, message = 'success'): Answer {
  return { status: 200, body: { code: BOOKS_CODE.success, message, ...payload } };
}

/** 201 with the relative, old-style `Location` that live answers carry (books-api.md 1.5). */
export function booksCreated(
  resource: string,
  id: string,
  payload: Record<string, unknown>,
  message: string,
): Answer {
  const answer = booksSuccess(payload, message);
  return { ...answer, status: 201, headers: { location: `/api/v3/${resource}/${id}` } };
}

/**
 * The JSON object of a write: the body itself, or `JSONString` of a form (books-api.md 1.5).
 * @throws Refusal code 1038 for anything else
 */
export function booksBody(request: SandboxRequest): Readonly<Record<string, unknown>> {
  const form = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const text = form ? (new URLSearchParams(request.body).get('JSONString') ?? '') : request.body;
  const parsed = parseJson(text);
  if (isRecord(parsed)) return parsed;
  throw booksRefusal(400, BOOKS_CODE.malformedJson, 'JSON is not well formed');
}

export interface BooksPaging {
  page: number;
  perPage: number;
}

/** `page` from 1, `per_page` 200 unless told (books-api.md 3.3). */
export function booksPaging({ request, world }: ServiceCall): BooksPaging {
  const perPage = positiveInteger(request.query.get('per_page'), PAGE_SIZE_MAX);
  if (perPage > PAGE_SIZE_MAX && world.switches.booksPerPageOver200 === 'refuse')
    throw invalidValue('per_page');
  return { page: positiveInteger(request.query.get('page'), 1), perPage: Math.min(perPage, PAGE_SIZE_MAX) };
}

/** The `page_context` every paged list has; lists add their own keys. */
export function pageContext(paging: BooksPaging, more: boolean, report: string): Record<string, unknown> {
  return { page: paging.page, per_page: paging.perPage, has_more_page: more, report_name: report };
}
