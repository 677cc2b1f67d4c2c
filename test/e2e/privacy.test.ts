/** Canaries in every kind of field, and a search for them wherever the product could have left one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { type App, startApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { Api } from './api.ts';
import { Connected, type Run } from './connected.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';
import { ZohoOrganization } from './zoho.ts';

const TOKEN = 'privacy-administrator';
/** Values of fields that are marked: they may go nowhere. */
const MARKED = { fsm: 'canary-marked-fsm-4417', books: 'canary-marked-books-9023' };
/** Values of ordinary fields: the other service may have them, and nobody else. */
const ORDINARY = ['canary-name-1', 'canary-description-2', 'canary-sku-3', 'canary-unit-4', '7654321.25'];
/** The same of customers: names, an e-mail, a phone, a street, a web address. */
const CUSTOMER = [
  'canary-company-5',
  'canary-surname-6',
  'canary-mail-7@example.com',
  '555-0137-8899',
  'canary-street-8',
  'canary-web-9.example',
];
const CANARIES = [MARKED.fsm, MARKED.books, ...ORDINARY, ...CUSTOMER];

let app: App;
let proxy: RecordingProxy;
let zoho: ZohoOrganization;
let connection: Connected;
let runs: Run[];
const logged: string[] = [];
const closers: (() => Promise<unknown> | unknown)[] = [];

async function call(path: string): Promise<string> {
  const response = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return response.text();
}

async function plant(): Promise<void> {
  const organization = `/organizations/${zoho.credentials.booksOrganizationId}/fields`;
  await zoho.control('PATCH', `${organization}/fsm/Service_And_Parts/Patient__C`, { ephi: true });
  await zoho.control('PATCH', `${organization}/fsm/Service_And_Parts/Owner_Birthday__C`, { pii: true });
  await zoho.control('PATCH', `${organization}/books/items/cf_patient`, { ephi: true });
  await zoho.control('PATCH', `${organization}/books/items/cf_owner`, { pii: true });
  const [name, description, sku, unit, price] = ORDINARY;
  await zoho.addPart({
    Name: name,
    Description: description,
    SKU: sku,
    Unit: unit,
    Unit_Price: Number(price),
    Patient__C: MARKED.fsm,
    Owner_Birthday__C: MARKED.fsm,
  });
  const marked = ['cf_patient', 'cf_owner'].map((api_name) => ({ api_name, value: MARKED.books }));
  await zoho.addItem({ name: `${name} of Books`, rate: 3, description, unit, custom_fields: marked });
  // Records that fail are the ones logs and errors speak of.
  await zoho.addItem({ name: `${name} \u{1F9EA}`, rate: 4, description, custom_fields: marked });
  await zoho.addPart({ Name: `${name} ${'x'.repeat(120)}`, Unit_Price: 5, Patient__C: MARKED.fsm });
}

async function accepted(reply: Promise<{ readonly status: number }>): Promise<void> {
  const { status } = await reply;
  if (status >= 300) throw new Error(`a record was refused: ${status}`);
}

/** Companies, contacts and customers with marked fields; some of them fail. */
async function plantCustomers(): Promise<void> {
  const organization = `/organizations/${zoho.credentials.booksOrganizationId}/fields`;
  for (const module of ['Companies', 'Contacts']) {
    await zoho.control('PATCH', `${organization}/fsm/${module}/Diagnosis__C`, { ephi: true });
    await zoho.control('PATCH', `${organization}/fsm/${module}/Birthday__C`, { pii: true });
  }
  await zoho.control('PATCH', `${organization}/books/contacts/cf_diagnosis`, { ephi: true });
  await zoho.control('PATCH', `${organization}/books/contacts/cf_birthday`, { pii: true });
  const [company, surname, email, phone, street, website] = CUSTOMER;
  const marked = { Diagnosis__C: MARKED.fsm, Birthday__C: MARKED.fsm };
  const address = { Street_1: street, City: 'Rockford' };
  const { body } = await zoho.fsm('POST', '/Companies', {
    data: [{ Company_Name: company, Website: website, Service_Address: address, ...marked }],
  });
  const contact = { First_Name: 'Ada', Last_Name: surname, Email: email, Phone: phone, ...marked };
  for (const more of [{ Company: body.data.Companies[0].id }, { Email: `alone-${email}` }]) {
    await accepted(zoho.fsm('POST', '/Contacts', { data: [{ ...contact, ...more }] }));
  }
  const custom_fields = ['cf_diagnosis', 'cf_birthday'].map((api_name) => ({
    api_name,
    value: MARKED.books,
  }));
  const person = { first_name: 'Grace', last_name: `${surname} of Books`, email: `books-${email}`, phone };
  const billing_address = { address: street, city: 'Rockford', state: 'IL', country: 'USA', zip: '61101' };
  const customer = {
    contact_type: 'customer',
    customer_sub_type: 'business',
    website,
    billing_address,
    custom_fields,
  };
  for (const [name, persons] of [
    [`${company} of Books`, [person]],
    // Neither can be stored by FSM: they are what logs and errors speak of.
    [`${company} \u{1F9EA}`, []],
    [`${company} nameless`, [{ first_name: `${surname} alone`, email: `nameless-${email}` }]],
  ] as const) {
    const values = { contact_name: name, company_name: name, contact_persons: persons };
    await accepted(zoho.books('POST', '/contacts', { ...customer, ...values }));
  }
}

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldledger-privacy-'));
  closers.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const sandbox = await startSandbox({ seed: { organizations: [{ services: 2, items: 2 }] } });
  closers.push(() => sandbox.close());
  proxy = await startRecordingProxy(sandbox.url);
  closers.push(() => proxy.close());
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    ADMIN_TOKEN: TOKEN,
    SANDBOX_URL: proxy.url,
    LOG_LEVEL: 'trace',
  });
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  app = await startApp(config, createLog({ level: 'trace', destination }));
  closers.push(() => app.close());
  const [credentials] = sandbox.organizations;
  if (credentials === undefined || app.url === null) throw new Error('nothing to test against');
  zoho = await ZohoOrganization.open(sandbox.url, credentials, 'books');
  await zoho.control('POST', '/limits', { perMinute: null, perDay: null });
  await plant();
  await plantCustomers();
  connection = await Connected.make(new Api(app.url, TOKEN), zoho);
  runs = [await connection.enable()];
  await zoho.fault({ product: 'fsm', method: 'PUT', effect: { kind: 'status', status: 500 }, times: 20 });
  const item = (await zoho.items()).find((row) => row.name === ORDINARY[0]);
  await zoho.editItem(String(item?.item_id), { description: `${ORDINARY[1]} edited` });
  runs.push(await connection.sync());
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

async function databaseDump(): Promise<string> {
  const { pool } = app.database;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const dumps = await Promise.all(
    rows.map(({ name }) => pool.query(`SELECT row_to_json(t)::text AS row FROM ${name} t`)),
  );
  return dumps.flatMap(({ rows: found }) => found.map(({ row }) => String(row))).join('\n');
}

async function everythingTheApiTells(): Promise<string> {
  const logs = await Promise.all(runs.map(({ id }) => connection.log(id)));
  return JSON.stringify([await connection.state(), await connection.links(), logs]);
}

it('did sync, and did fail, what was planted', () => {
  expect(runs[0]).toMatchObject({ state: 'SUCCEEDED_WITH_FAILURES' });
  expect(proxy.sentTo('books')).toContain(ORDINARY[1]);
  expect(proxy.sentTo('fsm')).toContain(ORDINARY[1]);
  for (const canary of CUSTOMER) {
    expect(proxy.sentTo('books')).toContain(canary);
    expect(proxy.sentTo('fsm')).toContain(canary);
  }
});

it('[P1] never sends a marked value to the other service', () => {
  expect(proxy.sentTo('books')).not.toContain(MARKED.fsm);
  expect(proxy.sentTo('fsm')).not.toContain(MARKED.books);
});

it('[P1] [P2] keeps no value of any field in the database', async () => {
  const dump = await databaseDump();
  expect(dump).toContain(zoho.credentials.booksOrganizationId);
  for (const canary of CANARIES) expect(dump).not.toContain(canary);
});

it('[P1] writes no value of any field into the log', () => {
  const log = logged.join('');
  expect(log).toContain('sync begins');
  for (const canary of CANARIES) expect(log).not.toContain(canary);
});

it('[P1] shows no value of any field in metrics and in the API', async () => {
  const shown = `${await call('/metrics')}${await call('/health/ready')}${await everythingTheApiTells()}`;
  expect(shown).toContain('FAILED');
  for (const canary of CANARIES) expect(shown).not.toContain(canary);
});

it('[P1] [L3] shows no marked value where failures are downloaded: the label is the name of the record, and all of it', async () => {
  const modules = ['Service_And_Parts', 'Companies', 'Contacts'];
  const files = await Promise.all(
    modules.map((module) => call(`/logs/${runs[0]?.id ?? ''}/${module}FailureLogs.csv`)),
  );
  const text = files.join('');
  expect(text).toContain('TEXT_NOT_REPRESENTABLE');
  expect(text).toContain(CUSTOMER[0]);
  const [, , , ...unlabelled] = CUSTOMER;
  for (const canary of [MARKED.fsm, MARKED.books, ...unlabelled]) expect(text).not.toContain(canary);
});
