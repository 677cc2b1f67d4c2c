/** The dashboard in a browser, built and served as a user gets it, in front of the whole product. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page, type WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Connected } from '../e2e/connected.ts';
import { Bench } from '../e2e/harness.ts';
import type { ZohoOrganization } from '../e2e/zoho.ts';
import { CreateTokenDocument } from '../gql/graphql.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PHONE = { width: 380, height: 800 };
const DESK = { width: 1_280, height: 900 };

let bench: Bench;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, [join(import.meta.dirname, '../../src/cli/build-dashboard.ts')]);
  bench = await Bench.start();
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
});

afterAll(async () => {
  await browser?.close();
  await bench?.close();
});

/** The content security policy, a broken script and a failed request all complain in the console. */
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints.splice(0)).toEqual([]);
});

async function newPage(viewport = DESK, { expect401 = false } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'en-GB' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error' || (expect401 && message.text().includes('401'))) return;
    complaints.push(message.text());
  });
  return page;
}

const signedIn = (token = bench.api.token): string => `${bench.api.url}/#token=${encodeURIComponent(token)}`;

const organization = (): Promise<ZohoOrganization> =>
  bench.organization({ services: 30, parts: 10, items: 40, overlap: 10, timeZone: 'America/Chicago' });

async function opened(connection: Connected, page: Page, part = ''): Promise<void> {
  await page.goto(signedIn());
  await page.getByRole('heading', { name: 'Connections' }).waitFor();
  await page.goto(`${bench.api.url}/#/connections/${encodeURIComponent(connection.id)}${part}`);
}

/** Reads the number of a cell in a table of counts. */
async function count(page: Page, outcome: string, column: number): Promise<number> {
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: outcome, exact: true }) });
  return Number((await row.getByRole('cell').nth(column).innerText()).replaceAll(',', ''));
}

test('a token is asked for, refused in words, taken from the address and forgotten on signing out', async () => {
  const page = await newPage(DESK, { expect401: true });
  await page.goto(bench.api.url);
  await page.getByLabel('API token').fill('not-the-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('does not accept this token');

  await page.goto(signedIn());
  await page.getByRole('heading', { name: 'Connections' }).waitFor();
  expect(page.url()).toBe(`${bench.api.url}/#/`);
  await page.reload();
  await page.getByRole('heading', { name: 'Connections' }).waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.reload();
  await page.getByLabel('API token').waitFor();
});

test('[E3] [L2] a person enables sync, watches it live, and reads its log', async () => {
  const zoho = await organization();
  const connection = await bench.connect(zoho);
  const page = await newPage();
  await page.goto(signedIn());
  await page.getByRole('link', { name: 'End to end' }).last().click();

  const enable = page.getByRole('button', { name: 'Enable and start the first sync' });
  expect(await enable.isDisabled()).toBe(true);
  await page.getByLabel('Overwrite', { exact: true }).check();
  await zoho.fault({ method: 'POST', probability: 1, times: 12, effect: { kind: 'delay', ms: 400 } });
  await enable.click();

  await page.getByRole('heading', { name: 'Sync in progress' }).waitFor();
  await page.getByRole('progressbar', { name: 'Services, parts and items' }).waitFor();
  await page.getByRole('heading', { name: 'Last run' }).waitFor();
  const { lastRun } = await connection.state();
  expect(lastRun?.state).toBe('SUCCEEDED');
  expect([await count(page, 'Created', 0), await count(page, 'Created', 1)]).toEqual([30, 30]);
  const created = lastRun?.pairs.map(({ toBooks, toFsm }) => [toBooks.created, toFsm.created]);
  expect(created).toEqual([
    [30, 30],
    [0, 0],
  ]);

  await page.getByRole('link', { name: 'Open its log' }).click();
  const log = page.getByRole('region', { name: 'Log of records' });
  await log.getByText('70 records').waitFor();
  await log.getByRole('link', { name: 'Created 60' }).click();
  await log.getByText('60 records').waitFor();
  await log.getByRole('link', { name: 'Next' }).click();
  await log.getByRole('link', { name: 'Previous' }).waitFor();
  expect(await log.getByRole('listitem').filter({ hasText: 'Created' }).count()).toBe(25);
  await page.goBack();
  await expect.poll(() => log.getByRole('link', { name: 'Previous' }).count()).toBe(0);
});

test('[L1] the page of a record shows its counterpart, both ways to open them, and the history', async () => {
  const { connection } = await bench.synced(await organization());
  const [link] = await connection.links();
  if (!link?.fsm || !link.books) throw new Error('nothing is linked');
  const page = await newPage();
  await opened(connection, page, '/links');
  await page.getByLabel('Record id').fill(link.fsm.id);
  await page.keyboard.press('Enter');
  await page.getByText('1 linked pair').waitFor();
  await page.getByRole('link', { name: `History of ${link.fsm.id}` }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  for (const { id, url } of [link.fsm, link.books]) {
    expect(await page.getByRole('link', { name: id }).first().getAttribute('href')).toBe(url);
  }
  await page.getByText('1 entry').waitFor();
});

test('[L3] the reasons of failed records are shown, and their file can be saved', async () => {
  const connection = await bench.connect(await bench.organization({ services: 6, items: 6, overlap: 4 }));
  const run = await connection.enable('CLONE');
  const page = await newPage();
  await opened(connection, page, `/runs/${encodeURIComponent(run.id)}`);
  const reasons = page.getByRole('region', { name: 'Why records failed' });
  await reasons.getByText('DUPLICATE_NAME').waitFor();
  const saved = page.waitForEvent('download');
  await reasons.getByRole('button', { name: 'Download 4 records of Service And Parts (CSV)' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('Service_And_PartsFailureLogs.csv');
  expect((await readFile(await file.path(), 'utf8')).split('\r\n')).toHaveLength(6);
});

test('a refusal is shown in the words of the server', async () => {
  const { connection } = await bench.synced(await organization());
  const { createToken } = await bench.api.run(CreateTokenDocument, {
    input: { name: 'Reader', role: 'VIEWER' },
  });
  if (createToken.__typename !== 'CreatedToken') throw new Error('no token was made');
  const page = await newPage();
  await page.goto(signedIn(createToken.token));
  await page.getByRole('heading', { name: 'Connections' }).waitFor();
  await page.goto(`${bench.api.url}/#/connections/${encodeURIComponent(connection.id)}`);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('OPERATOR');
  expect((await connection.state()).manualSyncsLeftToday).toBe(30);
});

test('[S2] [S3] automatic sync is switched off, and a manual one still runs and is counted', async () => {
  const { connection } = await bench.synced(await organization());
  const page = await newPage();
  await opened(connection, page);
  const toggle = page.getByRole('switch', { name: 'Automatic sync' });
  expect(await toggle.getAttribute('aria-checked')).toBe('true');
  await toggle.click();
  await page.getByText('none: automatic sync is off').waitFor();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByText('29 manual syncs left today').waitFor();
  await expect.poll(async () => (await connection.state()).lastRun?.trigger).toBe('MANUAL');
  expect((await connection.state()).autoSync).toBe(false);
});

/** Lets the page reach the server over WebSocket while `reachable`, and cuts it when told. */
async function cuttable(page: Page) {
  const sockets: WebSocketRoute[] = [];
  const link = {
    reachable: true,
    async cut(): Promise<void> {
      link.reachable = false;
      await Promise.all(sockets.splice(0).map((socket) => socket.close({ code: 4_000, reason: 'cut' })));
    },
  };
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    if (!link.reachable) return void socket.close({ code: 4_000, reason: 'cut' });
    sockets.push(socket);
    socket.connectToServer();
  });
  return link;
}

test('a lost live link is said, comes back by itself, and catches up', async () => {
  const { connection } = await bench.synced(await organization());
  const page = await newPage();
  const link = await cuttable(page);
  await opened(connection, page);
  await page.getByText('Live', { exact: true }).waitFor();
  await link.cut();
  await page.getByText('Live updates lost').waitFor();
  await connection.sync();
  link.reachable = true;
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByText('29 manual syncs left today').waitFor();
});

test('a live link that is slow to open catches up on what the page has missed', async () => {
  const { connection } = await bench.synced(await organization());
  const page = await newPage();
  const link = await cuttable(page);
  link.reachable = false;
  await opened(connection, page);
  await page.getByText('30 manual syncs left today').waitFor();
  await page.getByText('Live updates lost').waitFor();
  await connection.sync();
  link.reachable = true;
  await page.getByText('29 manual syncs left today').waitFor();
});

test('[D3] many records are made inactive only once a person has confirmed it', async () => {
  const zoho = await organization();
  const { connection } = await bench.synced(zoho);
  for (const { books } of (await connection.links()).slice(0, 12)) {
    await zoho.books('POST', `/items/${books?.id}/inactive`);
  }
  await zoho.advance(600_000);
  const guarded = await connection.sync();
  expect(guarded).toMatchObject({ state: 'FAILED', error: { code: 'DEACTIVATION_GUARD' } });
  const page = await newPage();
  await opened(connection, page);
  await page.getByRole('button', { name: 'Sync, and make them inactive …' }).click();
  await page.getByRole('button', { name: 'Leave them' }).click();
  await page.getByRole('button', { name: 'Sync, and make them inactive …' }).click();
  await page.getByRole('button', { name: 'Make them inactive' }).click();
  const { lastRun } = await connection.until(
    (state) => state.activeRun === null && state.lastRun?.id !== guarded.id,
    'the end of the run that was confirmed',
  );
  expect(lastRun).toMatchObject({ state: 'SUCCEEDED' });
  await page.getByRole('button', { name: 'Sync, and make them inactive …' }).waitFor({ state: 'detached' });
  expect(lastRun?.pairs[0]?.toFsm.deactivated).toBe(12);
});

test('a link is taken away once that was confirmed, and made again by the ids', async () => {
  const { connection } = await bench.synced(await organization());
  const [link] = await connection.links();
  const page = await newPage();
  await opened(connection, page, `/links/${encodeURIComponent(link?.id ?? '')}`);
  await page.getByRole('button', { name: 'Take the link away …' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  expect(await connection.link({ fsmId: link?.fsm?.id ?? '' })).not.toBeNull();
  await page.getByRole('button', { name: 'Take the link away …' }).click();
  await page.getByRole('button', { name: 'Take it away' }).click();
  await page.getByRole('heading', { name: 'Records left alone' }).waitFor();
  expect(await connection.link({ fsmId: link?.fsm?.id ?? '' })).toBeNull();
  await page.getByRole('button', { name: `Link ${link?.fsm?.id} …` }).click();
  await page.getByLabel('Id of the record in Books').fill(link?.books?.id ?? '');
  await page.getByRole('button', { name: 'Link the two' }).click();
  await page.getByRole('heading', { name: 'Linked records' }).waitFor();
  expect(await connection.link({ fsmId: link?.fsm?.id ?? '' })).toMatchObject({
    books: { id: link?.books?.id },
  });
});

test('no page is wider than a phone, and each has one heading of the first level', async () => {
  const { connection, run } = await bench.synced(await organization());
  const [link] = await connection.links();
  const parts = [
    '',
    '/runs',
    `/runs/${encodeURIComponent(run.id)}`,
    '/runs/none',
    '/links',
    `/links/${encodeURIComponent(link?.id ?? '')}`,
    '/parked',
    '/preview',
    '/mapping',
    '/nowhere',
  ];
  const page = await newPage(PHONE);
  for (const part of parts) {
    await opened(connection, page, part);
    await page.getByText('Live', { exact: true }).waitFor();
    await expect.poll(() => page.getByText('Loading').count(), { message: part }).toBe(0);
    const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(beyond), part).toBeLessThanOrEqual(0);
    expect(await page.getByRole('heading', { level: 1 }).count(), part).toBe(1);
  }
});

test('a preview is made, read, and applied; a failed record is tried again, and one record synced alone', async () => {
  const zoho = await organization();
  const { connection } = await bench.synced(zoho);
  await zoho.advance(600_000);
  const part = await zoho.addPart({ Name: 'Made for the preview' });
  const page = await newPage();
  await opened(connection, page, '/preview');
  await page.getByRole('button', { name: 'Make a preview' }).click();
  await page.getByText('Ready', { exact: true }).waitFor();
  expect(await count(page, 'Created', 0)).toBe(1);
  await page.getByText(part).waitFor();
  await page.getByRole('button', { name: 'Look for near matches' }).click();
  await page.getByText('None among 0 records of FSM').waitFor();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('It is being applied.').waitFor();
  await connection.until(({ activeRun }) => activeRun === null, 'the end of the run');
  const link = await connection.link({ fsmId: part });
  expect(link?.books).not.toBeNull();

  await opened(connection, page, `/links/${encodeURIComponent(link?.id ?? '')}`);
  await page.getByRole('button', { name: 'Sync this record now' }).click();
  await page.getByText('A run of this record has begun.').waitFor();
  await connection.until(({ activeRun }) => activeRun === null, 'the end of the run');

  await zoho.advance(600_000);
  await zoho.addPart({ Name: 'Refused for now' });
  await zoho.fault({ product: 'books', method: 'POST', effect: { kind: 'status', status: 400, code: 1002 } });
  const failed = await connection.sync();
  await zoho.clearFaults();
  await opened(connection, page, `/runs/${encodeURIComponent(failed.id)}`);
  await page.getByRole('button', { name: 'Try 1 failed record again' }).click();
  await page.getByText('They are being tried.').waitFor();
  const { lastRun } = await connection.until(
    ({ activeRun, lastRun: last }) => activeRun === null && last?.id !== failed.id,
    'the end of the retry',
  );
  expect(lastRun).toMatchObject({ state: 'SUCCEEDED', trigger: 'RETRY' });
});

test('records are imported before sync is enabled', async () => {
  const connection = await bench.connect(await bench.organization({ items: 3 }));
  const page = await newPage();
  await opened(connection, page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('3 records created, 0 records failed.').waitFor();
  await page.getByRole('link', { name: 'See the log' }).click();
  await page.getByText('Import into FSM: all records.').waitFor();
  expect(await count(page, 'Created', 1)).toBe(3);
});
