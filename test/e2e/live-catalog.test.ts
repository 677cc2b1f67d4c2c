/** The mapping against the fields that both organisations have at the moment a sync begins. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ReadMail, readMail } from '../support/mail.ts';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let connection: Connected;

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

beforeEach(async () => {
  zoho = await bench.organization({ services: 3, items: 3 });
  connection = (await bench.synced(zoho)).connection;
  await zoho.advance(600_000);
  await zoho.forgetCalls();
});

async function markField(field: string, change: unknown): Promise<void> {
  const id = zoho.credentials.booksOrganizationId;
  await zoho.control('PATCH', `/organizations/${id}/fields/${field}`, change);
}

/** Mails as the product keeps them without a mail server. */
function outbox(): readonly ReadMail[] {
  const folder = join(bench.dataDir, 'outbox');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  return names.map((name) => readMail(readFileSync(join(folder, name), 'utf8')));
}

async function recordCalls(): Promise<number> {
  const { calls } = await zoho.stats();
  return calls
    .filter(({ route }) => /items|itemdetails|Service_And_Parts|Products/.test(route))
    .reduce((sum, { count }) => sum + count, 0);
}

it.each([
  ['books/items/description', { pii: true }, 'books.items.description is now marked PII'],
  ['books/items/unit', { ephi: true }, 'books.items.unit is now marked EPHI'],
  ['fsm/Service_And_Parts/Description', { pii: true }, 'fsm.Service_And_Parts.Description is now marked PII'],
  ['fsm/Service_And_Parts/Unit', { ephi: true }, 'fsm.Service_And_Parts.Unit is now marked EPHI'],
])('[P1] stops before a record is read once %s is marked %j', async (field, change, sentence) => {
  await zoho.addPart({ Name: 'Made after the mark', Unit_Price: 1, Description: 'canary-7731', Unit: 'pcs' });
  await zoho.forgetCalls();
  await markField(field, change);
  const run = await connection.sync();
  expect(run.state).toBe('FAILED');
  expect(run.error).toMatchObject({ code: 'MAPPING_INVALID', message: expect.stringContaining(sentence) });
  expect(await recordCalls()).toBe(0);
  await markField(field, { pii: false, ephi: false });
  const again = await connection.sync();
  expect(again.state).toBe('SUCCEEDED');
});

it('[P1] says so by mail, once until a sync has succeeded, with the field and without a value', async () => {
  await connection.setMailRecipients(['ops@example.com']);
  await zoho.addPart({ Name: 'Made after the mark', Unit_Price: 1, Description: 'canary-7731', Unit: 'pcs' });
  await markField('books/items/description', { pii: true });
  const stopped = await connection.sync();
  const again = await connection.sync();
  await markField('books/items/description', { pii: false });
  const good = await connection.sync();
  await markField('books/items/description', { pii: true });
  // Within five minutes of the first mail, the second would wait for them to be over.
  bench.clock.advance(5 * 60_000);
  const later = await connection.sync();
  expect([stopped, again, good, later].map(({ state }) => state)).toEqual([
    'FAILED',
    'FAILED',
    'SUCCEEDED',
    'FAILED',
  ]);
  await expect
    .poll(() => outbox().some((mail) => mail.text.includes(later.id)), { timeout: 10_000 })
    .toBe(true);
  const told = [stopped, again, good, later].filter(({ id }) =>
    outbox().some(({ text }) => text.includes(id)),
  );
  expect(told.map(({ id }) => id)).toEqual([stopped.id, later.id]);
  for (const { headers, text, html } of outbox()) {
    expect(headers.get('to')).toBe('ops@example.com');
    expect(headers.get('subject')).toContain('End to end');
    for (const body of [text, html]) {
      expect(body).toContain('books.items.description is now marked PII');
      expect(body).not.toContain('canary-7731');
    }
    expect(text).toContain(`/#/connections/${encodeURIComponent(connection.id)}/mapping`);
  }
});

it('stops with a sentence when a mapped field was removed', async () => {
  await markField('books/items/unit', { removed: true });
  const run = await connection.sync();
  expect(run.error).toMatchObject({
    code: 'MAPPING_INVALID',
    message: expect.stringContaining('books.items.unit no longer exists'),
  });
  expect(await recordCalls()).toBe(0);
});

it('[E4] stops with a sentence when a field that no rule writes became mandatory', async () => {
  await markField('books/items/cf_region', { required: true });
  const run = await connection.sync();
  expect(run.error).toMatchObject({ code: 'MAPPING_INVALID', message: expect.stringContaining('cf_region') });
});

it('goes on with marks on fields that no rule names, and reads the metadata with two calls', async () => {
  await markField('books/items/cf_secret', { pii: true });
  await markField('fsm/Service_And_Parts/Secret__C', { ephi: true });
  const run = await connection.sync();
  expect(run.state).toBe('SUCCEEDED');
  const { calls } = await zoho.stats();
  const metadata = calls.filter(({ route }) => route.includes('/settings/fields'));
  expect(metadata.reduce((sum, { count }) => sum + count, 0)).toBe(2);
});
