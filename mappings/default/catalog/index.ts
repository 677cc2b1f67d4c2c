// The catalog of the set: what mapping files import.
import { bindCustomers, bindInvoices, bindItems, references } from '#mapping';
import { contactPersons } from './books.contact_persons.ts';
import { booksContacts } from './books.contacts.ts';
import { booksInvoices } from './books.invoices.ts';
import { booksItems } from './books.items.ts';
import { companies } from './fsm.Companies.ts';
import { contacts } from './fsm.Contacts.ts';
import { serviceAndParts } from './fsm.Service_And_Parts.ts';
import { workOrders } from './fsm.Work_Orders.ts';

/** Fields of FSM's Service_And_Parts that may be mapped. */
export const item = references(serviceAndParts);
/** Fields of FSM's Companies that may be mapped. */
export const company = references(companies);
/** Fields of FSM's Contacts that may be mapped. */
export const contact = references(contacts);
/** Fields of FSM's Work_Orders that may be mapped. */
export const workOrder = references(workOrders);

/** Defines how Services And Parts and Items are mapped. */
export const items = bindItems({ fsm: serviceAndParts, books: booksItems });
/** Defines how Companies and Contacts are mapped onto Customers and their contact persons. */
export const customers = bindCustomers({
  companies,
  contacts,
  customers: booksContacts,
  persons: contactPersons,
});
/** Defines which work order fields go to the invoices made from them. */
export const invoices = bindInvoices({ fsm: workOrders, books: booksInvoices });
