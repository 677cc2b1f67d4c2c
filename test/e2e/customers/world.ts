/** Builds a planned world in one organisation, through Zoho's own paths, so that each record has a time of its own. */
import type { ZohoOrganization } from '../zoho.ts';
import type { Known } from './drafts.ts';
import { inBatches, People } from './people.ts';
import { WorldPlanner, type WorldSize } from './plan.ts';

export const SMALL_WORLD: WorldSize = { companies: 60, contacts: 140, customers: 70, persons: 100 };
export const FULL_WORLD: WorldSize = { companies: 300, contacts: 700, customers: 350, persons: 500 };

/** Between the writes to one side and those to the other: who was later is then never in doubt. */
const PAUSE_MS = 600_000;

/** GBP is of Books alone (C1), JPY of FSM alone (C2). */
export const CURRENCIES = { books: ['USD', 'EUR', 'GBP'], fsm: ['USD', 'EUR', 'JPY'] } as const;

interface WorldOptions {
  readonly size: WorldSize;
  /** False: only what a sync brings to agreement. */
  readonly faults?: boolean;
  /** Books' setting for display names (M4). */
  readonly allowDuplicateNames?: boolean;
}

/** The organisation must accept contacts without e-mail (`fsmContactEmailMandatory` off). */
export async function buildWorld(zoho: ZohoOrganization, options: WorldOptions): Promise<People> {
  const people = new People(zoho);
  await zoho.patch({
    currencies: { books: [...CURRENCIES.books], fsm: [...CURRENCIES.fsm] },
    taxesEnabled: { books: true, fsm: true },
    allowDuplicateNames: options.allowDuplicateNames ?? false,
  });
  const plan = new WorldPlanner(options.size, await askKnown(zoho), options.faults ?? true).plan();
  const companyIds = await people.addCompanies(plan.companies.map(({ row }) => row));
  const contactIds = await people.addContacts(
    plan.contacts.map(({ row, company }) => {
      return company === null ? row : { ...row, Company: companyIds[company] };
    }),
  );
  await zoho.advance(PAUSE_MS);
  await inBatches(plan.customers, async ({ row, inactive }) => {
    const id = await people.addCustomerId(row);
    if (inactive) await people.setCustomerActive(id, false);
  });
  await zoho.advance(PAUSE_MS);
  await inBatches([...plan.companies.keys()], async (at) => {
    const company = plan.companies[at];
    const id = companyIds[at] ?? '';
    if (company?.late) await people.editCompany(id, { Company_Name: company.row.Company_Name });
  });
  await inBatches([...plan.contacts.keys()], async (at) => {
    const contact = plan.contacts[at];
    if (contact?.late) await people.editContact(contactIds[at] ?? '', { Email: contact.row.Email });
  });
  await zoho.advance(PAUSE_MS);
  return people;
}

async function askKnown(zoho: ZohoOrganization): Promise<Known> {
  const [taxes, exemptions, currencies] = await Promise.all([
    zoho.books('GET', '/settings/taxes'),
    zoho.books('GET', '/settings/taxexemptions'),
    zoho.books('GET', '/settings/currencies'),
  ]);
  const codes: { currency_code: string; currency_id: string }[] = currencies.body.currencies;
  return {
    taxId: taxes.body.taxes[0].tax_id,
    exemptionId: exemptions.body.tax_exemptions[0].tax_exemption_id,
    currencyIds: new Map(codes.map(({ currency_code, currency_id }) => [currency_code, currency_id])),
  };
}
