/** Taxes of Books: none while sales tax is off in the organisation (docs/zoho.md, books-api.md 7.3). */
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Tax } from '../core/finance.ts';
import type { Organization } from '../core/organization.ts';
import { booksPaging, booksSuccess, pageContext } from './envelope.ts';
import type { BooksRoutes } from './routes.ts';

function row(organization: Organization, tax: Tax, position: number): Record<string, unknown> {
  return {
    tax_id: tax.id,
    tax_name: tax.name,
    tax_percentage: tax.percentage,
    tax_type: 'tax',
    tax_factor: 'rate',
    tax_authority_id: tax.authorityId,
    tax_authority_name: tax.authority,
    is_value_added: false,
    is_default_tax: position === 0,
    is_editable: true,
    output_tax_account_name: 'Tax Payable',
    purchase_tax_account_name: '',
    tax_account_id: `${organization.booksPrefix}00000000376`,
    purchase_tax_account_id: '',
  };
}

function list(call: ServiceCall): Answer {
  const { organization, nowMs } = call;
  const paging = booksPaging(call);
  const page = pageOf(
    organization.taxesEnabled.books ? organization.taxes : [],
    paging.page,
    paging.perPage,
    false,
  );
  const today = organization.zone.date(nowMs);
  return booksSuccess({
    taxes: page.rows.map((tax, position) => row(organization, tax, position)),
    page_context: {
      ...pageContext(paging, page.more, 'Taxes'),
      applied_filter: 'Taxes.Active',
      sort_column: 'created_time',
      sort_order: 'D',
      as_of_date: today,
      to_date: today,
    },
  });
}

function authorities({ organization }: ServiceCall): Answer {
  const [tax] = organization.taxesEnabled.books ? organization.taxes : [];
  const rows =
    tax === undefined
      ? []
      : [{ tax_authority_id: tax.authorityId, tax_authority_name: tax.authority, description: '' }];
  return booksSuccess({ tax_authorities: rows });
}

/** The exemptions that the organisation has, on or off. */
export function exemptionsOf(
  organization: Organization,
): readonly { id: string; code: string; type: string }[] {
  const exemption = (serial: number, code: string, type: string) => ({
    id: `${organization.booksPrefix}${String(98_010 + serial).padStart(11, '0')}`,
    code,
    type,
  });
  return [exemption(1, 'RESALE', 'customer'), exemption(2, 'NONTAX', 'item')];
}

function exemptions({ organization }: ServiceCall): Answer {
  const rows = organization.taxesEnabled.books ? exemptionsOf(organization) : [];
  return booksSuccess({
    tax_exemptions: rows.map(({ id, code, type }) => ({
      tax_exemption_id: id,
      tax_exemption_code: code,
      description: '',
      type,
    })),
  });
}

export const taxRoutes: BooksRoutes = (on) => {
  on('GET', '/settings/taxes', list);
  on('GET', '/settings/taxauthorities', authorities);
  on('GET', '/settings/taxexemptions', exemptions);
};
