/** `PATCH /sandbox/organizations/{id}` and its fields. */
import type { Answer } from '../core/exchange.ts';
import { type Currency, currencyFor } from '../core/finance.ts';
import type { IdSource } from '../core/ids.ts';
import type { Organization } from '../core/organization.ts';
import { type FieldChange, moduleName } from '../fields/catalog.ts';
import { controlFailure } from './answers.ts';
import { applyEdition } from './editions.ts';
import type { OrganizationChange } from './schemas.ts';

/** The base currency stays, known ones keep their ids, new ones are added, the others go. */
function withCodes(
  before: readonly Currency[],
  codes: readonly string[],
  ids: IdSource,
  nowMs: number,
): Currency[] {
  const kept = before.filter((currency) => currency.base || codes.includes(currency.code));
  const fresh = codes.filter((code) => !before.some((currency) => currency.code === code));
  return [
    ...kept,
    ...fresh.map((code) => ({ ...currencyFor(code, false), id: ids.next(), modifiedMs: nowMs })),
  ];
}

function setCurrencies(
  organization: Organization,
  change: OrganizationChange['currencies'],
  nowMs: number,
): void {
  if (change === undefined) return;
  const { books, fsm } = Array.isArray(change) ? { books: change, fsm: change } : change;
  const { currencies, ids } = organization;
  if (books !== undefined) currencies.books = withCodes(currencies.books, books, ids.books, nowMs);
  if (fsm !== undefined) currencies.fsm = withCodes(currencies.fsm, fsm, ids.fsm, nowMs);
}

/** The members that were given. */
function given<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  // The entries are those of `change` itself, without the undefined ones.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export function changeOrganization(
  organization: Organization,
  change: OrganizationChange,
  nowMs: number,
): void {
  if (change.taxesEnabled !== undefined) Object.assign(organization.taxesEnabled, given(change.taxesEnabled));
  if (change.crmSync !== undefined) Object.assign(organization.crmSync, given(change.crmSync));
  if (change.allowDuplicateNames !== undefined) organization.allowDuplicateNames = change.allowDuplicateNames;
  if (change.edition !== undefined) applyEdition(organization, change.edition);
  setCurrencies(organization, change.currencies, nowMs);
  if (change.capabilities === undefined) return;
  const { listLagMs, ...others } = change.capabilities;
  organization.setCapabilities(
    given({ ...others, listLagMs: listLagMs === undefined ? undefined : (listLagMs ?? 0) }),
  );
}

/** What the sandbox holds of an organisation, for answers to changes. */
export function describeOrganization(organization: Organization): Record<string, unknown> {
  const codes = (currencies: readonly Currency[]) => currencies.map((currency) => currency.code);
  return {
    booksOrganizationId: organization.booksId,
    fsmOrganizationId: organization.fsmId,
    name: organization.name,
    product: organization.product,
    timeZone: organization.zone.name,
    editions: {
      books: organization.booksEdition,
      fsm: organization.fsmEdition,
      tax: organization.taxEdition,
    },
    taxesEnabled: organization.taxesEnabled,
    crmSync: organization.crmSync,
    allowDuplicateNames: organization.allowDuplicateNames,
    currencies: { books: codes(organization.currencies.books), fsm: codes(organization.currencies.fsm) },
    capabilities: organization.capabilities,
    records: {
      items: organization.items.size,
      booksContacts: organization.contacts.size,
      serviceAndParts: organization.serviceAndParts.size,
      companies: organization.companies.size,
      fsmContacts: organization.fsmContacts.size,
    },
  };
}

/** Changes one field; `product` may be books, invoice or fsm. */
export function changeField(
  organization: Organization,
  at: { product: string; module: string; field: string },
  change: FieldChange,
): Answer {
  const side = at.product === 'fsm' ? 'fsm' : 'books';
  if (side === 'books' && at.product !== 'books' && at.product !== 'invoice') {
    return controlFailure(404, 'UNKNOWN_PRODUCT', `${at.product} must be books, invoice or fsm`);
  }
  const module = moduleName(side, at.module);
  if (module === null)
    return controlFailure(404, 'UNKNOWN_MODULE', `${side} has no module ${at.module} in the sandbox`);
  const field = organization.fields.change(side, module, decodeURIComponent(at.field), change);
  if (field === null)
    return controlFailure(404, 'UNKNOWN_FIELD', `${side}.${module} has no field ${at.field}`);
  return { status: 200, body: { field } };
}
