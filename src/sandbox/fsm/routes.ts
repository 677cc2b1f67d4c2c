/** All paths of FSM; a resource is a file that adds its own. */
import { FSM_PREFIX } from '../../zoho-api/index.ts';
import type { ServiceHandler } from '../core/exchange.ts';
import type { Router } from '../core/router.ts';
import { companyRoutes } from './companies.ts';
import { contactRoutes } from './contacts.ts';
import { currencyRoutes } from './currencies.ts';
import { fieldRoutes } from './fields.ts';
import { organizationRoutes } from './organization.ts';
import { serviceAndPartsRoutes } from './service-and-parts.ts';

/** Adds the routes of one resource; paths are relative to FSM's prefix. */
export type FsmRoutes = (on: (method: string, path: string, handler: ServiceHandler) => void) => void;

const RESOURCES: readonly FsmRoutes[] = [
  serviceAndPartsRoutes,
  companyRoutes,
  contactRoutes,
  organizationRoutes,
  currencyRoutes,
  fieldRoutes,
];

export function addFsmRoutes(router: Router<ServiceHandler>): void {
  for (const routes of RESOURCES) {
    routes((method, path, handler) => router.on(method, FSM_PREFIX + path, handler));
  }
}
