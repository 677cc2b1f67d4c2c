/** All paths of Books and Invoice; a resource is a file that adds its own. */
import { BOOKS_PREFIX, INVOICE_PREFIX } from '../../zoho-api/index.ts';
import type { ServiceHandler } from '../core/exchange.ts';
import type { Router } from '../core/router.ts';
import { additionalAddressRoutes } from './additional-addresses.ts';
import { contactPersonRoutes } from './contact-persons.ts';
import { contactRoutes } from './contacts.ts';
import { currencyRoutes } from './currencies.ts';
import { customFieldRoutes } from './custom-fields.ts';
import { itemRoutes } from './items.ts';
import { organizationRoutes } from './organizations.ts';
import { taxRoutes } from './taxes.ts';

/** Adds the routes of one resource; paths are relative to the product's prefix. */
export type BooksRoutes = (on: (method: string, path: string, handler: ServiceHandler) => void) => void;

const RESOURCES: readonly BooksRoutes[] = [
  itemRoutes,
  contactRoutes,
  contactPersonRoutes,
  additionalAddressRoutes,
  organizationRoutes,
  currencyRoutes,
  taxRoutes,
  customFieldRoutes,
];

export function addBooksRoutes(router: Router<ServiceHandler>): void {
  for (const prefix of [BOOKS_PREFIX, INVOICE_PREFIX]) {
    for (const routes of RESOURCES) {
      routes((method, path, handler) => router.on(method, prefix + path, handler));
    }
  }
}
