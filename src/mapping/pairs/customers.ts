import type { CatalogModule, FieldSpec, GroupSpec } from '../catalog/specs.ts';
import type { ConflictPolicy, SyncTypeName } from '../plan.ts';
import type { CustomersVerdict, TablesOf } from '../verdict/customers.ts';
import type { TableKeys } from '../verdict/table.ts';
import type { CustomersDefinition } from './definition.ts';
import type { CarriedField, PairTable } from './pair.ts';

/** The Service address goes with Shipping, the Billing address with Billing, member by member (A1). */
const ADDRESSES = [
  { fsm: 'Service_Address.Street_1', books: 'shipping_address.address', identity: false },
  { fsm: 'Service_Address.Street_2', books: 'shipping_address.street2', identity: false },
  { fsm: 'Service_Address.City', books: 'shipping_address.city', identity: false },
  { fsm: 'Service_Address.State', books: 'shipping_address.state', identity: false },
  { fsm: 'Service_Address.Zip_Code', books: 'shipping_address.zip', identity: false },
  { fsm: 'Service_Address.Country', books: 'shipping_address.country', identity: false },
  { fsm: 'Billing_Address.Street_1', books: 'billing_address.address', identity: false },
  { fsm: 'Billing_Address.Street_2', books: 'billing_address.street2', identity: false },
  { fsm: 'Billing_Address.City', books: 'billing_address.city', identity: false },
  { fsm: 'Billing_Address.State', books: 'billing_address.state', identity: false },
  { fsm: 'Billing_Address.Zip_Code', books: 'billing_address.zip', identity: false },
  { fsm: 'Billing_Address.Country', books: 'billing_address.country', identity: false },
] as const satisfies readonly CarriedField[];

const ADDRESS_GROUPS = ['Service_Address', 'Billing_Address', 'shipping_address', 'billing_address'] as const;

/** Fields of a Books contact that are its primary contact person's (books-api.md 3.4, 3.7): no company has them. */
const OF_THE_PRIMARY_PERSON = {
  first_name: "is the primary contact person's: the pair carries it in person and individual",
  last_name: "is the primary contact person's: the pair carries it in person and individual",
  email: "is the primary contact person's: the pair carries it in person and individual",
  phone: "is the primary contact person's: map it in person or individual",
  mobile: "is the primary contact person's: map it in person or individual",
  designation: "is the primary contact person's: map it in person or individual",
  department: "is the primary contact person's: map it in person or individual",
} as const;

/** Companies with Customers of sub-type business (T1, T3, T4), matched by company name (M1). */
export const BUSINESS = {
  table: 'business',
  pair: 'CUSTOMERS',
  fsmModule: 'Companies',
  booksModule: 'contacts',
  carried: [
    { fsm: 'Company_Name', books: 'company_name', identity: true },
    // Books' display name is a name of its own (books-api.md 4.1): who changes it there keeps it.
    { fsm: 'Company_Name', books: 'contact_name', identity: false, onCreate: true },
    ...ADDRESSES,
  ],
  carriedGroups: ADDRESS_GROUPS,
  elsewhere: OF_THE_PRIMARY_PERSON,
  writesFsm: true,
} as const satisfies PairTable;

/** Contacts with Customers of sub-type individual (T2, T4), matched by e-mail (M1). */
export const INDIVIDUAL = {
  table: 'individual',
  pair: 'CUSTOMERS',
  fsmModule: 'Contacts',
  booksModule: 'contacts',
  carried: [
    { fsm: 'Email', books: 'email', identity: true },
    { fsm: 'First_Name', books: 'first_name', identity: false },
    { fsm: 'Last_Name', books: 'last_name', identity: false },
    { fsm: 'Full_Name', books: 'contact_name', identity: false, onCreate: true },
    ...ADDRESSES,
  ],
  carriedGroups: ADDRESS_GROUPS,
  elsewhere: {},
  writesFsm: true,
} as const satisfies PairTable;

/** Contacts of a company with the contact persons of its Customer (T3, T4), matched by e-mail within the company. */
export const PERSON = {
  table: 'person',
  pair: 'CUSTOMERS',
  fsmModule: 'Contacts',
  booksModule: 'contact_persons',
  carried: [
    { fsm: 'Email', books: 'email', identity: true },
    { fsm: 'First_Name', books: 'first_name', identity: false },
    { fsm: 'Last_Name', books: 'last_name', identity: false },
  ],
  carriedGroups: ADDRESS_GROUPS,
  elsewhere: {},
  writesFsm: true,
} as const satisfies PairTable;

/** The tables of customers by name, in the order they are synced: a person needs its company. */
export const CUSTOMER_TABLES = { business: BUSINESS, person: PERSON, individual: INDIVIDUAL } as const;
export type CustomerTable = keyof typeof CUSTOMER_TABLES;

/** Which tables a sync type uses (T1 to T4). */
export const TABLES_OF_SYNC_TYPE = {
  I: ['business'],
  II: ['individual'],
  III: ['business', 'person'],
  IV: ['business', 'person', 'individual'],
} as const satisfies Readonly<Record<SyncTypeName, readonly CustomerTable[]>>;

export interface CustomersOptions<Type extends SyncTypeName | undefined> {
  /** Binds the set to connections of one sync type; left out: the set has every table, and serves each type. */
  readonly syncType?: Type;
  /** Which side keeps its value when both changed since the last sync. Default: `latestWins`. */
  readonly conflict?: ConflictPolicy;
}

/** The catalog's four modules that customers are made of. */
export interface CustomerModules<Company, Contact, Customer, Person> {
  readonly companies: CatalogModule<'fsm.Companies', Company>;
  readonly contacts: CatalogModule<'fsm.Contacts', Contact>;
  readonly customers: CatalogModule<'books.contacts', Customer>;
  readonly persons: CatalogModule<'books.contact_persons', Person>;
}

/** Which modules each table joins, as types. */
export interface CustomerFields<Company, Contact, Customer, Person> {
  readonly business: { readonly pair: typeof BUSINESS; readonly fsm: Company; readonly books: Customer };
  readonly person: { readonly pair: typeof PERSON; readonly fsm: Contact; readonly books: Person };
  readonly individual: { readonly pair: typeof INDIVIDUAL; readonly fsm: Contact; readonly books: Customer };
}

/** A table is keyed by the Books fields it may name; other keys are for the verdict to explain. */
type Keys<Pair extends PairTable, Fields> = TableKeys<Pair, Fields> & { readonly [name: string]: unknown };

/** What `customers` takes: any of the tables. */
export interface CustomerKeys<Customer, Person> {
  readonly business?: Keys<typeof BUSINESS, Customer>;
  readonly person?: Keys<typeof PERSON, Person>;
  readonly individual?: Keys<typeof INDIVIDUAL, Customer>;
}

/** `customers` of a catalog: defines how Companies and Contacts are mapped onto Customers and their persons. */
export type DefineCustomers<Company, Contact, Customer, Person> = <
  const Tables extends CustomerKeys<Customer, Person>,
  const Type extends SyncTypeName | undefined = undefined,
>(
  options: CustomersOptions<Type>,
  tables: Tables &
    CustomersVerdict<CustomerFields<Company, Contact, Customer, Person>, TablesOf<Type>, Type, Tables>,
) => CustomersDefinition;

type Needs<Name extends string> = { readonly [N in Name]: FieldSpec | GroupSpec };

/** Binds `customers` to a catalog's four modules. Generated catalogs call this; mapping files call what it returns. */
export function bindCustomers<
  Company extends Needs<'Company_Name' | 'Service_Address' | 'Billing_Address'>,
  Contact extends Needs<
    'Email' | 'First_Name' | 'Last_Name' | 'Full_Name' | 'Service_Address' | 'Billing_Address'
  >,
  Customer extends Needs<
    | 'contact_name'
    | 'company_name'
    | 'email'
    | 'first_name'
    | 'last_name'
    | 'shipping_address'
    | 'billing_address'
  >,
  Person extends Needs<'email' | 'first_name' | 'last_name'>,
>(
  modules: CustomerModules<Company, Contact, Customer, Person>,
): DefineCustomers<Company, Contact, Customer, Person> {
  return (options, tables) => ({
    mapping: 'customers',
    syncType: options.syncType ?? null,
    conflict: options.conflict ?? 'latestWins',
    modules,
    tables: { ...tables },
  });
}
