/** How those that call a service come by the budget of its organisation. */
import type { Side } from '../../engine/services.ts';
import type { QuotaPlace } from '../ports.ts';
import type { SessionOptions, ZohoConnection } from '../session.ts';
import { QuotaAccount } from './account.ts';
import type { RequestBudget } from './budget.ts';
import type { BudgetRegistry } from './registry.ts';

/** Whose quota the calls to one side of a connection use. */
export function quotaPlace(
  connection: Omit<ZohoConnection, 'id' | 'product'>,
  side: Side,
  sandboxUrl: string | null,
): QuotaPlace {
  return {
    place: connection.dataCenter === 'SANDBOX' ? (sandboxUrl ?? 'SANDBOX') : connection.dataCenter,
    service: side === 'BOOKS' ? 'books' : 'fsm',
    organizationId: side === 'BOOKS' ? connection.booksOrganizationId : connection.fsmOrganizationId,
  };
}

/** The budget of one side of a connection, and the key by which to leave it. */
export function joinBudget(
  budgets: BudgetRegistry,
  options: SessionOptions,
  side: Side,
): { readonly key: string; readonly budget: RequestBudget } {
  const { connection, clock, limits, sandboxUrl, reserveShare, quota } = options;
  const of = quotaPlace(connection, side, sandboxUrl);
  const key = `${of.place} ${of.service} ${of.organizationId}`;
  const budget = budgets.budget(key, {
    service: of.service,
    limits,
    clock,
    ...(reserveShare === undefined ? {} : { reserveShare }),
    ...(quota && { account: new QuotaAccount({ ...quota, clock, of }) }),
  });
  return { key, budget };
}
