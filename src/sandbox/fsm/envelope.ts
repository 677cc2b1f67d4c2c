/** FSM's answers: `{ data, info }` and its errors (docs/zoho.md, fsm-api.md 3, 10). */
import { FSM_CODE, PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import { type Answer, positiveInteger, Refusal, type ServiceCall } from '../core/exchange.ts';
import { isRecord, parseJson } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';

type Details = Readonly<Record<string, unknown>>;

function errorMembers(code: string, message: string, details: Details) {
  return { code, details, message, status: 'error' };
}

/** An error whose members are the body itself. */
export function fsmFailure(
  status: number,
  code: number | string,
  message: string,
  details: Details = {},
): Answer {
  return { status, body: errorMembers(String(code), message, details) };
}

export function fsmRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal(code, fsmFailure(status, code, message));
}

/** An error about a record, which comes inside `data[0]`. */
export function fsmRecordRefusal(code: string, message: string, details: Details): Refusal {
  return new Refusal(code, { status: 400, body: { data: [errorMembers(code, message, details)] } });
}

export function invalidData(details: Details): Refusal {
  return fsmRecordRefusal(FSM_CODE.invalidData, 'invalid data', details);
}

export function invalidUrl(): Refusal {
  const message = 'Please check if the URL trying to access is a correct one';
  return fsmRefusal(404, FSM_CODE.invalidUrlPattern, message);
}

export function invalidModule(): Refusal {
  return fsmRefusal(400, FSM_CODE.invalidModule, 'the module name given seems to be invalid');
}

/** No record, no match: 204 without a body. */
export const NO_CONTENT: Answer = { status: 204 };

/** A body as JSON object. @throws Refusal for anything else */
export function fsmBody({ request }: ServiceCall): Readonly<Record<string, unknown>> {
  const parsed = parseJson(request.body);
  if (isRecord(parsed)) return parsed;
  throw fsmRefusal(400, FSM_CODE.invalidData, 'body is not a JSON object');
}

/** The records of a write, `{ data: [ … ] }`. */
export function fsmRecords(call: ServiceCall): Readonly<Record<string, unknown>>[] {
  const { data } = fsmBody(call);
  if (!Array.isArray(data) || data.length === 0 || !data.every(isRecord)) {
    throw fsmRefusal(400, FSM_CODE.invalidData, 'data must be a list of records');
  }
  return data;
}

export interface FsmPaging {
  page: number;
  perPage: number;
}

export function fsmPaging({ request }: ServiceCall): FsmPaging {
  const perPage = positiveInteger(request.query.get('per_page'), PAGE_SIZE_MAX);
  return { page: positiveInteger(request.query.get('page'), 1), perPage: Math.min(perPage, PAGE_SIZE_MAX) };
}

/** A page of records, or 204 when it is empty. */
export function fsmPage(rows: readonly unknown[], paging: FsmPaging, more: boolean): Answer {
  if (rows.length === 0) return NO_CONTENT;
  const info = { per_page: paging.perPage, count: rows.length, page: paging.page, more_records: more };
  return { status: 200, body: { data: rows, info } };
}

/** The organisation's one user, who makes and changes every record. */
export function userReference(organization: Organization): { name: string; id: string } {
  const { firstName, lastName } = organization.person;
  return { name: `${firstName} ${lastName}`, id: organization.userId };
}

/** As records show users: with the e-mail. */
export function userLookup(organization: Organization): { name: string; id: string; email: string } {
  return { ...userReference(organization), email: organization.person.email };
}
