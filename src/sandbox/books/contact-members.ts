/** Members that list rows and details of contacts have in common (docs/zoho.md, books-api.md 3.7). */
import type { Currency } from '../core/finance.ts';
import type { Organization } from '../core/organization.ts';
import { type BooksContact, primaryPerson } from './contact-record.ts';

/** The contact's currency; the base where none was chosen or the chosen one is gone. */
export function currencyOf(organization: Organization, contact: BooksContact): Currency | undefined {
  const { books } = organization.currencies;
  return books.find((currency) => currency.id === contact.currency_id) ?? books.find(({ base }) => base);
}

export function nameMembers(contact: BooksContact) {
  return { contact_name: contact.contact_name, company_name: contact.company_name };
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

export function languageMembers(contact: BooksContact) {
  const code = contact.language_code;
  const formatted = code === '' ? '' : LANGUAGES.of(code.replace('_', '-'));
  return { language_code: code, language_code_formatted: formatted ?? code };
}

/** Of the primary person; empty where none is. */
export function primaryMembers(contact: BooksContact) {
  const person = primaryPerson(contact);
  return {
    first_name: person?.first_name ?? '',
    last_name: person?.last_name ?? '',
    email: person?.email ?? '',
    phone: person?.phone ?? '',
    mobile: person?.mobile ?? '',
  };
}

/** Terms have an id per number of days. */
export function termsMembers(organization: Organization, contact: BooksContact) {
  const serial = String(93_100 + contact.payment_terms).padStart(11, '0');
  return {
    payment_terms: contact.payment_terms,
    payment_terms_label: contact.payment_terms_label,
    payment_terms_id: organization.booksPrefix + serial,
  };
}

export function portalStatus(contact: BooksContact): 'enabled' | 'disabled' {
  return contact.contact_persons.some((person) => person.is_added_in_portal) ? 'enabled' : 'disabled';
}

/** Balances come of transactions, which the sandbox does not keep. */
export const BALANCES = {
  outstanding_receivable_amount: 0,
  outstanding_receivable_amount_bcy: 0,
  outstanding_payable_amount: 0,
  outstanding_payable_amount_bcy: 0,
  unused_credits_receivable_amount: 0,
  unused_credits_receivable_amount_bcy: 0,
  unused_credits_payable_amount: 0,
  unused_credits_payable_amount_bcy: 0,
} as const;

/** Absent from the recorded organisation, which used neither; shown once they hold something (inferred). */
export function rareMembers(contact: BooksContact): Record<string, unknown> {
  return {
    ...(contact.contact_number === '' ? {} : { contact_number: contact.contact_number }),
    ...(contact.credit_limit === null ? {} : { credit_limit: contact.credit_limit }),
  };
}
