/**
 * The OAuth scopes that a login is asked for, each with what needs it. A scope that Zoho does not know makes the consent
 * page refuse all of them, so only documented ones stand here. Source: docs/zoho.md, books-api.md 1.6, fsm-api.md 1.
 */

export interface Scope {
  readonly name: string;
  readonly reason: string;
}

/** Nothing is ever deleted in Books (D2), so no scope allows it. Actions by POST, such as marking inactive, need CREATE. */
function booksScopes(service: 'ZohoBooks' | 'ZohoInvoice'): readonly Scope[] {
  const modules = [
    ['settings', 'items, organisations, currencies, taxes, exemptions and field definitions'],
    ['contacts', 'customers, their addresses and contact persons'],
    ['invoices', 'invoices from work orders'],
  ] as const;
  return modules.flatMap(([module, what]) =>
    (['READ', 'CREATE', 'UPDATE'] as const).map((right) => ({
      name: `${service}.${module}.${right}`,
      reason: `${{ READ: 'read', CREATE: 'make, and mark active or inactive,', UPDATE: 'change' }[right]} ${what}`,
    })),
  );
}

/** Which module scope the linking action and `$inactive` need is not documented; `modules.ALL` is, for all record modules. */
const FSM_SCOPES: readonly Scope[] = [
  {
    name: 'ZohoFSM.modules.ALL',
    reason: 'companies, contacts, services and parts, work orders, and the links to their Books records',
  },
  { name: 'ZohoFSM.modules.custom.ALL', reason: 'invoices, which FSM keeps under the custom modules' },
  { name: 'ZohoFSM.meta.modules.READ', reason: 'field definitions, and which fields are personal' },
  { name: 'ZohoFSM.users.READ', reason: "the organisation's name and time zone, which a user's row tells" },
];

/** All that is asked for. The other finance product is only looked at, so that its organisations can be offered (E6). */
export function scopesFor(product: 'BOOKS' | 'INVOICE'): readonly Scope[] {
  const [service, other] =
    product === 'BOOKS' ? (['ZohoBooks', 'ZohoInvoice'] as const) : (['ZohoInvoice', 'ZohoBooks'] as const);
  return [
    ...booksScopes(service),
    { name: `${other}.settings.READ`, reason: 'list the organisations of the other finance product' },
    ...FSM_SCOPES,
  ];
}
