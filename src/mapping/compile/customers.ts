import { CUSTOMER_TABLES, type CustomerTable, TABLES_OF_SYNC_TYPE } from '../pairs/customers.ts';
import type { CustomersDefinition, TableDefinition } from '../pairs/definition.ts';
import { type CompiledTable, SYNC_TYPES, type SyncTypeName } from '../plan.ts';
import { type CatalogListing, listCatalog } from './catalog.ts';
import { customersShape } from './definition-schema.ts';
import { type CompileOptions, compileTable, type OmittedRule, policyFinding } from './table.ts';
import type { MappingViolation } from './violations.ts';

/** The tables of customers by name. A set without a sync type has them all, one with a sync type has just that type's. */
export type CustomerTables = Readonly<Partial<Record<CustomerTable, CompiledTable>>>;

export interface CompiledCustomers {
  /** The sync type the set is bound to; null: it serves every type. */
  readonly syncType: SyncTypeName | null;
  readonly tables: CustomerTables;
}

export type CustomersResult =
  | { readonly ok: true; readonly customers: CompiledCustomers; readonly omitted: readonly OmittedRule[] }
  | { readonly ok: false; readonly violations: readonly MappingViolation[] };

const PLACE = 'customers';
const ALL_TABLES = Object.keys(CUSTOMER_TABLES) as readonly CustomerTable[];

function isCustomersDefinition(definition: unknown): definition is CustomersDefinition {
  return customersShape.safeParse(definition).success;
}

function isSyncType(value: unknown): value is SyncTypeName {
  return SYNC_TYPES.some((type) => type === value);
}

function isCustomerTable(name: string): name is CustomerTable {
  return Object.hasOwn(CUSTOMER_TABLES, name);
}

function violation(code: string, message: string, ...path: string[]): MappingViolation {
  return { code, path: path.length === 0 ? [PLACE] : path, message };
}

/** Tables that are missing, or of another sync type, or no tables. */
function wrongTables(definition: CustomersDefinition): readonly MappingViolation[] {
  const { syncType, tables } = definition;
  if (syncType !== null && !isSyncType(syncType)) {
    return [
      violation('UNKNOWN_SYNC_TYPE', 'syncType is not a sync type: use I, II, III or IV, or leave it out'),
    ];
  }
  const used: readonly string[] = syncType === null ? ALL_TABLES : TABLES_OF_SYNC_TYPE[syncType];
  const found: MappingViolation[] = [];
  for (const name of Object.keys(tables)) {
    if (used.includes(name)) continue;
    const message = isCustomerTable(name)
      ? `sync type ${syncType} has no table ${name}: remove it, or leave syncType out`
      : `${name} is no table of customers: use business, person or individual`;
    found.push(violation('UNKNOWN_TABLE', message, name));
  }
  for (const name of used) {
    if (Object.hasOwn(tables, name)) continue;
    const who = syncType === null ? 'a set without a sync type' : `sync type ${syncType}`;
    found.push(violation('TABLE_MISSING', `${who} needs the table ${name}: add it`));
  }
  return found;
}

const MODULES = {
  business: { fsm: 'companies', books: 'customers' },
  person: { fsm: 'contacts', books: 'persons' },
  individual: { fsm: 'contacts', books: 'customers' },
} as const;

function tableOf(definition: CustomersDefinition, name: CustomerTable, entries: object): TableDefinition {
  const { fsm, books } = MODULES[name];
  return {
    pairTable: CUSTOMER_TABLES[name],
    fsm: definition.modules[fsm],
    books: definition.modules[books],
    conflict: definition.conflict,
    entries: { ...entries },
  };
}

/**
 * Compiles the tables of the pair Companies and Contacts with Customers (T1 to T4).
 * @param definition - what a set's `customers.ts` exports by default; anything else is answered with a violation
 */
export function compileCustomers(definition: unknown, options: CompileOptions = {}): CustomersResult {
  if (!isCustomersDefinition(definition)) {
    const message =
      'the file exports no customers(...) by default: import customers from the catalog of the set';
    return { ok: false, violations: [violation('NOT_A_MAPPING', message)] };
  }
  const violations: MappingViolation[] = [...wrongTables(definition)];
  const policy = policyFinding(definition.conflict);
  if (policy !== null) violations.push(violation(policy.code, policy.message));
  const tables: Partial<Record<CustomerTable, CompiledTable>> = {};
  const omitted: OmittedRule[] = [];
  for (const [name, entries] of Object.entries(definition.tables)) {
    if (!isCustomerTable(name)) continue;
    if (typeof entries !== 'object' || entries === null) {
      violations.push(violation('NOT_A_TABLE', `${name} is no table: give it an object of rules`, name));
      continue;
    }
    // A policy that is none was complained about once, for all tables.
    const sound = policy === null ? definition : { ...definition, conflict: 'latestWins' as const };
    const compiled = compileTable(tableOf(sound, name, entries), CUSTOMER_TABLES[name], options);
    if (!compiled.ok) violations.push(...compiled.violations);
    else {
      tables[name] = compiled.table;
      omitted.push(...compiled.omitted.map(({ key, reason }) => ({ key: `${name}.${key}`, reason })));
    }
  }
  if (violations.length > 0) return { ok: false, violations };
  return { ok: true, customers: { syncType: definition.syncType, tables }, omitted };
}

/** The catalog a `customers.ts` was written against; empty when it exports no customers tables. */
export function customersCatalog(
  definition: unknown,
  options: CompileOptions = {},
): readonly CatalogListing[] {
  if (!isCustomersDefinition(definition)) return [];
  const edition = options.edition ?? null;
  const listed = new Map<string, CatalogListing>();
  for (const name of ALL_TABLES) {
    for (const module of listCatalog(tableOf(definition, name, {}), CUSTOMER_TABLES[name], edition))
      listed.set(`${module.service}.${module.module}`, module);
  }
  return [...listed.values()];
}

/** The tables a connection of the sync type uses, in the order they are synced; empty where the set lacks one. */
export function customerTablesFor(
  customers: CompiledCustomers,
  type: SyncTypeName,
): readonly CompiledTable[] {
  const tables = TABLES_OF_SYNC_TYPE[type].map((name) => customers.tables[name]);
  const present = tables.filter((table) => table !== undefined);
  return present.length === tables.length ? present : [];
}
