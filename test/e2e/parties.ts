/** Customers and companies, as users of the two services make and read them. */
import type { Row, ZohoOrganization } from './zoho.ts';

const refused = (what: string, { status, body }: { status: number; body: unknown }): Error =>
  new Error(`${what} was refused: ${status} ${JSON.stringify(body)}`);

export async function addCompany(zoho: ZohoOrganization, values: Row): Promise<string> {
  const answer = await zoho.fsm('POST', '/Companies', { data: [values] });
  if (answer.status !== 201) throw refused('a company', answer);
  return answer.body.data.Companies[0].id;
}

export async function addContact(zoho: ZohoOrganization, values: Row): Promise<string> {
  const answer = await zoho.fsm('POST', '/Contacts', { data: [values] });
  if (answer.status !== 201) throw refused('a contact', answer);
  return answer.body.data.Contacts[0].id;
}

export async function editFsm(zoho: ZohoOrganization, module: string, id: string, values: Row) {
  const answer = await zoho.fsm('PUT', `/${module}/${id}`, { data: [values] });
  if (answer.status !== 200) throw refused('an edit', answer);
}

export async function addCustomer(zoho: ZohoOrganization, values: Row): Promise<string> {
  const answer = await zoho.books('POST', '/contacts', {
    contact_type: 'customer',
    customer_sub_type: 'business',
    ...values,
  });
  if (answer.status !== 201) throw refused('a customer', answer);
  return answer.body.contact.contact_id;
}

export async function editCustomer(zoho: ZohoOrganization, id: string, values: Row) {
  const answer = await zoho.books('PUT', `/contacts/${id}`, values);
  if (answer.status !== 200) throw refused('an edit', answer);
}

export async function customer(zoho: ZohoOrganization, id: string): Promise<Row> {
  return (await zoho.books('GET', `/contacts/${id}`)).body.contact;
}

export async function customers(zoho: ZohoOrganization): Promise<readonly Row[]> {
  return (await zoho.books('GET', '/contacts?filter_by=Status.All&per_page=200')).body.contacts;
}

export async function fsmRecords(zoho: ZohoOrganization, module: string): Promise<readonly Row[]> {
  const { status, body } = await zoho.fsm('GET', `/${module}?per_page=200`);
  return status === 204 ? [] : body.data;
}
