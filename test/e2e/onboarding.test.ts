/** From nothing to a connection: consent, choice of organisations, sync type. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ConnectionOriginDocument,
  CreateConnectionDocument,
  type CreateConnectionInput,
  ProbeConnectionDocument,
} from '../gql/graphql.ts';
import { Bench } from './harness.ts';
import { LoginUser } from './login.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

async function open(plan: Parameters<Bench['organization']>[0] = {}) {
  const zoho = await bench.organization(plan);
  return { zoho, user: new LoginUser(bench.api, zoho) };
}

async function create(
  { credentials, product }: ZohoOrganization,
  authorisationId: string,
  changes: Partial<CreateConnectionInput> = {},
) {
  const input: CreateConnectionInput = {
    name: 'Authorised',
    product: product === 'books' ? 'BOOKS' : 'INVOICE',
    booksOrganizationId: credentials.booksOrganizationId,
    fsmOrganizationId: credentials.fsmOrganizationId,
    authorisationId,
    ...changes,
  };
  return (await bench.api.run(CreateConnectionDocument, { input })).createConnection;
}

const origin = async (id: string) => (await bench.api.run(ConnectionOriginDocument, { id })).connection;

describe('through the consent page', () => {
  it('[E6] offers the organisations of the login, and connects the chosen ones', async () => {
    const { zoho, user } = await open({ items: 3, services: 2 });
    const { id, consentUrl } = await user.begin();
    expect(await user.state(id)).toMatchObject({ state: 'PENDING', organizations: [], consentUrl: null });
    const page = await user.visit(await user.agree(consentUrl));
    expect(page.status).toBe(200);
    expect(page.text).toContain('You may close this window');
    const ready = await user.state(id);
    const { booksOrganizationId, fsmOrganizationId } = zoho.credentials;
    expect(ready).toMatchObject({
      state: 'READY',
      organizations: [
        { organizationId: booksOrganizationId, product: 'BOOKS', active: true, currency: 'USD' },
        { organizationId: fsmOrganizationId, product: 'FSM', edition: 'professional' },
      ],
      unanswered: [{ product: 'INVOICE' }],
      newInvoiceOrganization: { syncType: 'TYPE_IV' },
    });
    const made = await create(zoho, id);
    expect(made).toMatchObject({ __typename: 'Connection', syncType: 'TYPE_IV' });
    expect(await user.state(id)).toBeNull();
    if (made.__typename !== 'Connection') throw new Error('no connection');
    expect(await origin(made.id)).toMatchObject({ dataCenter: 'SANDBOX' });
    expect(await create(zoho, id)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stores the login with the connection, so that its syncs run', async () => {
    const { zoho, user } = await open({ items: 3, services: 2 });
    const made = await create(zoho, await user.authorise());
    if (made.__typename !== 'Connection') throw new Error('no connection');
    const connection = bench.connectionOf(made.id);
    expect((await connection.enable()).state).toBe('SUCCEEDED');
  });

  it('asks for no more tokens than it needs: one login yields ten in ten minutes', async () => {
    const { zoho, user } = await open();
    await zoho.forgetCalls();
    const id = await user.authorise();
    for (let look = 0; look < 12; look += 1) expect((await user.state(id))?.organizations).toHaveLength(2);
    expect(await create(zoho, id)).toMatchObject({ __typename: 'Connection' });
    const { calls } = await zoho.stats();
    const tokens = calls.filter(({ route }) => route === '/oauth/v2/token');
    expect(tokens.reduce((all, { count }) => all + count, 0)).toBe(1);
  });

  it('takes a login for one connection only, however many ask at once', async () => {
    const [one, two] = await bench.organizations([{}, {}]);
    if (one === undefined || two === undefined) throw new Error('no organisations');
    const user = new LoginUser(bench.api, one);
    const id = await user.authorise();
    const answers = await Promise.all([create(one, id), create(one, id), create(one, id)]);
    expect(answers.filter((answer) => answer.__typename === 'Connection')).toHaveLength(1);
    const foreign = await create(two, await user.authorise());
    expect(foreign).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('says what does not fit the authorisation', async () => {
    const { zoho, user } = await open();
    const id = await user.authorise();
    expect(await create(zoho, id, { product: 'INVOICE' })).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await create(zoho, id, { dataCenter: 'EU' })).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await create(zoho, id, { clientId: 'x' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input', 'clientId'] }],
    });
    const pending = await user.begin();
    expect(await create(zoho, pending.id)).toMatchObject({ code: 'AUTHORISATION_NOT_READY' });
    expect(await create(zoho, id)).toMatchObject({ __typename: 'Connection' });
  });
});

describe('with the code of a Self Client', () => {
  it('connects without a redirect; a code refused may be followed by another', async () => {
    const { zoho, user } = await open();
    const { id, consentUrl } = await user.begin({ redirectUri: null });
    expect(await user.complete(id, 'mistyped')).toMatchObject({ code: 'AUTHORISATION_REFUSED' });
    const stale = await user.generatedCode(consentUrl);
    await zoho.advance(61_000);
    expect(await user.complete(id, stale)).toMatchObject({ code: 'AUTHORISATION_REFUSED' });
    expect(await user.state(id)).toMatchObject({ state: 'PENDING', reason: null });
    const code = await user.generatedCode(consentUrl);
    expect(await user.complete(id, code)).toMatchObject({ __typename: 'Authorisation', state: 'READY' });
    expect(await user.complete(id, code)).toMatchObject({ code: 'AUTHORISATION_NOT_READY' });
    expect(await create(zoho, id)).toMatchObject({ __typename: 'Connection' });
  });

  it('fails for good on a wrong secret, and says so', async () => {
    const { user } = await open();
    const { id, consentUrl } = await user.begin({ redirectUri: null, clientSecret: 'wrong' });
    const code = await user.generatedCode(consentUrl);
    expect(await user.complete(id, code)).toMatchObject({ code: 'AUTHORISATION_REFUSED' });
    expect(await user.state(id)).toMatchObject({ state: 'FAILED', reason: { code: 'CLIENT_REFUSED' } });
  });
});

describe('the sync type', () => {
  const typeOf = async (zoho: ZohoOrganization, given: CreateConnectionInput['syncType']) => {
    const user = new LoginUser(bench.api, zoho);
    const made = await create(zoho, await user.authorise(), { syncType: given ?? null });
    if (made.__typename !== 'Connection') throw new Error(`no connection: ${JSON.stringify(made)}`);
    return origin(made.id);
  };

  it("[E6] is that of the account's CRM-Books integration, whatever was given", async () => {
    const { zoho } = await open({ crmSyncType: 'type_ii' });
    await zoho.patch({ crmSync: { running: true } });
    expect(await typeOf(zoho, 'TYPE_IV')).toMatchObject({
      syncType: 'TYPE_II',
      crmIntegration: { source: 'ORGANISATION', syncType: 'TYPE_II', running: true },
    });
  });

  it('[E6] is the one given where there is no integration', async () => {
    const { zoho } = await open();
    expect(await typeOf(zoho, 'TYPE_I')).toMatchObject({
      syncType: 'TYPE_I',
      crmIntegration: { source: 'ORGANISATION', syncType: null, running: false },
    });
  });

  it('[E6] is the one given, or Type IV, where the organisation does not tell', async () => {
    const silent = {
      route: '/books/v3/settings/integrations/zohocrm',
      effect: { kind: 'status', status: 404, code: 5 },
    };
    const first = await open({ crmSyncType: 'type_ii' });
    await first.zoho.fault(silent);
    expect(await typeOf(first.zoho, 'TYPE_III')).toMatchObject({
      syncType: 'TYPE_III',
      crmIntegration: { source: 'DECLARED', syncType: 'TYPE_III', running: null },
    });
    const second = await open({ crmSyncType: 'type_ii', product: 'books' });
    await second.zoho.fault(silent);
    expect(await typeOf(second.zoho, null)).toMatchObject({
      syncType: 'TYPE_IV',
      crmIntegration: { source: 'NONE', syncType: null },
    });
  });
});

describe('what the organisations can do', () => {
  it('is shown in sentences, and found out anew when asked', async () => {
    const { zoho } = await open({ items: 5, services: 5 });
    const { connection } = await bench.synced(zoho);
    const named = (found: Awaited<ReturnType<typeof origin>>, name: string) =>
      found?.capabilities.find((one) => one.name === name);
    expect(named(await origin(connection.id), 'booksModifiedFilter')).toMatchObject({ found: true });
    await zoho.patch({ capabilities: { booksModifiedFilter: false } });
    expect(named(await origin(connection.id), 'booksModifiedFilter')).toMatchObject({ found: true });
    const input = { connectionId: connection.id };
    const { probeConnection } = await bench.api.run(ProbeConnectionDocument, { input });
    expect(probeConnection).toMatchObject({ __typename: 'Connection', id: connection.id });
    const after = named(await origin(connection.id), 'booksModifiedFilter');
    expect(after).toMatchObject({ found: false });
    expect(after?.detail).toContain('every sync reads all of it');
  });
});
