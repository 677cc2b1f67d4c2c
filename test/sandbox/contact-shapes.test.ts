import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Harness, keys, sample } from './harness.ts';

let zoho: Harness;

describe('Books contacts have the key sets of the samples', () => {
  const person = { first_name: 'Will', last_name: 'Smith', is_primary_contact: true };
  const custom_fields = ['cf_vat_id', 'cf_external_ref'].map((api_name) => ({ api_name, value: '1' }));
  let id: string;

  beforeAll(async () => {
    zoho = await Harness.start();
    for (const name of ['cf_vat_id', 'cf_external_ref'])
      await zoho.patch({}, `/fields/books/contacts/${name}`);
    ({ contact_id: id } = await zoho.bookContact({ contact_persons: [person], custom_fields }));
  });
  afterAll(() => zoho.close());

  test('list', async () => {
    const answer = await zoho.books('GET', '/contacts');
    expect(keys(answer.body)).toEqual(keys(sample('books', 'contact-list-page.live.json')));
    const [row] = answer.body.contacts;
    const expected = sample('books', 'contact-list-page.live.json').contacts[0];
    const types = (value: Record<string, unknown>) =>
      Object.fromEntries(Object.keys(expected).map((key) => [key, typeof value[key]]));
    expect(types(row)).toEqual(types(expected));
  });

  test('detail, with the kinds of values', async () => {
    const answer = await zoho.books('GET', `/contacts/${id}`);
    const expected = sample('books', 'contact-detail.live.json');
    expect(keys(answer.body)).toEqual(keys(expected));
    for (const [key, value] of Object.entries(expected.contact))
      expect([key, typeof answer.body.contact[key]]).toEqual([key, typeof value]);
  });

  test('create and update, with their status, message and Location', async () => {
    const request = sample('books', 'contact-create-request.minimal.json');
    await zoho.patch({ allowDuplicateNames: true });
    const created = await zoho.books('POST', '/contacts', request);
    const expected = sample('books', 'contact-create-response.live.json');
    expect(created).toMatchObject({ status: 201, body: { message: expected.message } });
    expect(keys(created.body)).toEqual(keys(expected));
    const made = created.body.contact.contact_id;
    expect(created.headers.get('location')).toBe(`/api/v3/contacts/${made}`);
    const change = sample('books', 'contact-update-partial-request.json');
    const updated = await zoho.books('PUT', `/contacts/${made}`, change);
    expect(updated).toMatchObject({ status: 200, body: { message: 'Contact information has been saved.' } });
    expect(keys(updated.body)).toEqual(keys(expected));
    expect(updated.body.contact).toMatchObject({ ...request, ...change });
    await zoho.books('DELETE', `/contacts/${made}`);
    await zoho.patch({ allowDuplicateNames: false });
  });

  test('the documented create request is taken', async () => {
    const request = sample('books', 'contact-create-request.doc.json');
    const { currency_id: _, ...values } = { ...request, contact_name: 'Documented' };
    const { contact } = (await zoho.books('POST', '/contacts', values)).body;
    expect(contact).toMatchObject({
      contact_number: 'CNT-001234',
      billing_address: request.billing_address,
      email: 'willsmith@bowmanfurniture.com',
      portal_status: 'enabled',
    });
    await zoho.books('DELETE', `/contacts/${contact.contact_id}`);
  });

  test('persons: create, list and detail', async () => {
    const request = { ...sample('books', 'contact-person-create-request.doc.json'), contact_id: id };
    const created = await zoho.books('POST', '/contacts/contactpersons', request);
    const expected = sample('books', 'contact-person-create-response.doc.json');
    expect(created).toMatchObject({ status: 201, body: { message: expected.message } });
    expect(keys(created.body)).toEqual(keys(expected));
    const { enable_portal: _, ...echoed } = request;
    expect(created.body.contact_person[0]).toMatchObject({ ...echoed, is_added_in_portal: true });
    const { contact_person_id } = created.body.contact_person[0];
    const detail = await zoho.books('GET', `/contacts/${id}/contactpersons/${contact_person_id}`);
    const documented = sample('books', 'contact-person-detail.doc.json');
    expect(keys(detail.body)).toEqual(keys(documented));
    const list = await zoho.books('GET', `/contacts/${id}/contactpersons`);
    const { contact_id: __, ...row } = documented.contact_person;
    expect(keys(list.body.contact_persons)).toEqual(keys([row]));
  });

  test('acknowledgements', async () => {
    const ops: { op: string; http_status: number; body: object }[] = sample(
      'books',
      'simple-acknowledgements.json',
    ).ops;
    const served =
      /^(POST|DELETE) \/contacts\/(\{id\}(\/active|\/inactive)?|contactpersons\/\{id\}(\/primary)?)$/;
    const ofContacts = ops.filter(({ op }) => served.test(op));
    expect(ofContacts).toHaveLength(5);
    for (const { op, http_status, body } of ofContacts) {
      const made = await zoho.bookContact({ contact_name: `For ${op}`, contact_persons: [person] });
      const target = op.includes('contactpersons') ? made.primary_contact_id : made.contact_id;
      const [method = '', path = ''] = op.split(' ');
      const answer = await zoho.books(method, path.replace('{id}', target));
      expect([op, answer.status, answer.body]).toEqual([op, http_status, body]);
    }
  });

  test('custom field metadata, and the refusal of a name in use', async () => {
    const { exchanges } = sample('books', 'custom-fields-metadata.json');
    const list = await zoho.books('GET', '/settings/preferences/customfields?entity=contact');
    expect(exchanges[0].request.query.entity).toBe('contact');
    const optional = ['.customfields[].is_unique'];
    expect(keys(list.body, optional)).toEqual(keys(exchanges[0].response, optional));
    const known = sample('books', 'error-envelopes.json').errors.find(
      (entry: { body: { code: number } }) => entry.body.code === 3062,
    );
    const refused = await zoho.books('POST', '/contacts', { contact_name: 'Bowman and Co' });
    expect([refused.status, refused.body]).toEqual([known.http_status, known.body]);
  });
});
