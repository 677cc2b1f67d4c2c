import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ResetBody } from '../../src/sandbox/index.ts';
import { Harness, type Reply } from './harness.ts';

let zoho: Harness;
let id: string;

type Row = Record<string, unknown>;

const will = { first_name: 'Will', last_name: 'Smith', email: 'will@example.com', is_primary_contact: true };
const ann = { first_name: 'Ann', email: 'ann@example.com' };

/** A contact with these persons, in a new world. */
async function start(persons: Row[], switches: ResetBody['switches'] = {}) {
  await zoho.reset({ organizations: [{}], switches });
  const contact = await zoho.bookContact({ contact_persons: persons });
  id = contact.contact_id;
  return contact;
}

const read = async () => (await zoho.books('GET', `/contacts/${id}`)).body.contact;
const edit = (persons: unknown): Promise<Reply> =>
  zoho.books('PUT', `/contacts/${id}`, { contact_persons: persons });
const add = (person: Row): Promise<Reply> =>
  zoho.books('POST', '/contacts/contactpersons', { contact_id: id, ...person });
const change = (person: string, body: Row): Promise<Reply> =>
  zoho.books('PUT', `/contacts/contactpersons/${person}`, body);
const idsOf = (contact: { contact_persons: { contact_person_id: string }[] }) =>
  contact.contact_persons.map((person) => person.contact_person_id);
const firstNames = async () => (await read()).contact_persons.map((person: Row) => person.first_name);

beforeEach(async () => {
  zoho = await Harness.start();
  await start([will, ann]);
});
afterEach(() => zoho.close());

describe('persons within their contact', () => {
  test('the flagged one is primary and lends the contact its name and addresses', async () => {
    const contact = await read();
    const [first] = idsOf(contact);
    expect(contact).toMatchObject({
      primary_contact_id: first,
      first_name: 'Will',
      last_name: 'Smith',
      email: 'will@example.com',
      contact_persons: [{ is_primary_contact: true }, { is_primary_contact: false }],
    });
  });

  test('a list in an edit is the whole set: known ones edited, new ones added, others removed', async () => {
    const before = await read();
    const [first, second] = idsOf(before);
    const edited = await edit([{ contact_person_id: second, phone: '555' }, { first_name: 'Eve' }]);
    expect(edited.body.contact.contact_persons).toMatchObject([
      { contact_person_id: second, first_name: 'Ann', email: 'ann@example.com', phone: '555' },
      { first_name: 'Eve' },
    ]);
    expect(idsOf(edited.body.contact)).not.toContain(first);
    expect(edited.body.contact).toMatchObject({ primary_contact_id: '', email: '' });
    expect((await zoho.books('PUT', `/contacts/${id}`, { notes: 'x' })).body.contact.contact_persons).toEqual(
      edited.body.contact.contact_persons,
    );
    expect((await edit([])).body.contact.contact_persons).toEqual([]);
  });

  test('a person that is gone, or another contact’s, or named twice, is refused and nothing changes', async () => {
    const [first, second] = idsOf(await read());
    await edit([{ contact_person_id: second }]);
    const other = await zoho.books('POST', '/contacts', { contact_name: 'Other', contact_persons: [will] });
    const [foreign] = idsOf(other.body.contact);
    for (const persons of [
      [{ contact_person_id: first }],
      [{ contact_person_id: foreign }],
      [{ contact_person_id: second }, { contact_person_id: second }],
    ])
      expect(await edit(persons)).toMatchObject({ status: 400, body: { code: 2 } });
    expect(await firstNames()).toEqual(['Ann']);
    await start([will], { booksStalePersonCode: 1002 });
    const nobody = [{ contact_person_id: '460000000000000001' }];
    expect(await edit(nobody)).toMatchObject({ status: 400, body: { code: 1002 } });
  });

  test('a newly flagged one takes over; of two flagged ones the first wins, or the body is refused', async () => {
    const [first, second] = idsOf(await read());
    const flagged = { contact_person_id: second, is_primary_contact: true };
    const moved = (await edit([{ contact_person_id: first }, flagged])).body.contact;
    expect(moved).toMatchObject({ primary_contact_id: second, first_name: 'Ann' });
    const two = [{ contact_person_id: first, is_primary_contact: true }, flagged];
    expect((await edit(two)).body.contact.primary_contact_id).toBe(first);
    await start([], { booksTwoPrimaries: 'refuse' });
    expect(await edit([will, will])).toMatchObject({ status: 400, body: { code: 2 } });
  });

  test('a first person is primary only when flagged, unless the switch makes it so', async () => {
    expect(await start([ann])).toMatchObject({ primary_contact_id: '', email: '' });
    const made = await start(
      [ann, will].map((person) => ({ ...person, is_primary_contact: false })),
      {
        booksFirstPersonIsPrimary: true,
      },
    );
    expect(made).toMatchObject({ primary_contact_id: idsOf(made)[0], email: 'ann@example.com' });
  });

  test('members that are left out of a known person stay, or go where the switch says so', async () => {
    const [first] = idsOf(await read());
    const kept = (await edit([{ contact_person_id: first, first_name: 'Bill' }])).body.contact;
    expect(kept.contact_persons).toMatchObject([{ first_name: 'Bill', email: 'will@example.com' }]);
    const made = await start([will], { booksPersonPartial: 'replace' });
    const [other] = idsOf(made);
    const bare = (await edit([{ contact_person_id: other, first_name: 'Bill' }])).body.contact;
    expect(bare.contact_persons).toMatchObject([{ contact_person_id: other, first_name: 'Bill', email: '' }]);
  });

  test('a person without a first name is taken, unless the switch asks for one', async () => {
    expect((await edit([{ email: 'x@example.com' }])).status).toBe(200);
    await start([], { booksNestedPersonNeedsFirstName: true });
    expect(await edit([{ email: 'x@example.com' }])).toMatchObject({ status: 400, body: { code: 4 } });
    await zoho.patch({ required: true }, '/fields/books/contact_persons/email');
    expect(await edit([{ first_name: 'x' }])).toMatchObject({ status: 400, body: { code: 4 } });
  });
});

describe('persons at their own path', () => {
  test('are added, edited, marked as primary and deleted', async () => {
    const added = await add({ first_name: 'Eve', enable_portal: true });
    expect(added).toMatchObject({
      status: 201,
      body: { message: 'The contactperson has been Created', contact_person: [{ contact_id: id }] },
    });
    const [{ contact_person_id: eve }] = added.body.contact_person;
    expect(added.headers.get('location')).toBe(`/api/v3/contacts/contactpersons/${eve}`);
    expect(await read()).toMatchObject({ portal_status: 'enabled', first_name: 'Will' });
    const edited = await change(eve, { contact_id: id, first_name: 'Eva', is_primary_contact: true });
    expect(edited.body.contact_person).toMatchObject([{ first_name: 'Eva', is_primary_contact: true }]);
    expect(await read()).toMatchObject({ primary_contact_id: eve, first_name: 'Eva' });
    const [first] = idsOf(await read());
    await zoho.books('POST', `/contacts/contactpersons/${first}/primary`);
    expect(await read()).toMatchObject({ primary_contact_id: first, first_name: 'Will' });
    expect((await zoho.books('DELETE', `/contacts/contactpersons/${first}`)).status).toBe(200);
    expect(await read()).toMatchObject({ primary_contact_id: '', contact_persons: [{}, {}] });
    const gone = await zoho.books('DELETE', `/contacts/contactpersons/${first}`);
    expect(gone).toMatchObject({ status: 404, body: { code: 1002 } });
  });

  test('want a contact and a first name, and have a shorter designation', async () => {
    const [first = ''] = idsOf(await read());
    const unnamed = { contact_id: id, email: 'x@example.com' };
    expect(await add({ email: 'x@example.com' })).toMatchObject({ status: 400, body: { code: 4 } });
    expect(await change(first, unnamed)).toMatchObject({ status: 400, body: { code: 4 } });
    expect(await change(first, { first_name: 'Bill' })).toMatchObject({ status: 400, body: { code: 4 } });
    const nobody = await zoho.books('POST', '/contacts/contactpersons', { first_name: 'Eve' });
    expect(nobody).toMatchObject({ status: 400, body: { code: 4 } });
    const elsewhere = { contact_id: '460000000000000001', first_name: 'Eve' };
    expect(await add(elsewhere)).toMatchObject({ status: 404, body: { code: 1002 } });
    const title = { first_name: 'Eve', designation: 'x'.repeat(51) };
    expect(await add(title)).toMatchObject({ status: 400, body: { code: 15 } });
    expect((await edit([title])).status).toBe(200);
    expect(await edit([{ ...title, designation: 'x'.repeat(101) }])).toMatchObject({ body: { code: 15 } });
  });

  test('edits are partial where the switch says so', async () => {
    const [first = ''] = idsOf(await start([will], { booksPersonPutPartial: true }));
    const edited = await change(first, { phone: '555' });
    expect(edited.body.contact_person).toMatchObject([{ first_name: 'Will', phone: '555' }]);
    const emptied = await change(first, { first_name: '' });
    expect(emptied).toMatchObject({ status: 400, body: { code: 4 } });
  });

  test('are read one by one and in pages, only under their own contact', async () => {
    const [first, second] = idsOf(await read());
    const list = await zoho.books('GET', `/contacts/${id}/contactpersons?per_page=1&page=2`);
    expect(list.body).toMatchObject({
      contact_persons: [{ contact_person_id: second, first_name: 'Ann' }],
      page_context: { page: 2, per_page: 1, has_more_page: false },
    });
    const one = await zoho.books('GET', `/contacts/${id}/contactpersons/${first}`);
    expect(one.body.contact_person).toMatchObject({ contact_id: id, first_name: 'Will' });
    const other = await zoho.books('POST', '/contacts', { contact_name: 'Other' });
    const wrong = `/contacts/${other.body.contact.contact_id}/contactpersons/${first}`;
    expect(await zoho.books('GET', wrong)).toMatchObject({ status: 404, body: { code: 1002 } });
  });

  test('move the contact’s time, unless the switch says otherwise; a write answers an object where one says so', async () => {
    const times = async () => {
      const before = (await read()).last_modified_time;
      await zoho.control('POST', '/clock', { advanceMs: 60_000 });
      const added = await add({ first_name: 'Eve' });
      return { moved: (await read()).last_modified_time !== before, added: added.body.contact_person };
    };
    expect((await times()).moved).toBe(true);
    await start([], { booksPersonMovesContact: false, booksPersonWriteAnswer: 'object' });
    const { moved, added } = await times();
    expect(moved).toBe(false);
    expect(added).toMatchObject({ first_name: 'Eve' });
    expect(await firstNames()).toEqual(['Eve']);
  });
});

describe('additional addresses', () => {
  const path = (address = '') => `/contacts/${id}/address${address}`;

  test('are added, listed, edited and deleted', async () => {
    const added = await zoho.books('POST', path(), { city: 'Chennai', country: 'India' });
    expect(added).toMatchObject({
      status: 201,
      body: { address_info: { city: 'Chennai', country_code: 'IN' } },
    });
    const { address_id: address } = added.body.address_info;
    expect((await read()).addresses).toMatchObject([{ address_id: address }]);
    const edited = await zoho.books('PUT', path(`/${address}`), { city: 'Madurai' });
    expect(edited.body.address_info).toMatchObject({ address_id: address, city: 'Madurai', country: '' });
    const listed = await zoho.books('GET', path());
    expect(listed.body.addresses).toMatchObject([{ address_id: address, city: 'Madurai' }]);
    expect((await zoho.books('DELETE', path(`/${address}`))).status).toBe(200);
    expect((await read()).addresses).toEqual([]);
    for (const method of ['PUT', 'DELETE'])
      expect(await zoho.books(method, path(`/${address}`), {})).toMatchObject({ body: { code: 1002 } });
    expect(await zoho.books('POST', path(), { zip: 'x'.repeat(51) })).toMatchObject({ body: { code: 15 } });
  });

  test('the switches: both main addresses in the list, and whether the contact’s time moves', async () => {
    const made = await start([], { booksAddressListHasBoth: true, booksAddressMovesContact: false });
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    await zoho.books('POST', path(), { city: 'Chennai' });
    const { addresses } = (await zoho.books('GET', path())).body;
    expect(addresses.map((row: Row) => row.address_id).slice(0, 2)).toEqual([
      made.billing_address.address_id,
      made.shipping_address.address_id,
    ]);
    expect(addresses).toHaveLength(3);
    expect((await read()).last_modified_time).toBe(made.last_modified_time);
  });
});
