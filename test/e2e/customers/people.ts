/** A user of Zoho's own API who works with companies, contacts, customers and contact persons. */
import type { Reply, Row, ZohoOrganization } from '../zoho.ts';

/** Records in one FSM write, and rows of a page on both sides. */
const WRITE_MAX = 100;
const PAGE = 200;
/** Calls at once: below the limits of both services. */
const AT_ONCE = 8;

/** Both sides as they are: FSM's rows, and Books' details with their persons. Vendors are among the customers. */
export interface Snapshot {
  readonly companies: readonly Row[];
  readonly contacts: readonly Row[];
  readonly customers: readonly Row[];
}

/** Runs the tasks with a few at once, results in their order. */
export async function inBatches<T, R>(values: readonly T[], task: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < values.length; at += AT_ONCE) {
    results.push(...(await Promise.all(values.slice(at, at + AT_ONCE).map(task))));
  }
  return results;
}

function expectStatus({ status, body }: Reply, wanted: number, what: string): void {
  if (status !== wanted) throw new Error(`${what}: answered ${status} ${JSON.stringify(body)}`);
}

export class People {
  readonly #zoho: ZohoOrganization;

  constructor(zoho: ZohoOrganization) {
    this.#zoho = zoho;
  }

  // --- FSM

  addCompanies(rows: readonly Row[]): Promise<string[]> {
    return this.#addToFsm('Companies', rows);
  }

  addContacts(rows: readonly Row[]): Promise<string[]> {
    return this.#addToFsm('Contacts', rows);
  }

  async addCompany(values: Row): Promise<string> {
    return onlyOf(await this.addCompanies([values]));
  }

  async addContact(values: Row): Promise<string> {
    return onlyOf(await this.addContacts([values]));
  }

  async editCompany(id: string, values: Row): Promise<void> {
    expectStatus(await this.#zoho.fsm('PUT', `/Companies/${id}`, { data: [values] }), 200, 'edit a company');
  }

  async editContact(id: string, values: Row): Promise<void> {
    expectStatus(await this.#zoho.fsm('PUT', `/Contacts/${id}`, { data: [values] }), 200, 'edit a contact');
  }

  async deleteCompany(id: string): Promise<void> {
    expectStatus(await this.#zoho.fsm('DELETE', `/Companies/${id}`), 200, 'delete a company');
  }

  async deleteContact(id: string): Promise<void> {
    expectStatus(await this.#zoho.fsm('DELETE', `/Contacts/${id}`), 200, 'delete a contact');
  }

  company(id: string): Promise<Row> {
    return this.#fsmRow('Companies', id);
  }

  contact(id: string): Promise<Row> {
    return this.#fsmRow('Contacts', id);
  }

  /** What Zoho's own sync leaves with a record that it has synced. */
  async noteInFsm(module: 'Companies' | 'Contacts', id: string, booksId: string): Promise<void> {
    const path = `/${module}/${id}/actions/process_sync?sync_service=finance`;
    const answer = await this.#zoho.fsm('POST', path, { integ_id: booksId, sync_process: 'link' });
    expectStatus(answer, 200, 'note a counterpart');
  }

  // --- Books or Invoice

  /** The customer's detail. */
  async addCustomer(values: Row): Promise<Row> {
    const answer = await this.#zoho.books('POST', '/contacts', { contact_type: 'customer', ...values });
    expectStatus(answer, 201, 'add a customer');
    return answer.body.contact;
  }

  async addCustomerId(values: Row): Promise<string> {
    return String((await this.addCustomer(values)).contact_id);
  }

  async editCustomer(id: string, values: Row): Promise<void> {
    expectStatus(await this.#zoho.books('PUT', `/contacts/${id}`, values), 200, 'edit a customer');
  }

  async setCustomerActive(id: string, active: boolean): Promise<void> {
    const state = active ? 'active' : 'inactive';
    expectStatus(await this.#zoho.books('POST', `/contacts/${id}/${state}`), 200, 'change a status');
  }

  async deleteCustomer(id: string): Promise<void> {
    expectStatus(await this.#zoho.books('DELETE', `/contacts/${id}`), 200, 'delete a customer');
  }

  /** The person's id. */
  async addPerson(customerId: string, values: Row): Promise<string> {
    const body = { contact_id: customerId, ...values };
    const answer = await this.#zoho.books('POST', '/contacts/contactpersons', body);
    expectStatus(answer, 201, 'add a person');
    return answer.body.contact_person[0].contact_person_id;
  }

  async editPerson(customerId: string, personId: string, values: Row): Promise<void> {
    const body = { contact_id: customerId, ...values };
    const answer = await this.#zoho.books('PUT', `/contacts/contactpersons/${personId}`, body);
    expectStatus(answer, 200, 'edit a person');
  }

  async deletePerson(personId: string): Promise<void> {
    const answer = await this.#zoho.books('DELETE', `/contacts/contactpersons/${personId}`);
    expectStatus(answer, 200, 'delete a person');
  }

  async makePrimary(personId: string): Promise<void> {
    const answer = await this.#zoho.books('POST', `/contacts/contactpersons/${personId}/primary`);
    expectStatus(answer, 200, 'make a person primary');
  }

  async customer(id: string): Promise<Row> {
    const answer = await this.#zoho.books('GET', `/contacts/${id}`);
    expectStatus(answer, 200, 'read a customer');
    return answer.body.contact;
  }

  async personsOf(customerId: string): Promise<readonly Row[]> {
    return personsOf(await this.customer(customerId));
  }

  // --- both

  async snapshot(): Promise<Snapshot> {
    const [companies, contacts, ids] = await Promise.all([
      this.companies(),
      this.contacts(),
      this.customerIds(),
    ]);
    return { companies, contacts, customers: await inBatches(ids, (id) => this.customer(id)) };
  }

  companies(): Promise<readonly Row[]> {
    return this.#fsmRows('Companies');
  }

  contacts(): Promise<readonly Row[]> {
    return this.#fsmRows('Contacts');
  }

  async customerIds(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let page = 1; ; page += 1) {
      const query = `filter_by=Status.All&page=${page}&per_page=${PAGE}`;
      const answer = await this.#zoho.books('GET', `/contacts?${query}`);
      expectStatus(answer, 200, 'list customers');
      ids.push(...answer.body.contacts.map((row: Row) => String(row.contact_id)));
      if (!answer.body.page_context.has_more_page) return ids;
    }
  }

  async #addToFsm(module: 'Companies' | 'Contacts', rows: readonly Row[]): Promise<string[]> {
    const ids: string[] = [];
    for (let at = 0; at < rows.length; at += WRITE_MAX) {
      const data = rows.slice(at, at + WRITE_MAX);
      const answer = await this.#zoho.fsm('POST', `/${module}`, { data });
      expectStatus(answer, 201, `add to ${module}`);
      ids.push(...answer.body.data[module].map((row: Row) => String(row.id)));
    }
    return ids;
  }

  async #fsmRow(module: string, id: string): Promise<Row> {
    const answer = await this.#zoho.fsm('GET', `/${module}/${id}`);
    expectStatus(answer, 200, `read of ${module}`);
    return answer.body.data[0];
  }

  async #fsmRows(module: string): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await this.#zoho.fsm('GET', `/${module}?page=${page}&per_page=${PAGE}`);
      if (answer.status === 204) return rows;
      expectStatus(answer, 200, `list ${module}`);
      rows.push(...answer.body.data);
      if (!answer.body.info.more_records) return rows;
    }
  }
}

function onlyOf(ids: readonly string[]): string {
  const [id] = ids;
  if (id === undefined) throw new Error('nothing was added');
  return id;
}

export function personsOf(customer: Row): readonly Row[] {
  // Every detail has the list, if only an empty one (books-api.md 4.3).
  return customer.contact_persons as readonly Row[];
}
