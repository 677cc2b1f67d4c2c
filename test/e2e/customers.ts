/** Companies, contacts and customers of one organisation, as a user of Zoho's own API sees and changes them. */
import type { Row, ZohoOrganization } from './zoho.ts';

const PAGE = 200;

export class Customers {
  readonly #zoho: ZohoOrganization;

  constructor(zoho: ZohoOrganization) {
    this.#zoho = zoho;
  }

  addCompany(name: string, values: Row = {}): Promise<string> {
    return this.#addFsm('Companies', { Company_Name: name, ...values });
  }

  /** Under a company, or alone. */
  addContact(name: string, companyId: string | null = null): Promise<string> {
    return this.#addFsm('Contacts', {
      First_Name: name,
      Last_Name: 'Example',
      Email: emailOf(name),
      ...(companyId === null ? {} : { Company: companyId }),
    });
  }

  async #addFsm(module: 'Companies' | 'Contacts', values: Row): Promise<string> {
    const { status, body } = await this.#zoho.fsm('POST', `/${module}`, { data: [values] });
    if (status !== 201) throw new Error(`FSM refused a record: ${status} ${JSON.stringify(body)}`);
    return body.data[module][0].id;
  }

  /** With contact persons by name. */
  addBusiness(name: string, persons: readonly string[] = []): Promise<string> {
    return this.#addBooks({
      contact_name: name,
      company_name: name,
      customer_sub_type: 'business',
      contact_persons: persons.map(personOf),
    });
  }

  addIndividual(name: string): Promise<string> {
    return this.#addBooks({
      contact_name: name,
      customer_sub_type: 'individual',
      contact_persons: [{ ...personOf(name), is_primary_contact: true }],
    });
  }

  async #addBooks(values: Row): Promise<string> {
    const { status, body } = await this.#zoho.books('POST', '/contacts', {
      contact_type: 'customer',
      ...values,
    });
    if (status !== 201) throw new Error(`Books refused a customer: ${status} ${JSON.stringify(body)}`);
    return body.contact.contact_id;
  }

  async editBooks(id: string, values: Row): Promise<void> {
    const { status, body } = await this.#zoho.books('PUT', `/contacts/${id}`, values);
    if (status !== 200) throw new Error(`Books refused an edit: ${status} ${JSON.stringify(body)}`);
  }

  async editFsm(module: 'Companies' | 'Contacts', id: string, values: Row): Promise<void> {
    const { status, body } = await this.#zoho.fsm('PUT', `/${module}/${id}`, { data: [values] });
    if (status !== 200) throw new Error(`FSM refused an edit: ${status} ${JSON.stringify(body)}`);
  }

  async delete(side: 'fsm' | 'books', path: string): Promise<void> {
    const { status } = await this.#zoho[side]('DELETE', path);
    if (status !== 200) throw new Error(`a deletion was refused: ${status}`);
  }

  /** Everything there is, by name, so that nothing that appears or vanishes goes unseen. */
  async all() {
    const customers = await this.#booksCustomers();
    const details = await Promise.all(customers.map(({ contact_id: id }) => this.customer(String(id))));
    return {
      companies: (await this.#fsmRows('Companies')).map((row) => String(row.Company_Name)).sort(),
      contacts: (await this.#fsmRows('Contacts')).map((row) => String(row.Email)).sort(),
      businesses: details
        .filter((row) => row.customer_sub_type === 'business')
        .map((row) => `${row.company_name}: ${personsIn(row).join(' ')}`.trim())
        .sort(),
      individuals: details
        .filter((row) => row.customer_sub_type === 'individual')
        .map((row) => personsIn(row).join(' '))
        .sort(),
    };
  }

  async customer(id: string): Promise<Row> {
    const { status, body } = await this.#zoho.books('GET', `/contacts/${id}`);
    if (status !== 200) throw new Error(`Books answered ${status}`);
    return body.contact;
  }

  async #booksCustomers(): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const query = `filter_by=Status.All&page=${page}&per_page=${PAGE}`;
      const { status, body } = await this.#zoho.books('GET', `/contacts?${query}`);
      if (status !== 200) throw new Error(`Books answered ${status} to a list`);
      rows.push(...body.contacts);
      if (!body.page_context.has_more_page) return rows;
    }
  }

  async #fsmRows(module: string): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const { status, body } = await this.#zoho.fsm('GET', `/${module}?page=${page}&per_page=${PAGE}`);
      if (status === 204) return rows;
      if (status !== 200) throw new Error(`FSM answered ${status} to a list`);
      rows.push(...body.data);
      if (!body.info.more_records) return rows;
    }
  }
}

export const emailOf = (name: string): string => `${name.toLowerCase()}@example.com`;
const personOf = (name: string): Row => ({
  first_name: name,
  last_name: 'Example',
  email: emailOf(name),
});
const personsIn = (row: Row): string[] =>
  (row.contact_persons as readonly Row[]).map(({ email }) => String(email)).sort();
