import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Harness, keys, reply, sample } from './harness.ts';

let zoho: Harness;

beforeAll(async () => {
  zoho = await Harness.start({ services: 3, parts: 3, items: 4 });
});
afterAll(() => zoho.close());

describe('Books answers have the key sets of the samples', () => {
  test('item list', async () => {
    const answer = await zoho.books('GET', '/items');
    expect(answer.status).toBe(200);
    expect(keys(answer.body)).toEqual(keys(sample('books', 'item-list-page.live.json')));
  });

  test('item detail', async () => {
    const { item_id: id } = await zoho.bookItem();
    const answer = await zoho.books('GET', `/items/${id}`);
    expect(keys(answer.body)).toEqual(keys(sample('books', 'item-detail.live.json')));
  });

  test('item create and update, with their status, message and Location', async () => {
    const created = await zoho.books('POST', '/items', sample('books', 'item-create-request.minimal.json'));
    const expected = sample('books', 'item-create-response.live.json');
    expect(created.status).toBe(201);
    expect(created.body.message).toBe(expected.message);
    expect(keys(created.body)).toEqual(keys(expected));
    expect(created.headers.get('location')).toBe(`/api/v3/items/${created.body.item.item_id}`);
    const updated = await zoho.books('PUT', `/items/${created.body.item.item_id}`, { rate: 121 });
    expect(updated).toMatchObject({ status: 200, body: { message: 'Item details have been saved.' } });
    expect(keys(updated.body)).toEqual(keys(expected));
  });

  test('the documented create request is taken, empty members and all', async () => {
    const { custom_fields: _, ...request } = sample('books', 'item-create-request.doc.json');
    const created = await zoho.books('POST', '/items', { ...request, name: 'Documented drive' });
    expect(created).toMatchObject({ status: 201, body: { item: { sku: 's12345', rate: 120 } } });
  });

  test('bulk details have every documented key', async () => {
    const { item_id: id } = await zoho.bookItem({ name: 'For bulk' });
    const answer = await zoho.books('GET', `/itemdetails?item_ids=${id}`);
    const expected = keys(sample('books', 'item-bulk-details.doc.json'), ['.items[].custom_fields[]']);
    expect(keys(answer.body)).toEqual(expect.arrayContaining(expected));
    expect(keys(answer.body.page_context)).toEqual(
      keys(sample('books', 'item-bulk-details.doc.json').page_context),
    );
  });

  test('organisation list and detail', async () => {
    const list = await zoho.call('GET', '/books/v3/organizations');
    expect(keys(list.body)).toEqual(keys(sample('books', 'organization-list.doc.json')));
    const detail = await zoho.books('GET', `/organizations/${zoho.organization.booksOrganizationId}`);
    expect(keys(detail.body)).toEqual(keys(sample('books', 'organization-detail.live.json')));
  });

  test('currencies have the documented keys and those seen live', async () => {
    const live = ['.currencies[].currency_name_formatted', '.currencies[].auto_exchange_rate_enabled'];
    const context = ['', '.page', '.per_page', '.has_more_page', '.report_name'].map(
      (key) => `.page_context${key}`,
    );
    const list = await zoho.books('GET', '/settings/currencies');
    const documented = keys(sample('books', 'currency-list.doc.json'));
    expect(keys(list.body)).toEqual([...documented, ...live, ...context].sort());
    const base = list.body.currencies.find((row: { is_base_currency: boolean }) => row.is_base_currency);
    expect(base).toMatchObject({ exchange_rate: 0, effective_date: '' });
    const created = await zoho.books(
      'POST',
      '/settings/currencies',
      sample('books', 'currency-create-request.doc.json'),
    );
    expect(keys(created.body)).toEqual(keys(sample('books', 'currency-create-response.doc.json')));
  });

  test('taxes: an empty list while they are off, the documented rows once they are on', async () => {
    const off = await zoho.books('GET', '/settings/taxes');
    expect(off.body).toMatchObject({ taxes: [], page_context: { applied_filter: 'Taxes.Active' } });
    await zoho.patch({ taxesEnabled: { books: true } });
    const on = await zoho.books('GET', '/settings/taxes');
    const documented = keys(sample('books', 'tax-list.doc.json'));
    expect(keys(on.body, ['.page_context.as_of_date', '.page_context.to_date'])).toEqual(documented);
    const item = await zoho.bookItem({ name: 'Taxed', is_taxable: true });
    expect(item).toMatchObject({ is_taxable: true });
    await zoho.patch({ taxesEnabled: { books: false } });
    expect(await zoho.bookItem({ name: 'Not taxed' })).not.toHaveProperty('is_taxable');
  });

  test('custom field metadata', async () => {
    await zoho.patch({ capabilities: { uniqueField: true } });
    const exchanges = sample('books', 'custom-fields-metadata.json').exchanges;
    const list = await zoho.books('GET', '/settings/preferences/customfields?entity=item');
    expect(keys(list.body)).toEqual(keys(exchanges[0].response));
    const [field] = list.body.customfields;
    expect(field).toMatchObject({ api_name: 'cf_fieldledger_id', is_unique: true, pii_type: 'non_pii' });
    const page = await zoho.books(
      'GET',
      `/settings/fields/editpage?entity=item&field_id=${field.customfield_id}`,
    );
    expect(keys(page.body)).toEqual(keys(exchanges[2].response));
    await zoho.patch({ capabilities: { uniqueField: false } });
    const gone = await zoho.books('GET', '/settings/preferences/customfields?entity=item');
    expect(gone.body.customfields).toEqual([]);
  });

  test('errors', async () => {
    const bodies: Record<string, { http_status: number; body: object }> = Object.fromEntries(
      sample('books', 'error-envelopes.json').errors.map(
        (entry: { http_status: number; body: { code: number } }) => [
          `${entry.body.code} ${entry.http_status}`,
          entry,
        ],
      ),
    );
    const url = `${zoho.sandbox.url}/books/v3/items?organization_id=${zoho.organization.booksOrganizationId}`;
    const answers = {
      '2 400': await zoho.books('GET', '/items?last_modified_time=2026-07-01T00:00:00Z'),
      '5 404': await zoho.books('GET', '/settings/branches'),
      '14 401': await reply(url),
      '57 401': await reply(url, { headers: { authorization: 'Zoho-oauthtoken 1000.dead' } }),
      '1002 404': await zoho.books('GET', '/items/123456789012345678'),
      '1038 400': await zoho.books('POST', '/items', '{"name":'),
      '6041 400': await zoho.call('GET', '/books/v3/items?organization_id=10229182'),
    };
    for (const [code, answer] of Object.entries(answers)) {
      const known = bodies[code];
      expect([code, answer.status, keys(answer.body)]).toEqual([code, known?.http_status, keys(known?.body)]);
      expect([code, answer.body.code]).toEqual([code, Number(code.split(' ')[0])]);
    }
    expect(answers['6041 400'].body).toEqual(bodies['6041 400']?.body);
    expect(answers['14 401'].body).toEqual(bodies['14 401']?.body);
    expect(answers['14 401'].headers.has('x-rate-limit-limit')).toBe(false);
  });

  test('acknowledgements of items', async () => {
    const ops: { op: string; http_status: number; body: object }[] = sample(
      'books',
      'simple-acknowledgements.json',
    ).ops;
    for (const { op, http_status, body } of ops.filter((entry) => / \/items?\//.test(entry.op))) {
      const { item_id: id } = await zoho.bookItem({ name: `For ${op}` });
      const [method = '', path = ''] = op.split(' ');
      const sent = path.endsWith('customfields') ? [] : undefined;
      const answer = await zoho.books(method, path.replace(/\{[a-z_]*id\}/, String(id)), sent);
      expect([op, answer.status, answer.body]).toEqual([op, http_status, body]);
    }
  });

  test('headers of live answers', async () => {
    const live = sample('books', 'response-headers.live.json');
    const answer = await zoho.books('GET', '/items');
    const wanted = Object.keys(live.get_contacts_200).filter(
      (name) => !['vary', 'transfer-encoding'].includes(name),
    );
    expect([...answer.headers.keys()]).toEqual(expect.arrayContaining(wanted));
    expect(answer.headers.get('content-type')).toBe(live.get_contacts_200['content-type']);
  });
});

describe('Invoice answers on its own path only', () => {
  test('an Invoice organisation is not found under Books', async () => {
    const invoice = await Harness.start({ product: 'invoice', items: 2 });
    const id = invoice.organization.booksOrganizationId;
    const own = await invoice.call('GET', `/invoice/v3/items?organization_id=${id}`);
    expect(keys(own.body)).toEqual(keys(sample('books', 'item-list-page.live.json')));
    const name = { contact_name: 'Invoiced' };
    const made = await invoice.call('POST', `/invoice/v3/contacts?organization_id=${id}`, name);
    expect(keys(made.body)).toEqual(keys(sample('books', 'contact-create-response.live.json')));
    expect(await invoice.books('GET', '/contacts')).toMatchObject({ status: 400, body: { code: 6041 } });
    expect(await invoice.books('GET', '/items')).toMatchObject({ status: 400, body: { code: 6041 } });
    await invoice.close();
  });
});

describe('FSM answers have the key sets of the samples', () => {
  const detail = sample('fsm', 'service-and-parts-detail.json');

  test('list: the detail without tasks, and info', async () => {
    const answer = await zoho.fsm('GET', '/Service_And_Parts?page=1&per_page=200');
    const info = Object.keys(sample('fsm', 'companies-list-page1.json').info).map((key) => `.info.${key}`);
    const rows = keys(detail, ['.data[].Service_Tasks']);
    expect(keys(answer.body)).toEqual([...rows, '.info', ...info].sort());
  });

  test('detail', async () => {
    const id = await zoho.fsmItem({
      Type: 'Service',
      Service_Tasks: [{ Name: 'Test', Duration: 15, Sequence: 1 }],
    });
    expect(keys((await zoho.fsm('GET', `/Service_And_Parts/${id}`)).body)).toEqual(keys(detail));
    expect(keys((await zoho.fsm('GET', `/Products/${id}`)).body)).toEqual(keys(detail));
  });

  test('create and update', async () => {
    const record = { Name: 'Shape', Unit_Price: 1, Type: 'Part' };
    const created = await zoho.fsm('POST', '/Service_And_Parts', { data: [record] });
    const expected = sample('fsm', 'service-and-part-create-success.json');
    expect(created.status).toBe(201);
    expect(keys(created.body)).toEqual(keys(expected));
    const [made] = created.body.data.Service_And_Parts;
    expect(made).toMatchObject({ UID: 'Service_And_Parts_0', TabName: 'Products' });
    const updated = await zoho.fsm('PUT', `/Service_And_Parts/${made.id}`, { data: [{ Unit_Price: 2 }] });
    expect(updated.status).toBe(200);
    expect(keys(updated.body)).toEqual(keys(sample('fsm', 'record-update-success.json')));
  });

  test('organisation, users, currencies, taxes, fields', async () => {
    await zoho.patch({ taxesEnabled: { fsm: true } });
    for (const [path, file] of [
      ['/org', 'organization-inferred.json'],
      ['/users', 'users-list.json'],
      ['/settings/currencies', 'currencies-inferred.json'],
      ['/settings/taxes', 'taxes-inferred.json'],
    ] as const) {
      const answer = await zoho.fsm('GET', path);
      expect([path, answer.status, keys(answer.body)]).toEqual([path, 200, keys(sample('fsm', file))]);
    }
    await zoho.patch({ pii: true, ephi: true }, '/fields/fsm/Service_And_Parts/Description');
    const fields = await zoho.fsm('GET', '/settings/fields?module=Service_And_Parts');
    const inferred = keys(sample('fsm', 'fields-contacts-pii-inferred.json'), [
      '.fields[].lookup.',
      '.fields[].pick_list_values[]',
    ]);
    expect(keys(fields.body, ['.fields[].pick_list_values[]'])).toEqual(inferred);
    const meta = await zoho.fsm('GET', '/meta/fields?module=Service_And_Parts');
    const documented = keys(sample('fsm', 'fields-job-sheets.json'));
    expect(documented).toEqual(expect.arrayContaining(keys(meta.body)));
  });

  test('errors', async () => {
    const id = await zoho.fsmItem({ Name: 'For errors' });
    await zoho.patch({ capabilities: { refuseDeletes: true } });
    const answers = {
      'error-200-delete-restricted.json': await zoho.fsm('DELETE', `/Products/${id}`),
      'error-400-invalid-module.json': await zoho.fsm('GET', '/NoSuchModule'),
      'error-400-mandatory-not-found.json': await zoho.fsm('POST', '/Service_And_Parts', {
        data: [{ Name: 'x' }],
      }),
      'error-401-invalid-token.json': await reply(`${zoho.sandbox.url}/fsm/v1/Service_And_Parts`),
      'error-404-invalid-url-pattern.json': await zoho.fsm('GET', '/Service_And_Parts/not-a-number'),
    };
    await zoho.patch({ capabilities: { refuseDeletes: false } });
    for (const [file, answer] of Object.entries(answers)) {
      const expected = sample('fsm', file);
      const [, status] = file.split('-');
      const same = (value: unknown) => keys(value).map((path) => path.replace(/\d{13,}/, '{id}'));
      expect([file, answer.status, same(answer.body)]).toEqual([file, Number(status), same(expected)]);
      const code = (body: { code?: string; data?: { code: string }[] }) => body.code ?? body.data?.[0]?.code;
      expect([file, code(answer.body)]).toEqual([file, code(expected)]);
    }
    const long = await zoho.fsm('PUT', `/Service_And_Parts/${id}`, { data: [{ Name: 'x'.repeat(201) }] });
    expect(long).toMatchObject({ status: 400 });
    expect(long.body.data[0]).toMatchObject({
      code: 'INVALID_DATA',
      details: { api_name: 'Name', maximum_length: 200 },
    });
  });
});
