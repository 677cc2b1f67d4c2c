/** What a record is to the sync, by sync type (T1 to T4): one table, asked in one place. */
import type { SyncTypeName, TableName } from '../mapping/plan.ts';
import { PARENTS_OF_PERSONS } from './model.ts';
import type { ServiceRecord, Side } from './services.ts';

/** The table that records of each shape belong to; null: the sync type leaves them alone. */
export interface Shapes {
  readonly company: TableName | null;
  readonly contactOfCompany: TableName | null;
  readonly contactAlone: TableName | null;
  readonly businessCustomer: TableName | null;
  readonly contactPerson: TableName | null;
  readonly individualCustomer: TableName | null;
}

export const SHAPES_OF_SYNC_TYPE: Readonly<Record<SyncTypeName, Shapes>> = {
  I: {
    company: 'business',
    contactOfCompany: null,
    contactAlone: null,
    businessCustomer: 'business',
    contactPerson: null,
    individualCustomer: null,
  },
  II: {
    company: null,
    contactOfCompany: 'individual',
    contactAlone: 'individual',
    businessCustomer: null,
    contactPerson: null,
    individualCustomer: 'individual',
  },
  III: {
    company: 'business',
    contactOfCompany: 'person',
    contactAlone: null,
    businessCustomer: 'business',
    contactPerson: 'person',
    individualCustomer: null,
  },
  IV: {
    company: 'business',
    contactOfCompany: 'person',
    contactAlone: 'individual',
    businessCustomer: 'business',
    contactPerson: 'person',
    individualCustomer: 'individual',
  },
};

/** Tables whose records exist under a record of another module: the modules of those, by side. */
export const PARENT_MODULES: Partial<Record<TableName, Readonly<Record<Side, string>>>> = {
  person: PARENTS_OF_PERSONS,
};

/** The module whose listing brings the records of a Books module along; others are listed themselves. */
export const READ_ALONG_WITH: Readonly<Record<string, string>> = { contact_persons: 'contacts' };

/** Tables whose FSM records are told of a new Books counterpart, so that Zoho's own screens show it. */
export const NOTES_COUNTERPART: ReadonlySet<TableName> = new Set(['business', 'person', 'individual']);

/** Records of one person are never copied beside each other: the same e-mail in one company is the same person. */
export const NEVER_CLONED: ReadonlySet<TableName> = new Set(['person']);

/** A record with the table it belongs to and the module it is filed under. */
export interface RoutedRecord {
  readonly kind: TableName | null;
  readonly module: string;
  readonly record: ServiceRecord;
}

/** The record itself, and what it brings along. */
export function route(
  shapes: Shapes,
  side: Side,
  module: string,
  record: ServiceRecord,
): readonly RoutedRecord[] {
  const own = { kind: kindOf(shapes, side, module, record), module, record };
  if (shapes.contactPerson === null || record.persons === undefined) return [own];
  // A contact person has no state of its own (books-api.md 4.3): what becomes of its customer is the customer's matter.
  const persons = record.persons.map((person) => ({
    kind: shapes.contactPerson,
    module: 'contact_persons',
    record: { ...person, active: true },
  }));
  return [own, ...persons];
}

function kindOf(shapes: Shapes, side: Side, module: string, record: ServiceRecord): TableName | null {
  if (side === 'BOOKS') {
    if (module === 'contact_persons') return shapes.contactPerson;
    if (module === 'contacts')
      return record.group === 'individual' ? shapes.individualCustomer : shapes.businessCustomer;
    return 'items';
  }
  if (module === 'Companies') return shapes.company;
  if (module === 'Contacts')
    return (record.parentId ?? null) === null ? shapes.contactAlone : shapes.contactOfCompany;
  return 'items';
}
