/** What processes and logins share in their calls to Zoho, and what each has for itself. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ZohoAccess } from '../../src/server/zoho-access.ts';
import { addCapabilities } from '../../src/store/capabilities.ts';
import type { PrismaClient } from '../../src/store/generated/prisma/client.ts';
import { openTestDatabase } from '../support/database.ts';
import { MemoryQuotaLedger } from '../support/memory-quota.ts';
import { openScriptedServer, type ScriptedServer } from '../zoho/scripted-server.ts';
import { LeapingClock, MemoryCredentials, never, RecordingLog } from '../zoho/surroundings.ts';

let server: ScriptedServer;
const clock = new LeapingClock();

beforeEach(async () => {
  server = await openScriptedServer();
});
afterEach(() => server.close());

function login(accessToken: string): MemoryCredentials {
  return new MemoryCredentials(clock, { accessToken, accessTokenExpiresAtMs: clock.nowMs() + 3_000_000 });
}

it('a login whose calls are refused as too many does not keep other logins from listing theirs', async () => {
  const perDay = 1_000;
  const service = { perMinute: 100, perDay, concurrent: 5 };
  server.answer = ({ path, headers }) => {
    if (path === '/sandbox/limits') return { status: 200, json: { books: service, fsm: service } };
    if (headers.authorization?.endsWith('busy')) return { status: 429, json: { code: 45 } };
    const row = { organization_id: '1', name: 'Theirs' };
    return { status: 200, json: { code: 0, organizations: [row] } };
  };
  const access = new ZohoAccess({
    // Boundary: no list is read from the database.
    prisma: Object.create(null) as PrismaClient,
    clock,
    log: new RecordingLog(),
    allowedHosts: [],
    sandboxUrl: server.url,
    credentials: login,
    ledger: new MemoryQuotaLedger(),
    holder: 'one',
  });
  const place = { id: 'a', product: 'BOOKS', dataCenter: 'SANDBOX' } as const;
  const [busy, other] = [login('busy'), login('other')].map((one) => access.openLogin(place, one));
  await expect(busy?.listOrganizations(never)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED' });
  expect(await other?.listOrganizations(never)).toMatchObject([{ name: 'Theirs' }]);
  await Promise.all([busy?.close(), other?.close()]);
});

it('what sessions learn and what a probe finds are kept beside each other, whichever comes last', async () => {
  const { prisma } = await openTestDatabase();
  const { id } = await prisma.connection.create({
    data: {
      name: 'c',
      product: 'BOOKS',
      dataCenter: 'EU',
      booksOrganizationId: '1',
      fsmOrganizationId: '2',
      syncType: 'TYPE_I',
      timeZone: 'UTC',
    },
  });
  expect(await addCapabilities(prisma, id, { processSync: true })).toEqual({ processSync: true });
  await addCapabilities(prisma, id, { fsmSortBy: true, hidesPii: false, probedAtMs: 2 });
  await addCapabilities(prisma, id, { processSync: false });
  const { capabilities } = await prisma.connection.findUniqueOrThrow({ where: { id } });
  expect(capabilities).toEqual({ fsmSortBy: true, hidesPii: false, probedAtMs: 2, processSync: false });
  expect(await addCapabilities(prisma, crypto.randomUUID(), { processSync: true })).toBeNull();
});
