import type { FieldKind, ServiceName } from '../plan.ts';

/** Zoho's words for data types (books-api.md 7.6, fsm-api.md 8, and CRM's, whose platform FSM shares). */
const KINDS: Readonly<Record<ServiceName, Readonly<Record<string, FieldKind>>>> = {
  fsm: {
    text: 'text',
    textarea: 'multiline',
    email: 'email',
    phone: 'phone',
    website: 'url',
    url: 'url',
    picklist: 'picklist',
    boolean: 'boolean',
    integer: 'integer',
    bigint: 'integer',
    double: 'decimal',
    decimal: 'decimal',
    currency: 'decimal',
    percent: 'decimal',
    date: 'date',
    datetime: 'datetime',
    lookup: 'reference',
    ownerlookup: 'reference',
    userlookup: 'reference',
  },
  books: {
    string: 'text',
    text: 'text',
    multiline: 'multiline',
    textarea: 'multiline',
    email: 'email',
    phone: 'phone',
    url: 'url',
    dropdown: 'picklist',
    check_box: 'boolean',
    boolean: 'boolean',
    number: 'integer',
    integer: 'integer',
    decimal: 'decimal',
    amount: 'decimal',
    percent: 'decimal',
    date: 'date',
    date_time: 'datetime',
    datetime: 'datetime',
    lookup: 'reference',
    external_lookup: 'reference',
  },
};

/** The kind of a field by its service's own word; null for words that are not known, which then prove nothing. */
export function kindOfDataType(service: ServiceName, dataType: string): FieldKind | null {
  return KINDS[service][dataType.trim().toLowerCase()] ?? null;
}
