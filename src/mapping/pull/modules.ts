/** The modules a catalog consists of, with their names in files, in code, and in the services' metadata. */
import type { ServiceName } from '../plan.ts';

export interface CatalogFile {
  readonly service: ServiceName;
  readonly module: string;
  readonly file: string;
  readonly interfaceName: string;
  readonly constantName: string;
  /** What Books calls the module's entity (books-api.md 7.6); null where the metadata knows no such entity. */
  readonly entity: string | null;
  /** A standard field that is in any list that shows standard fields at all. */
  readonly sign: string;
}

function fsm(module: string, interfaceName: string, constantName: string, sign: string): CatalogFile {
  return {
    service: 'fsm',
    module,
    file: `fsm.${module}.ts`,
    interfaceName,
    constantName,
    entity: null,
    sign,
  };
}

function books(
  module: string,
  interfaceName: string,
  constantName: string,
  entity: string | null,
  sign: string,
): CatalogFile {
  return { service: 'books', module, file: `books.${module}.ts`, interfaceName, constantName, entity, sign };
}

export const CATALOG_FILES: readonly CatalogFile[] = [
  fsm('Service_And_Parts', 'ServiceAndParts', 'serviceAndParts', 'Name'),
  fsm('Companies', 'Companies', 'companies', 'Company_Name'),
  fsm('Contacts', 'Contacts', 'contacts', 'Last_Name'),
  fsm('Work_Orders', 'WorkOrders', 'workOrders', 'Summary'),
  books('items', 'Items', 'booksItems', 'item', 'name'),
  books('contacts', 'Customers', 'booksContacts', 'contact', 'contact_name'),
  books('contact_persons', 'ContactPersons', 'contactPersons', 'contact_person', 'first_name'),
  books('invoices', 'Invoices', 'booksInvoices', 'invoice', 'reference_number'),
];
