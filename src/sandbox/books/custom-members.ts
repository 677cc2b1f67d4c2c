/** How custom fields read in lists and details (docs/zoho.md, books-api.md 4.5). */
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { type CustomValues, customFieldsOf } from './member-values.ts';

function member(field: FieldInfo, position: number, value: string | number | boolean) {
  return {
    customfield_id: field.id,
    index: position + 1,
    label: field.label,
    api_name: field.apiName,
    placeholder: field.apiName,
    data_type: field.dataType,
    value,
    value_formatted: String(value),
    show_on_pdf: false,
    show_in_all_pdf: false,
    show_in_portal: false,
    edit_on_portal: false,
    edit_on_store: false,
    is_active: true,
    is_dependent_field: false,
  };
}

/** The custom fields that hold a value, as record-level objects and as the hash. */
export function customMembers(organization: Organization, module: string, custom: CustomValues | null) {
  const list: Record<string, unknown>[] = [];
  const hash: Record<string, unknown> = {};
  for (const [position, field] of customFieldsOf(organization, module).entries()) {
    const value = custom?.[field.apiName];
    if (value === undefined || value === '') continue;
    list.push(member(field, position, value));
    hash[field.apiName] = String(value);
    hash[`${field.apiName}_unformatted`] = value;
  }
  return { list, hash };
}

/** Drops what the organisation took out of the module. */
export function withoutRemoved(
  organization: Organization,
  module: string,
  row: Record<string, unknown>,
): Record<string, unknown> {
  for (const field of organization.fields.of('books', module).values()) {
    if (field.removed) delete row[field.apiName];
  }
  return row;
}
