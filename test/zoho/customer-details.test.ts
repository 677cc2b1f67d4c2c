import { afterEach, beforeEach, expect, test } from 'vitest';
import { CustomerDetails } from '../../src/zoho/modules/customer-details.ts';
import { openZohoSession, type ZohoSession } from '../../src/zoho/session.ts';
import { openScriptedServer, type ScriptedServer } from './scripted-server.ts';
import { never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
let session: ZohoSession;
let nowMs: number;
let details: CustomerDetails;
beforeEach(async () => {
  server = await openScriptedServer();
  server.answer = ({ path }) => {
    const id = path.split('/').at(-1);
    const contact = {
      contact_id: id,
      contact_name: 'Oak',
      tax_id_value: '078-05-1120',
      contact_persons: [],
      custom_fields: [],
      last_modified_time: '2026-06-09T12:00:00+0000',
    };
    return { status: 200, json: { code: 0, contact } };
  };
  session = openZohoSession(sessionOptions(server.url));
  nowMs = 0;
  const { books: caller, organization } = session.lines;
  details = new CustomerDetails({ caller, organization, nowMs: () => nowMs, detailsMax: 3 });
});
afterEach(async () => {
  await session.close();
  await server.close();
});

const known = () => ['1', '2', '3', '4'].filter((id) => details.known(id) !== null);

test('no more are kept than the bound, and those used last stay', async () => {
  for (const id of ['1', '2', '3']) await details.read(id, never);
  details.known('1');
  await details.read('4', never);
  expect(known()).toEqual(['1', '3', '4']);
});

test('only members that a module reads are kept [P1]', async () => {
  details.want(['contact_name']);
  await details.read('1', never);
  expect(Object.keys(details.known('1')?.row.members ?? {}).toSorted()).toEqual([
    'contact_id',
    'contact_name',
    'contact_persons',
    'last_modified_time',
  ]);
});

test('a detail kept before more was wanted is not enough any more', async () => {
  await details.read('1', never);
  details.want(['billing_address.city']);
  expect(details.known('1')).not.toBeNull();
  details.want(['cf_region']);
  expect(details.known('1')).toBeNull();
  await details.read('1', never);
  expect(details.known('1')?.row.members).toHaveProperty('custom_fields');
});

test('what a write builds upon is a moment old at most', async () => {
  await details.read('1', never);
  nowMs += 60_000;
  await details.present('1', never);
  expect(server.asked).toHaveLength(1);
  nowMs += 1;
  await details.present('1', never);
  expect(server.asked).toHaveLength(2);
});

test('a read that a write overtakes is not kept, whichever of several', async () => {
  const before = [details.read('1', never), details.read('1', never)];
  let during: Promise<unknown> = Promise.resolve();
  await details.overwrite('1', async () => {
    during = details.read('1', never);
    await before[0];
  });
  expect(await Promise.all([...before, during])).not.toContain(null);
  expect(known()).toEqual([]);
  await details.read('1', never);
  expect(known()).toEqual(['1']);
});

test('what takes turns for a customer does not overlap, whether it succeeds or fails', async () => {
  const log: string[] = [];
  const task = (name: string, fails: boolean) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
    if (fails) throw new Error(name);
  };
  await Promise.allSettled([
    details.exclusively('1', task('a', true)),
    details.exclusively('1', task('b', false)),
    details.exclusively('1', task('c', false)),
  ]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});
