/**
 * Where a person opens a record. No document of Zoho's names these addresses: they are taken by pattern from what the
 * web apps show, so all of them are INFERRED. A SANDBOX connection links to the API path of the simulated record.
 */
import type { BooksProduct, DataCenter } from '../src/store/generated/prisma/enums.ts';
import {
  BOOKS_PREFIX,
  DATA_CENTER_HOSTS,
  FSM_PREFIX,
  INVOICE_PREFIX,
  ORGANIZATION_PARAMETER,
} from '../src/zoho-api/index.ts';

/** What of a connection decides about its links. */
export interface LinkedOrganizations {
  readonly product: BooksProduct;
  readonly dataCenter: DataCenter;
  readonly booksOrganizationId: string;
  readonly fsmOrganizationId: string;
}

/** The part of the Books web app that shows a module. */
const BOOKS_PAGES: Readonly<Record<string, string>> = { items: 'inventory/items', contacts: 'contacts' };

/** The tab of the FSM web app that shows a module. */
const FSM_PAGES: Readonly<Record<string, string>> = {
  Service_And_Parts: 'services-and-parts',
  Companies: 'companies',
  Contacts: 'contacts',
};

export function booksRecordUrl(
  organizations: LinkedOrganizations,
  module: string,
  id: string,
  sandboxUrl: string,
): string {
  const { dataCenter, product, booksOrganizationId } = organizations;
  if (dataCenter === 'SANDBOX') {
    const prefix = product === 'BOOKS' ? BOOKS_PREFIX : INVOICE_PREFIX;
    const query = new URLSearchParams({ [ORGANIZATION_PARAMETER]: booksOrganizationId });
    return `${sandboxUrl}${prefix}/${module}/${encodeURIComponent(id)}?${query}`;
  }
  const hosts = DATA_CENTER_HOSTS[dataCenter];
  const origin = product === 'BOOKS' ? hosts.booksWeb : hosts.invoiceWeb;
  return `${origin}/app/${encodeURIComponent(booksOrganizationId)}#/${BOOKS_PAGES[module] ?? module}/${encodeURIComponent(id)}`;
}

export function fsmRecordUrl(
  organizations: LinkedOrganizations,
  module: string,
  id: string,
  sandboxUrl: string,
): string {
  const { dataCenter, fsmOrganizationId } = organizations;
  if (dataCenter === 'SANDBOX') return `${sandboxUrl}${FSM_PREFIX}/${module}/${encodeURIComponent(id)}`;
  const page = FSM_PAGES[module] ?? module.toLowerCase();
  return `${DATA_CENTER_HOSTS[dataCenter].fsmWeb}/fsm/${encodeURIComponent(fsmOrganizationId)}/${page}/${encodeURIComponent(id)}`;
}
