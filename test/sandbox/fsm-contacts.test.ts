/** Contacts of the simulated FSM (fsm-api.md 5, 8). What they share with companies is in companies.test.ts. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Harness, keyPaths, sample } from './harness.ts';

const zoho = await Harness.start();

beforeEach(() => zoho.reset({ organizations: [{}] }));
afterAll(() => zoho.close());

const INES = { First_Name: 'Ines', Last_Name: 'Marlow', Email: 'ines.marlow@brightwater.example.com' };

const create = (...records: Record<string, unknown>[]) => zoho.fsm('POST', '/Contacts', { data: records });

async function made(module: string, values: Record<string, unknown>): Promise<string> {
  const answer = await zoho.fsm('POST', `/${module}`, { data: [values] });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}`);
  return answer.body.data[module][0].id;
}

const contact = (values: Record<string, unknown> = {}) => made('Contacts', { ...INES, ...values });
const company = (Company_Name = 'Brightwater Facilities LLC') => made('Companies', { Company_Name });
const read = async (id: string) => (await zoho.fsm('GET', `/Contacts/${id}`)).body.data[0];
const edit = (id: string, values: Record<string, unknown>) =>
  zoho.fsm('PUT', `/Contacts/${id}`, { data: [values] });
const keys = (value: unknown) => [...keyPaths(value)].sort();

describe('shapes', () => {
  test('create, detail, list and addresses have the keys of the samples', async () => {
    const expected = sample('fsm', 'contact-detail.json').data[0];
    const { Service_Address, Billing_Address, Salutation } = expected;
    const { id: _service, name: _name, ...service } = Service_Address;
    const { id: _billing, name: _other, ...billing } = Billing_Address;
    const created = await create({
      ...INES,
      Salutation,
      Company: await company(),
      Service_Address: { ...service, Territory: '2411000000139343' },
      Billing_Address: billing,
    });
    expect(created.status).toBe(201);
    expect(keys(created.body)).toEqual(keys(sample('fsm', 'contact-create-success.json')));
    const [{ id, UID, TabName }] = created.body.data.Contacts;
    expect([UID, TabName]).toEqual(['Contacts_0', 'Contacts']);
    const record = await read(id);
    expect(keys(record)).toEqual(keys(expected));
    expect(record).toMatchObject({ ...INES, Salutation, Full_Name: 'Ines Marlow', Company_Type: null });
    expect(record).toMatchObject({ ZBilling_Id: null, ZBooks_Contact_Person: null, Service_Latitude: null });
    const page = await zoho.fsm('GET', '/Contacts');
    expect(page.body.data).toEqual([record]);
    const addresses = await zoho.fsm('GET', `/Contacts/${id}/Addresses`);
    expect(keys(addresses.body)).toEqual(keys(sample('fsm', 'contact-addresses-list.json')));
  });

  test('the metadata has the keys of the sample, with the company as lookup and PII by default', async () => {
    const { body } = await zoho.fsm('GET', '/settings/fields?module=Contacts');
    const { body: patched } = await zoho.patch({ ephi: true }, '/fields/fsm/Contacts/Access_Notes__C');
    expect(patched.field).toMatchObject({ custom: true, ephi: true });
    const expected = sample('fsm', 'fields-contacts-pii-inferred.json');
    const withCustom = await zoho.fsm('GET', '/settings/fields?module=Contacts');
    expect(keys(withCustom.body)).toEqual(keys(expected));
    const named = new Map<string, Record<string, unknown>>(
      body.fields.map((field: { api_name: string }) => [field.api_name, field]),
    );
    for (const field of expected.fields.slice(0, 4)) {
      const { api_name, data_type, length, system_mandatory } = field;
      expect(named.get(api_name)).toMatchObject({ data_type, length, system_mandatory });
    }
    const marked = [...named].filter(([, field]) => field.private !== null).map(([name]) => name);
    expect(marked).toEqual(['Last_Name', 'Email']);
    expect(named.get('Company')).toMatchObject({ lookup: { module: { api_name: 'Companies' } } });
    const meta = await zoho.fsm('GET', '/meta/fields?module=Contacts');
    expect(meta.body.fields).toHaveLength(withCustom.body.fields.length);
  });
});

describe('writes', () => {
  test('last name and e-mail are mandatory, the e-mail unless the switch or the field says otherwise', async () => {
    const { Last_Name: _, ...nameless } = INES;
    expect((await create(nameless)).body.data[0]).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: 'Last_Name' },
    });
    const { Email: __, ...unreachable } = INES;
    expect((await create(unreachable)).body.data[0]).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: 'Email' },
    });
    const id = await contact();
    expect((await edit(id, { Email: null })).body.data[0].code).toBe('MANDATORY_NOT_FOUND');
    await zoho.patch({ required: false }, '/fields/fsm/Contacts/Email');
    expect((await edit(id, { Email: null })).status).toBe(200);
    await zoho.reset({ switches: { fsmContactEmailMandatory: false }, organizations: [{}] });
    expect((await create(unreachable)).status).toBe(201);
  });

  test('the full name follows the names and cannot be written', async () => {
    const id = await contact();
    await edit(id, { First_Name: null, Full_Name: 'Nobody' });
    expect(await read(id)).toMatchObject({ First_Name: null, Full_Name: 'Marlow' });
    await edit(id, { Last_Name: 'Field', First_Name: 'Ida' });
    expect(await read(id)).toMatchObject({ Full_Name: 'Ida Field' });
  });

  test('contacts of one company have different e-mails; elsewhere the same one is allowed', async () => {
    const [first, second] = [await company('Alder'), await company('Birch')];
    const id = await contact({ Company: first });
    const again = { ...INES, Last_Name: 'Other', Email: INES.Email.toUpperCase() };
    const refused = await create({ ...again, Company: first });
    const expected = sample('fsm', 'error-400-duplicate-data.json');
    expected.data[0].details.id = id;
    expect(refused).toMatchObject({ status: 400, body: expected });
    expect((await create({ ...again, Company: second })).status).toBe(201);
    const alone = await contact();
    expect((await create(again)).status).toBe(201);
    expect((await edit(alone, { Company: first })).body.data[0].code).toBe('DUPLICATE_DATA');
    expect((await edit(id, { Company: first, Email: INES.Email })).status).toBe(200);
    await edit(id, { Email: 'other@example.com' });
    expect((await edit(alone, { Company: first })).status).toBe(200);
    const twins = [{ ...INES, Email: 'twin@example.com', Company: second }];
    const together = await create(...twins, ...twins);
    expect(together.body.data[0]).toMatchObject({ code: 'DUPLICATE_DATA', details: { api_name: 'Email' } });
    expect((await zoho.fsm('GET', '/Contacts/search?api_name=Email&value=twin')).status).toBe(204);
  });

  test('the company is written as an id, read as a lookup, and may be null', async () => {
    const [first, second] = [await company('Alder'), await company('Birch')];
    const id = await contact({ Company: first });
    expect((await read(id)).Company).toEqual({ name: 'Alder', id: first });
    await edit(id, { Company: second });
    expect((await read(id)).Company).toEqual({ name: 'Birch', id: second });
    await edit(id, { Company: null });
    expect((await read(id)).Company).toBeNull();
    for (const wrong of [id, { id: first }, 7]) {
      const refused = await edit(id, { Company: wrong });
      expect(refused.body.data[0]).toMatchObject({ code: 'INVALID_DATA', details: { api_name: 'Company' } });
    }
    await zoho.fsm('PUT', `/Companies/${first}`, { data: [{ Company_Name: 'Ash' }] });
    await edit(id, { Company: first });
    expect((await read(id)).Company).toEqual({ name: 'Ash', id: first });
  });

  test('where companies cannot be changed, a contact joins one and stays', async () => {
    await zoho.reset({ switches: { fsmCompanyChangeable: false }, organizations: [{}] });
    const [first, second] = [await company('Alder'), await company('Birch')];
    const id = await contact();
    expect((await edit(id, { Company: first })).status).toBe(200);
    expect((await edit(id, { Company: first, Phone: '1' })).status).toBe(200);
    for (const other of [second, null]) expect((await edit(id, { Company: other })).status).toBe(400);
    expect((await read(id)).Company).toMatchObject({ id: first });
  });
});

test('searches the documented fields', async () => {
  const id = await contact({ Phone: '555-010-0111', Mobile: '555-010-0222' });
  await contact({ Last_Name: 'Other', Email: 'other@example.com' });
  const search = (field: string, value: string, comparator = 'equal') =>
    zoho.fsm(
      'GET',
      `/Contacts/search?api_name=${field}&comparator=${comparator}&value=${encodeURIComponent(value)}`,
    );
  for (const [field, value] of Object.entries({
    Email: INES.Email.toUpperCase(),
    Last_Name: 'marlow',
    Phone: '555-010-0111',
    Mobile: '555-010-0222',
  })) {
    expect((await search(field, value)).body.data).toMatchObject([{ id }]);
    expect((await search(field, value.slice(1, -1), 'contains')).body.data).toMatchObject([{ id }]);
    expect((await search(field, value.slice(1))).status).toBe(204);
  }
  expect((await search('First_Name', 'Ines')).status).toBe(400);
  expect((await search('Email', INES.Email, 'starts_with')).status).toBe(400);
});

describe('[P3] hidden PII', () => {
  test('reads as null: last name, e-mail, and the full name made of them', async () => {
    const id = await contact({ Company: await company(), Phone: '555' });
    await zoho.patch({ capabilities: { hidePii: true } });
    const hidden = { Last_Name: null, Email: null, Full_Name: null };
    const shown = { First_Name: 'Ines', Phone: '555', Company: { name: 'Brightwater Facilities LLC' } };
    expect(await read(id)).toMatchObject({ ...hidden, ...shown });
    expect((await zoho.fsm('GET', '/Contacts')).body.data).toMatchObject([{ ...hidden, ...shown }]);
    await edit(id, { Phone: '556' });
    await zoho.patch({ pii: true }, '/fields/fsm/Companies/Company_Name');
    expect((await read(id)).Company).toMatchObject({ name: null });
    await zoho.patch({ capabilities: { hidePii: false } });
    expect(await read(id)).toMatchObject({ ...INES, Full_Name: 'Ines Marlow', Phone: '556' });
  });

  test('or is absent, as the switch says', async () => {
    await zoho.reset({ switches: { hiddenPiiReads: 'absent' }, organizations: [{}] });
    const id = await contact();
    expect(await read(id)).toMatchObject(INES);
    await zoho.patch({ capabilities: { hidePii: true } });
    const record = await read(id);
    for (const name of ['Last_Name', 'Email', 'Full_Name']) expect(record).not.toHaveProperty(name);
  });
});

test('a workflow moves Modified_Time of a contact once more, and never back', async () => {
  await zoho.patch({ capabilities: { workflowEchoMs: 5_000 } });
  const id = await contact();
  const before = Date.parse((await read(id)).Modified_Time);
  await zoho.control('POST', '/clock', { advanceMs: 60_000 });
  const after = Date.parse((await read(id)).Modified_Time);
  expect(after - before).toBe(5_000);
  await zoho.control('POST', '/clock', { skewMs: -3_600_000 });
  await edit(id, { Phone: '1' });
  expect(Date.parse((await read(id)).Modified_Time)).toBe(after);
});
