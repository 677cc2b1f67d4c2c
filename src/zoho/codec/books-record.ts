/** Books rows and bodies. Absent values are `""` of any type, seldom null (books-api.md 3.6). */
import type { ServiceRecord } from '../../engine/services.ts';
import { wholeAddress } from './books-address.ts';
import { type FieldReader, isRow, type Row, rawMember } from './record.ts';
import { decoderOf, encodeValue } from './values.ts';

const CUSTOM_PREFIX = 'cf_';

export function isCustomField(apiName: string): boolean {
  return apiName.startsWith(CUSTOM_PREFIX);
}

/**
 * A custom field stands in `custom_fields` by its api name, in `custom_field_hash`, or promoted to the row itself; the
 * `_unformatted` form is the stored one (books-api.md 3.7, 4.5). Details list only fields that hold a value, so a field
 * missing there is empty; a list row without any of the three tells nothing.
 */
function rawCustomField(row: Row, apiName: string): unknown {
  const listed = row.custom_fields;
  if (Array.isArray(listed)) {
    const entry = listed.find((candidate) => isRow(candidate) && candidate.api_name === apiName);
    if (entry !== undefined) return entry.value ?? null;
  }
  for (const place of [row.custom_field_hash, row]) {
    if (!isRow(place)) continue;
    const raw = place[`${apiName}_unformatted`] ?? place[apiName];
    if (raw !== undefined) return raw;
  }
  // Only a detail has the hash; a list row's empty array proves nothing.
  return isRow(row.custom_field_hash) ? null : undefined;
}

export function booksFieldReader(apiName: string, kind: string): FieldReader {
  const decode = decoderOf(kind);
  const path = apiName.split('.');
  const raw = isCustomField(apiName)
    ? (row: Row) => rawCustomField(row, apiName)
    : (row: Row) => rawMember(row, path);
  return (row) => {
    const value = raw(row);
    return value === undefined ? undefined : decode(value);
  };
}

/**
 * The body of a create or update: custom fields in their list, everything else by name. `""` clears. On a create,
 * empty values are left out, so that the organisation's defaults hold. `present` is the record as it is: nested objects
 * are written whole.
 */
export function booksBody(
  values: ServiceRecord['values'],
  kindOf: (apiName: string) => string,
  mode: 'create' | 'update',
  present: Row = {},
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const nested: Record<string, Record<string, unknown>> = {};
  const customFields: { api_name: string; value: unknown }[] = [];
  for (const [apiName, value] of Object.entries(values)) {
    if (value === null && mode === 'create') continue;
    const encoded = encodeValue(kindOf(apiName), value, '');
    const [top = apiName, member] = apiName.split('.');
    if (isCustomField(apiName)) customFields.push({ api_name: apiName, value: encoded });
    else if (member === undefined) body[apiName] = encoded;
    else nested[top] = { ...nested[top], [member]: encoded };
  }
  for (const [top, changed] of Object.entries(nested)) body[top] = wholeAddress(present[top], changed);
  if (customFields.length > 0) body.custom_fields = customFields;
  return body;
}
