/** A connection whose login is lost gets another one and goes on; everything else of it stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogDocument, CreateTokenDocument, RevokeTokenDocument } from '../gql/graphql.ts';
import { Api } from './api.ts';
import { Bench } from './harness.ts';
import { LoginUser } from './login.ts';
import { expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

async function revoke(zoho: ZohoOrganization): Promise<void> {
  const { refreshToken } = zoho.credentials;
  const answer = await fetch(`${bench.sandbox.url}/oauth/v2/token/revoke?token=${refreshToken}`, {
    method: 'POST',
  });
  if (!answer.ok) throw new Error(`the token was not revoked: ${answer.status}`);
}

/** A synced connection whose login Zoho has taken away, and the run that found out. */
async function lost() {
  const zoho = await bench.organization({ items: 6, services: 4, overlap: 2 });
  const { connection } = await bench.synced(zoho);
  const links = await connection.links();
  await revoke(zoho);
  const failed = await connection.sync();
  return { zoho, connection, links, failed, user: new LoginUser(bench.api, zoho) };
}

async function audit(connectionId: string, api: Api = bench.api) {
  return (await api.run(AuditLogDocument, { first: 10, connectionId })).auditLog;
}

describe('replaceCredential', () => {
  it('brings a connection back after REAUTHORISATION_REQUIRED, with its links and runs', async () => {
    const { connection, links, failed, user } = await lost();
    expect(failed).toMatchObject({ state: 'FAILED', error: { code: 'REAUTHORISATION_REQUIRED' } });
    const authorisationId = await user.authorise({ connectionId: connection.id });
    const replaced = await user.replace({
      connectionId: connection.id,
      authorisationId,
      reason: 'The password was changed.',
    });
    expect(replaced).toMatchObject({ __typename: 'Connection', id: connection.id });
    const run = await connection.sync();
    expect(run.state).toBe('SUCCEEDED');
    expect(run.pairs[0]).toMatchObject({
      toBooks: { created: 0, updated: 0 },
      toFsm: { created: 0, updated: 0 },
    });
    expect((await connection.links()).map(({ id }) => id)).toEqual(links.map(({ id }) => id));
    expect(await audit(connection.id)).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          actor: { tokenId: 'bootstrap', name: 'ADMIN_TOKEN' },
          action: 'replaceCredential',
          subject: connection.id,
          connection: { id: connection.id },
          reason: 'The password was changed.',
        },
      ],
    });
  });

  it('takes another client id', async () => {
    const { connection, user } = await lost();
    const other = await user.otherClient();
    const authorisationId = await user.authorise({ connectionId: connection.id, ...other });
    expect(await user.replace({ connectionId: connection.id, authorisationId })).toMatchObject({
      __typename: 'Connection',
    });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
  });

  it('takes a login that is typed in', async () => {
    const zoho = await bench.organization({ items: 2 });
    const { connection } = await bench.synced(zoho);
    const user = new LoginUser(bench.api, zoho);
    const { clientId, clientSecret, refreshToken } = zoho.credentials;
    const input = { connectionId: connection.id, clientId, clientSecret, refreshToken };
    expect(await user.replace(input)).toMatchObject({ __typename: 'Connection' });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect(await user.replace({ ...input, refreshToken: 'revoked' })).toMatchObject({
      code: 'REAUTHORISATION_REQUIRED',
    });
    expect(await user.replace({ connectionId: connection.id, clientId })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect((await audit(connection.id)).totalCount).toBe(1);
  });

  it('keeps every link with its history under another client id, and the next sync is quiet', async () => {
    const zoho = await bench.organization({ companies: 4, contacts: 8, customers: 4, overlap: 1, items: 3 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const seen = async () => {
      const links = await connection.links();
      const histories = links.map(({ fsm }) => connection.link({ fsmId: fsm?.id ?? '' }));
      return (await Promise.all(histories)).map((link) => ({
        id: link?.id,
        booksId: link?.books?.id,
        history: link?.history.totalCount,
      }));
    };
    const before = await seen();
    expect(before.length).toBeGreaterThan(8);
    const user = new LoginUser(bench.api, zoho);
    const client = await user.otherClient();
    const authorisationId = await user.authorise({ connectionId: connection.id, ...client });
    expect(await user.replace({ connectionId: connection.id, authorisationId })).toMatchObject({
      __typename: 'Connection',
    });
    await expectQuietSync(zoho, connection);
    await expectQuietSync(zoho, connection);
    expect(await seen()).toEqual(before);
  });

  it('stores nothing of a login that does not reach both organisations', async () => {
    const [mine, other] = await bench.organizations([{ items: 2 }, { items: 2 }]);
    if (mine === undefined || other === undefined) throw new Error('no organisations');
    const { connection } = await bench.synced(mine);
    const stranger = new LoginUser(bench.api, other);
    const authorisationId = await stranger.authorise({ connectionId: connection.id });
    const refused = await stranger.replace({ connectionId: connection.id, authorisationId });
    expect(refused).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: ['booksOrganizationId'] }] });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect((await audit(connection.id)).totalCount).toBe(0);
    expect(await stranger.state(authorisationId)).toMatchObject({ state: 'READY' });
  });

  it('knows the FSM organisation by its records where FSM does not tell its id', async () => {
    const [mine, other] = await bench.organizations([{ services: 2 }, { services: 2 }]);
    if (mine === undefined || other === undefined) throw new Error('no organisations');
    const { connection } = await bench.synced(mine);
    await mine.fault({
      route: '/fsm/v1/org',
      effect: { kind: 'status', status: 404, code: 'INVALID_URL_PATTERN' },
    });
    const user = new LoginUser(bench.api, mine);
    const authorisationId = await user.authorise({ connectionId: connection.id });
    const gone = { route: '/fsm/v1/Service_And_Parts/{id}', effect: { kind: 'status', status: 404 } };
    await mine.fault(gone);
    const refused = await user.replace({ connectionId: connection.id, authorisationId });
    expect(refused).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: ['fsmOrganizationId'] }] });
    await mine.clearFaults();
    await mine.fault({
      route: '/fsm/v1/org',
      effect: { kind: 'status', status: 404, code: 'INVALID_URL_PATTERN' },
    });
    expect(await user.replace({ connectionId: connection.id, authorisationId })).toMatchObject({
      __typename: 'Connection',
    });
  });

  it('takes no authorisation that was begun for another connection', async () => {
    const [one, two] = await bench.organizations([{ items: 1 }, { items: 1 }]);
    if (one === undefined || two === undefined) throw new Error('no organisations');
    const first = await bench.connect(one);
    const second = await bench.connect(two);
    const user = new LoginUser(bench.api, one);
    const authorisationId = await user.authorise({ connectionId: second.id });
    expect(await user.replace({ connectionId: first.id, authorisationId })).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['authorisationId'] }],
    });
  });
});

describe('the audit log', () => {
  it('names the token, and is for ADMIN and SUPPORT of the connection', async () => {
    const [one, two] = await bench.organizations([{ items: 1 }, { items: 1 }]);
    if (one === undefined || two === undefined) throw new Error('no organisations');
    const first = await bench.connect(one);
    const second = await bench.connect(two);
    const tokenOf = async (role: 'ADMIN' | 'SUPPORT' | 'OPERATOR', connectionIds: string[]) => {
      const input = { name: `Desk of ${role}`, role, connectionIds };
      const { createToken } = await bench.api.run(CreateTokenDocument, { input });
      if (createToken.__typename !== 'CreatedToken') throw new Error('no token');
      return new Api(bench.api.url, createToken.token);
    };
    const tied = await tokenOf('ADMIN', [first.id]);
    const user = new LoginUser(tied, one);
    expect(await user.tryBegin()).toMatchObject({ code: 'FORBIDDEN' });
    expect(await user.tryBegin({ connectionId: second.id })).toMatchObject({ code: 'NOT_FOUND' });
    const authorisationId = await user.authorise({ connectionId: first.id });
    expect(await user.replace({ connectionId: first.id, authorisationId })).toMatchObject({
      __typename: 'Connection',
    });
    const support = await tokenOf('SUPPORT', [first.id]);
    const made = (role: string) => ({
      action: 'createToken',
      actor: { name: 'ADMIN_TOKEN' },
      reason: `${role} token 'Desk of ${role}', for one connection`,
    });
    expect((await audit(first.id, support)).nodes).toMatchObject([
      made('SUPPORT'),
      { action: 'replaceCredential', actor: { name: 'Desk of ADMIN' } },
      made('ADMIN'),
    ]);
    expect((await audit(second.id, support)).totalCount).toBe(0);
    expect((await support.run(AuditLogDocument, { first: 10 })).auditLog.totalCount).toBe(3);
    const [entry] = (await audit(first.id)).nodes;
    const node = async (api: Api) =>
      (await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id: entry?.id })).data;
    expect(await node(support)).toEqual({ node: { id: entry?.id } });
    expect(await node(await tokenOf('SUPPORT', [second.id]))).toEqual({ node: null });
    const operator = await tokenOf('OPERATOR', [first.id]);
    const { errors } = await operator.ask('{ auditLog(first: 1) { totalCount } }', {});
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await node(operator)).toEqual({ node: null });
  });

  it('says who made or revoked which token, of whatever role and reach', async () => {
    const make = async (api: Api, name: string, role: 'ADMIN' | 'SUPPORT') => {
      const { createToken } = await api.run(CreateTokenDocument, { input: { name, role } });
      if (createToken.__typename !== 'CreatedToken') throw new Error('no token');
      return createToken;
    };
    const admin = new Api(bench.api.url, (await make(bench.api, 'Night desk', 'ADMIN')).token);
    const { id: tokenId } = (await make(admin, 'Spare', 'SUPPORT')).apiToken;
    await admin.run(RevokeTokenDocument, { input: { tokenId } });
    // Revoked already: nothing is done, and nothing noted.
    await admin.run(RevokeTokenDocument, { input: { tokenId } });
    const { nodes } = (await bench.api.run(AuditLogDocument, { first: 3 })).auditLog;
    const reason = "SUPPORT token 'Spare', for all connections";
    const actor = { name: 'Night desk' };
    expect(nodes).toMatchObject([
      { action: 'revokeToken', actor, reason, subject: tokenId, connection: null },
      { action: 'createToken', actor, reason, subject: tokenId, connection: null },
      { action: 'createToken', reason: "ADMIN token 'Night desk', for all connections" },
    ]);
  });
});
