/** Writes addressed by a custom field without duplicates (docs/zoho.md, books-api.md 4.4). */
import { UNIQUE_KEY_HEADER, UNIQUE_VALUE_HEADER, UPSERT_HEADER } from '../../zoho-api/index.ts';
import type { ServiceCall } from '../core/exchange.ts';
import { invalidValue } from './envelope.ts';

export interface WriteKey {
  /** Api name of the field. */
  readonly field: string;
  readonly value: string;
  /** Whether a record is to be made when none holds the value. */
  readonly upsert: boolean;
}

/** What the headers of a keyed write name. @throws Refusal unless the module has such a field and the value is given */
export function writeKey({ organization, request }: ServiceCall, module: string): WriteKey {
  const key = request.headers[UNIQUE_KEY_HEADER.toLowerCase()];
  const value = request.headers[UNIQUE_VALUE_HEADER.toLowerCase()];
  const field = typeof key === 'string' ? organization.fields.of('books', module).get(key) : undefined;
  if (field === undefined || !field.unique || field.removed) throw invalidValue(UNIQUE_KEY_HEADER);
  if (typeof value !== 'string' || value === '') throw invalidValue(UNIQUE_VALUE_HEADER);
  return {
    field: field.apiName,
    value,
    upsert: request.headers[UPSERT_HEADER.toLowerCase()] === 'true',
  };
}
