/** Draws up a world of a given size: who is on which side, who belongs to whom, and what is wrong with some of them. */
import type { Row } from '../zoho.ts';
import {
  COMPANIES_OF_BOOKS,
  COMPANIES_OF_FSM,
  COMPANY_PAIRS,
  CONTACTS_ALONE,
  CONTACTS_OF_COMPANIES,
  INDIVIDUAL_PAIRS,
  INDIVIDUALS_OF_BOOKS,
  type PairCase,
  PERSON_PAIRS,
  PERSONS_OF_BOOKS,
  type SingleCase,
} from './cases.ts';
import {
  booksBusiness,
  booksIndividual,
  type CompanyDraft,
  companyNumber,
  fsmCompany,
  fsmContact,
  type Known,
  type PersonDraft,
  personNumber,
} from './drafts.ts';

export interface WorldSize {
  readonly companies: number;
  readonly contacts: number;
  readonly customers: number;
  /** Of all customers together, the persons that individuals are included. */
  readonly persons: number;
}

export interface PlannedCompany {
  readonly row: Row;
  /** Edited after Books' record was written. */
  readonly late: boolean;
}

export interface PlannedContact extends PlannedCompany {
  /** Position of its company. */
  readonly company: number | null;
}

export interface PlannedCustomer {
  readonly row: Row;
  readonly inactive: boolean;
}

export interface WorldPlan {
  readonly companies: readonly PlannedCompany[];
  readonly contacts: readonly PlannedContact[];
  readonly customers: readonly PlannedCustomer[];
}

/** Shares of the whole: customers that are individuals, customers that FSM knows too, contacts that have a company. */
const INDIVIDUALS = 0.4;
const PAIRED = 0.55;
const OF_COMPANIES = 0.6;
/** Persons of one business customer after the other, and contacts of one company after the other. */
const PERSONS = [1, 2, 0, 3, 2, 1, 2, 3, 0, 3] as const;
/** Every so many contacts of companies share their e-mail with somebody who is a customer of Books. */
const SHARED_EMAIL_EVERY = 9;
/** Every so many business customers have a display name of their own. */
const DISPLAYED_OTHERWISE_EVERY = 4;

const same = <T>(value: T): T => value;

export class WorldPlanner {
  readonly #size: WorldSize;
  readonly #known: Known;
  readonly #faults: boolean;
  readonly #companies: PlannedCompany[] = [];
  readonly #contacts: PlannedContact[] = [];
  readonly #customers: PlannedCustomer[] = [];
  readonly #vendors: PlannedCustomer[] = [];
  /** E-mails of individuals that no contact without a company has. */
  readonly #individualEmails: string[] = [];
  #nextCompany = 1;
  #nextPerson = 1;
  #personPairs = 0;
  #personSingles = 0;
  #personsLeft: number;

  /** `faults` false: only cases that a sync brings to agreement. */
  constructor(size: WorldSize, known: Known, faults: boolean) {
    this.#size = size;
    this.#known = known;
    this.#faults = faults;
    this.#personsLeft = size.persons - Math.round(size.customers * INDIVIDUALS);
  }

  plan(): WorldPlan {
    const individuals = Math.round(this.#size.customers * INDIVIDUALS);
    const businesses = this.#size.customers - individuals;
    this.#businesses(businesses);
    this.#individuals(businesses, individuals);
    this.#contactsOfCompanies();
    this.#contactsAlone();
    return {
      companies: this.#companies,
      contacts: this.#contacts,
      customers: [...this.#customers, ...this.#vendors],
    };
  }

  #pairs<D>(cases: readonly PairCase<D>[]): readonly PairCase<D>[] {
    return this.#faults ? cases : cases.slice(0, 3);
  }

  #singles<D>(cases: readonly SingleCase<D>[]): readonly SingleCase<D>[] {
    return this.#faults ? cases : cases.slice(0, 1);
  }

  #businesses(businesses: number): void {
    for (let made = 0; made < Math.ceil(businesses * PAIRED); made += 1) {
      this.#companyPair(caseAt(this.#pairs(COMPANY_PAIRS), made));
    }
    for (let made = 0; this.#customers.length < businesses; made += 1) {
      const { change = same, inactive, vendor } = caseAt(this.#singles(COMPANIES_OF_BOOKS), made);
      const draft = change(companyNumber(this.#nextCompany++));
      const last = this.#customers.length === businesses - 1;
      const persons = vendor ? [] : this.#personsOfBooks(this.#shareOfPersons(last));
      this.#business(draft, persons, inactive === true, vendor === true);
    }
    for (let made = 0; this.#companies.length < this.#size.companies; made += 1) {
      const { change = same, inactive, vendor } = caseAt(this.#singles(COMPANIES_OF_FSM), made);
      const draft = change(companyNumber(this.#nextCompany++));
      this.#company(draft, false, inactive === true);
      if (vendor) this.#business(draft, [], false, true);
    }
  }

  #companyPair({ fsm = same, books = same, later, inactive, twin }: PairCase<CompanyDraft>): void {
    const draft = companyNumber(this.#nextCompany++);
    const company = this.#company(fsm(draft), later === 'FSM', inactive === 'FSM');
    const persons: PersonDraft[] = [];
    for (let left = this.#shareOfPersons(false); left > 0; left -= 1) {
      persons.push(left % 2 === 1 ? this.#personPair(company) : this.#singlePerson());
    }
    this.#business(books(draft), persons, inactive === 'BOOKS', false);
    if (twin === 'FSM') this.#company(draft, false, false);
    if (twin === 'BOOKS') this.#business(draft, [], false, false, ' (second)');
  }

  #company(draft: CompanyDraft, late: boolean, inactive: boolean): number {
    const row = { ...fsmCompany(draft, this.#known), ...(inactive ? { $inactive: true } : {}) };
    return this.#companies.push({ row, late }) - 1;
  }

  #business(
    draft: CompanyDraft,
    persons: readonly PersonDraft[],
    inactive: boolean,
    vendor: boolean,
    suffix = '',
  ): void {
    const contact_name =
      draft.name === '' ? `Walk-in ${this.#nextPerson++}` : `${draft.name}${suffix || this.#epithet()}`;
    const row = { contact_name, ...booksBusiness(draft, persons, this.#known) };
    if (vendor) this.#vendors.push({ row: { ...row, contact_type: 'vendor' }, inactive });
    else this.#customers.push({ row, inactive });
  }

  /** A display name need not be the company's (books-api.md 4.1). */
  #epithet(): string {
    return this.#customers.length % DISPLAYED_OTHERWISE_EVERY === 0 ? ', head office' : '';
  }

  #shareOfPersons(last: boolean): number {
    const share = PERSONS[this.#customers.length % PERSONS.length] ?? 1;
    const taken = last ? this.#personsLeft : Math.min(share, this.#personsLeft);
    this.#personsLeft -= taken;
    return taken;
  }

  #personsOfBooks(count: number): readonly PersonDraft[] {
    return Array.from({ length: count }, () => this.#singlePerson());
  }

  #singlePerson(): PersonDraft {
    const { change = same } = caseAt(this.#singles(PERSONS_OF_BOOKS), this.#personSingles++);
    return change(personNumber(this.#nextPerson++));
  }

  /** A person of Books and the company's contact that it is. */
  #personPair(company: number): PersonDraft {
    const { fsm = same, books = same, later } = caseAt(this.#pairs(PERSON_PAIRS), this.#personPairs++);
    const draft = personNumber(this.#nextPerson++);
    this.#contact(fsm(draft), later === 'FSM', false, company);
    return books(draft);
  }

  #contact(draft: PersonDraft, late: boolean, inactive: boolean, company: number | null): void {
    const row = { ...fsmContact(draft, this.#known), ...(inactive ? { $inactive: true } : {}) };
    this.#contacts.push({ row, late, company });
  }

  #individuals(before: number, individuals: number): void {
    const until = before + individuals;
    for (let made = 0; made < Math.ceil(individuals / 2); made += 1) {
      const { fsm = same, books = same, later, inactive, twin } = caseAt(this.#pairs(INDIVIDUAL_PAIRS), made);
      const draft = personNumber(this.#nextPerson++);
      this.#contact(fsm(draft), later === 'FSM', inactive === 'FSM', null);
      this.#individual(books(draft), [], inactive === 'BOOKS');
      if (twin === 'FSM') this.#contact(draft, false, false, null);
      if (twin === 'BOOKS') this.#individual(draft, [], false, ' (second)');
    }
    for (let made = 0; this.#customers.length < until; made += 1) {
      const { change = same, inactive } = caseAt(this.#singles(INDIVIDUALS_OF_BOOKS), made);
      const draft = change(personNumber(this.#nextPerson++));
      // Further persons of an individual are no matter of the sync.
      const others = made % 4 === 1 ? [personNumber(this.#nextPerson++)] : [];
      this.#individual(draft, others, inactive === true);
      if (draft.email !== '' && inactive !== true) this.#individualEmails.push(draft.email);
    }
  }

  #individual(draft: PersonDraft, others: readonly PersonDraft[], inactive: boolean, suffix = ''): void {
    // A first name alone would not be the only one of its kind.
    const last = draft.last === '' ? `(${this.#nextPerson++})` : draft.last;
    const contact_name = `${draft.first} ${last}`.trim() + suffix;
    const row = { contact_name, ...booksIndividual(draft, others, this.#known) };
    this.#customers.push({ row, inactive });
  }

  #contactsOfCompanies(): void {
    const wanted = Math.round(this.#size.contacts * OF_COMPANIES);
    const ofCompanies = () => this.#contacts.filter(({ company }) => company !== null).length;
    const missing = wanted - ofCompanies();
    for (let made = 0, company = 0; made < missing; company += 1) {
      const share = PERSONS[company % PERSONS.length] ?? 1;
      for (let of = 0; of < share && made < missing; of += 1, made += 1) {
        const { change = same, inactive } = caseAt(this.#singles(CONTACTS_OF_COMPANIES), made);
        const draft = change(personNumber(this.#nextPerson++));
        const shared = made % SHARED_EMAIL_EVERY === 0 ? this.#individualEmails.pop() : undefined;
        const email = shared ?? draft.email;
        this.#contact({ ...draft, email }, false, inactive === true, company % this.#companies.length);
      }
    }
  }

  #contactsAlone(): void {
    for (let made = 0; this.#contacts.length < this.#size.contacts; made += 1) {
      const { change = same, inactive } = caseAt(this.#singles(CONTACTS_ALONE), made);
      this.#contact(change(personNumber(this.#nextPerson++)), false, inactive === true, null);
    }
  }
}

function caseAt<T>(cases: readonly T[], index: number): T {
  const found = cases[index % cases.length];
  if (found === undefined) throw new Error('a list of cases is empty');
  return found;
}
