/** `GET /contacts`: filters, searches, order and pages (docs/zoho.md, books-api.md 3.2 to 3.5). */
import { BOOKS_SEARCH_LENGTH_MAX } from '../../zoho-api/index.ts';
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { addressText } from './contact-addresses.ts';
import { portalStatus } from './contact-members.ts';
import { type BooksContact, contactNameKey, primaryPerson } from './contact-record.ts';
import { contactListRow } from './contact-rows.ts';
import { booksPaging, booksSuccess, invalidValue, pageContext } from './envelope.ts';
import { type ExactSearch, type Filter, modifiedFilter, Searches, selectListed } from './list-filters.ts';

/** Documented, the two times included; the payable amount is in Zoho's own old wrapper only. */
const SORT_COLUMNS = [
  'contact_name',
  'first_name',
  'last_name',
  'email',
  'outstanding_receivable_amount',
  'outstanding_payable_amount',
  'created_time',
  'last_modified_time',
];

const STATUS_ALL = 'Status.All';

/** Without transactions and CRM, no contact of the sandbox is over a limit, owes anything or came from a CRM. */
const none = () => false;

type StatusFilter = (contact: BooksContact, organization: Organization) => boolean;

const STATUS: Readonly<Record<string, StatusFilter>> = {
  [STATUS_ALL]: () => true,
  'Status.Active': (contact) => contact.active,
  'Status.Inactive': (contact) => !contact.active,
  'Status.Duplicate': (contact, { contacts, switches }) =>
    contacts.idsByKey('name', contactNameKey(contact, switches)).length > 1,
  'Status.PortalEnabled': (contact) => portalStatus(contact) === 'enabled',
  'Status.PortalDisabled': (contact) => portalStatus(contact) === 'disabled',
  'Status.CreditLimitExceed': none,
  'Status.Crm': none,
  'Invoice.OverDue': none,
  'Invoice.Unpaid': none,
};

const PRIMARY_COLUMNS = ['first_name', 'last_name', 'email', 'phone'] as const;

/** Ids that only contacts of a CRM have. */
const CRM_COLUMNS = ['zcrm_contact_id', 'zcrm_account_id', 'zcrm_vendor_id'];

function ofPrimary(contact: BooksContact, member: (typeof PRIMARY_COLUMNS)[number]): string {
  return primaryPerson(contact)?.[member] ?? '';
}

/** Documented as name or notes; live it also finds e-mail, company, first and last name. */
function searchedText(contact: BooksContact): string {
  const { contact_name, company_name, notes } = contact;
  const person = ['first_name', 'last_name', 'email'] as const;
  return [contact_name, company_name, notes, ...person.map((member) => ofPrimary(contact, member))].join(
    '\n',
  );
}

function searchesOf(query: URLSearchParams): Searches<BooksContact> {
  const searches = new Searches<BooksContact>(query, BOOKS_SEARCH_LENGTH_MAX);
  searches.addColumn('contact_name', (contact) => contact.contact_name);
  searches.addColumn('company_name', (contact) => contact.company_name);
  for (const member of PRIMARY_COLUMNS) searches.addColumn(member, (contact) => ofPrimary(contact, member));
  searches.addColumn('address', (contact) =>
    [contact.billing_address, contact.shipping_address].map(addressText).join('\n'),
  );
  searches.addSearchText(searchedText);
  for (const column of CRM_COLUMNS) {
    const id = searches.text(column);
    if (id !== null) searches.add(column, '', id, none);
  }
  return searches;
}

/** The search that an order answers by itself, where the call has one. */
function exactSearch(searches: Searches<BooksContact>): ExactSearch<BooksContact> | null {
  const name = searches.text('contact_name');
  if (name !== null)
    return { order: 'contact_name', read: ({ nameKey }) => nameKey, wanted: name.toLowerCase() };
  const email = searches.text('email');
  if (email === null) return null;
  return {
    order: 'email',
    read: (contact) => ofPrimary(contact, 'email').toLowerCase(),
    wanted: email.toLowerCase(),
  };
}

function filtersOf(call: ServiceCall, searches: Searches<BooksContact>, status: string) {
  const { query } = call.request;
  const { organization } = call;
  const keepStatus = STATUS[status];
  if (keepStatus === undefined) throw invalidValue('filter_by');
  const filters: Filter<BooksContact>[] = [...searches.filters];
  if (status !== STATUS_ALL)
    filters.push({ key: status, keep: (contact) => keepStatus(contact, organization) });
  const type = query.get('contact_type');
  if (type !== null && type !== '') {
    if (type !== 'customer' && type !== 'vendor') throw invalidValue('contact_type');
    filters.push({ key: `type=${type}`, keep: (contact) => contact.contact_type === type });
  }
  const modified = modifiedFilter<BooksContact>(call);
  return modified === null ? filters : [...filters, modified];
}

export function listContacts(call: ServiceCall): Answer {
  const { query } = call.request;
  const { organization } = call;
  const paging = booksPaging(call);
  const status = query.get('filter_by') ?? call.world.switches.booksContactsDefaultFilter;
  const column = query.get('sort_column') ?? 'contact_name';
  if (!SORT_COLUMNS.includes(column)) throw invalidValue('sort_column');
  const descending = query.get('sort_order')?.startsWith('D') === true;
  const searches = searchesOf(query);
  const filters = filtersOf(call, searches, status);
  const found = selectListed(organization.contacts, column, filters, exactSearch(searches));
  const { rows, more } = pageOf(found, paging.page, paging.perPage, descending);
  return booksSuccess({
    contacts: rows.map((contact) => contactListRow(organization, contact)),
    page_context: {
      ...pageContext(paging, more, 'Contacts'),
      applied_filter: status,
      custom_fields: [],
      sort_column: column,
      sort_order: descending ? 'D' : 'A',
      ...searches.echo,
    },
  });
}
