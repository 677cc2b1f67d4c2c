/** Changing: mutations, their refusals, and who may do what. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { REFUSAL_CODES } from '../../src/jobs/control.ts';
import {
  CancelRunDocument,
  CreateConnectionDocument,
  type CreateConnectionInput,
  CreateTokenDocument,
  EnableSyncDocument,
  RevokeTokenDocument,
  SetAutoSyncDocument,
  SetBlackoutDocument,
  SetDuplicatePolicyDocument,
  SetMailRecipientsDocument,
  SetQuotaReserveDocument,
  SyncNowDocument,
  TokensDocument,
} from '../gql/graphql.ts';
import { run } from './client.ts';
import { globalId, type Harness, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());
afterEach(() => {
  api.control.refusal = null;
  api.control.failure = null;
  api.control.calls.length = 0;
});

let organization = 1;
function newConnection(changes: Partial<CreateConnectionInput> = {}): CreateConnectionInput {
  organization += 1;
  return {
    name: ' Garden care ',
    product: 'BOOKS',
    dataCenter: 'US',
    booksOrganizationId: String(organization),
    fsmOrganizationId: String(organization),
    clientId: 'client',
    clientSecret: 'hush-secret',
    refreshToken: 'hush-token',
    ...changes,
  };
}

describe('mutations answer their subject', () => {
  test('createConnection passes on what was given, tidied', async () => {
    const { createConnection } = await run(api, CreateConnectionDocument, { input: newConnection() });
    expect(createConnection).toMatchObject({
      __typename: 'Connection',
      name: 'Garden care',
      status: 'SETUP',
    });
    expect(api.control.calls).toMatchObject([
      {
        name: 'createConnection',
        input: { name: 'Garden care', syncType: null, mappingSet: null, clientSecret: 'hush-secret' },
      },
    ]);
  });

  test('enableSync answers the connection with its first run', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const { enableSync } = await run(api, EnableSyncDocument, {
      input: { connectionId, duplicatePolicy: 'CLONE' },
    });
    expect(enableSync).toMatchObject({
      id: connectionId,
      status: 'ENABLED',
      duplicatePolicy: 'CLONE',
      activeRun: { state: 'QUEUED', trigger: 'AUTOMATIC', pairs: [] },
    });
  });

  test('syncNow answers the run, and cancelRun asks it to stop', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const { syncNow } = await run(api, SyncNowDocument, { input: { connectionId } });
    if (syncNow.__typename !== 'SyncRun') throw new Error(`no run but ${syncNow.__typename}`);
    expect(syncNow).toMatchObject({ trigger: 'MANUAL', state: 'QUEUED' });
    const { cancelRun } = await run(api, CancelRunDocument, { input: { runId: syncNow.id } });
    expect(cancelRun).toMatchObject({ id: syncNow.id, cancelRequestedAt: expect.stringMatching(/Z$/) });
  });

  test('setAutoSync and setDuplicatePolicy answer the changed connection', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const { setAutoSync } = await run(api, SetAutoSyncDocument, { input: { connectionId, enabled: false } });
    expect(setAutoSync).toMatchObject({ id: connectionId, autoSync: false });
    const input = { connectionId, duplicatePolicy: 'OVERWRITE' } as const;
    const { setDuplicatePolicy } = await run(api, SetDuplicatePolicyDocument, { input });
    expect(setDuplicatePolicy).toMatchObject({ id: connectionId, duplicatePolicy: 'OVERWRITE' });
  });

  test('setBlackout and setQuotaReserve answer the changed connection', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const blackout = [
      { from: '22:00', to: '06:00' },
      { from: '12:00', to: '13:00', days: ['SUNDAY' as const] },
    ];
    const { setBlackout } = await run(api, SetBlackoutDocument, { input: { connectionId, blackout } });
    expect(setBlackout).toMatchObject({
      id: connectionId,
      blackout: [{ from: '22:00', to: '06:00', days: [] }, blackout[1]],
    });
    const input = { connectionId, percent: 30 };
    const { setQuotaReserve } = await run(api, SetQuotaReserveDocument, { input });
    expect(setQuotaReserve).toMatchObject({ id: connectionId, quotaReservePercent: 30 });
  });

  test('createConnection and setMailRecipients keep each address once, tidied', async () => {
    const mailRecipients = [' Ops@example.com ', 'ops@example.com', 'night.shift@example.co.uk'];
    const { createConnection } = await run(api, CreateConnectionDocument, {
      input: newConnection({ mailRecipients }),
    });
    if (createConnection.__typename !== 'Connection') throw new Error(`no ${createConnection.__typename}`);
    expect(createConnection.mailRecipients).toEqual(['ops@example.com', 'night.shift@example.co.uk']);
    const { setMailRecipients } = await run(api, SetMailRecipientsDocument, {
      input: { connectionId: createConnection.id, recipients: [] },
    });
    expect(setMailRecipients).toMatchObject({ id: createConnection.id, mailRecipients: [] });
  });

  test('createToken shows the token once, and revokeToken ends it', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const { createToken } = await run(api, CreateTokenDocument, {
      input: { name: 'Till', role: 'OPERATOR', connectionIds: [connectionId] },
    });
    if (createToken.__typename !== 'CreatedToken') throw new Error(`no token but ${createToken.__typename}`);
    expect(createToken.token.length).toBeGreaterThan(20);
    const { tokens } = await run(api, TokensDocument, { first: 10 });
    expect(tokens.nodes).toMatchObject([
      { name: 'Till', role: 'OPERATOR', revokedAt: null, connections: [{ id: connectionId }] },
    ]);
    expect(JSON.stringify(tokens)).not.toContain(createToken.token);
    const { revokeToken } = await run(api, RevokeTokenDocument, {
      input: { tokenId: createToken.apiToken.id },
    });
    expect(revokeToken).toMatchObject({ id: createToken.apiToken.id, revokedAt: expect.any(String) });
  });
});

describe('refusals are values', () => {
  test.each(REFUSAL_CODES)('%s keeps its code and sentence', async (code) => {
    const { globalId: connectionId } = await api.addConnection();
    const issues = [{ path: ['mappings', 'items', 'rate'], message: 'is missing' }];
    api.control.refusal = { code, message: `refused for ${code}`, issues };
    const { syncNow } = await run(api, SyncNowDocument, { input: { connectionId } });
    expect(syncNow).toMatchObject({ code, message: `refused for ${code}` });
    if (syncNow.__typename === 'ValidationError') expect(syncNow.issues).toEqual(issues);
    expect(syncNow.__typename === 'ValidationError').toBe(
      code === 'VALIDATION_FAILED' || code === 'MAPPING_INVALID',
    );
  });

  test('an unusable input names every issue, repeats no value and asks nobody', async () => {
    const input = newConnection({
      name: '  ',
      booksOrganizationId: 'hush-17',
      clientSecret: '',
      mappingSet: '../etc',
    });
    const { createConnection } = await run(api, CreateConnectionDocument, { input });
    if (createConnection.__typename !== 'ValidationError')
      throw new Error(`accepted: ${createConnection.__typename}`);
    expect(createConnection.code).toBe('VALIDATION_FAILED');
    expect(createConnection.issues.map(({ path }) => path.join('.')).sort()).toEqual([
      'input.booksOrganizationId',
      'input.clientSecret',
      'input.mappingSet',
      'input.name',
    ]);
    expect(JSON.stringify(createConnection)).not.toContain('hush');
    expect(api.control.calls).toEqual([]);
  });

  test('each address that is none is an issue of its own', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const wrong = ['hush', 'hush@example.com\r\nBcc: x@example.com', 'a@example.com, b@example.com', ''];
    const recipients = ['good@example.com', ...wrong];
    const { setMailRecipients: set } = await run(api, SetMailRecipientsDocument, {
      input: { connectionId, recipients },
    });
    if (set.__typename !== 'ValidationError') throw new Error(`accepted: ${set.__typename}`);
    expect(set.issues.map(({ path }) => path.join('.'))).toEqual(
      [1, 2, 3, 4].map((index) => `input.recipients.${index}`),
    );
    expect(JSON.stringify(set)).not.toContain('hush');
    const { createConnection: made } = await run(api, CreateConnectionDocument, {
      input: newConnection({ mailRecipients: recipients }),
    });
    expect(made).toMatchObject({ __typename: 'ValidationError' });
    const many = Array.from({ length: 21 }, (_, index) => `p${index}@example.com`);
    const { setMailRecipients: tooMany } = await run(api, SetMailRecipientsDocument, {
      input: { connectionId, recipients: many },
    });
    expect(tooMany).toMatchObject({ issues: [{ path: ['input', 'recipients'] }] });
    expect(api.control.calls).toEqual([]);
  });

  test('an id of nothing, of another type or malformed is NOT_FOUND', async () => {
    const { globalId: connectionId } = await api.addConnection();
    const nothing = '01900000-0000-7000-8000-000000000000';
    for (const id of ['', 'nonsense', globalId('SyncRun', nothing), globalId('Connection', 'x')]) {
      const { syncNow } = await run(api, SyncNowDocument, { input: { connectionId: id } });
      expect(syncNow).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    }
    for (const runId of ['', connectionId, globalId('SyncRun', nothing)]) {
      const { cancelRun } = await run(api, CancelRunDocument, { input: { runId } });
      expect(cancelRun).toMatchObject({ code: 'NOT_FOUND' });
    }
    const { revokeToken } = await run(api, RevokeTokenDocument, {
      input: { tokenId: globalId('ApiToken', nothing) },
    });
    expect(revokeToken).toMatchObject({ code: 'NOT_FOUND' });
    expect(api.control.calls).toEqual([]);
  });

  test('a fault of ours is masked under an id that the log has, without its message', async () => {
    const { globalId: connectionId } = await api.addConnection();
    api.control.failure = new Error('hush: a value');
    api.logged.length = 0;
    const { errors } = await api.ask(SyncNowDocument.toString(), { input: { connectionId } });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    expect(api.logged).toMatchObject([
      { errorId: errors[0]?.extensions?.errorId, path: 'syncNow', name: 'Error' },
    ]);
    expect(JSON.stringify([errors, api.logged])).not.toContain('hush');
  });
});

describe('who may do what', () => {
  const ROLES = ['VIEWER', 'OPERATOR', 'ADMIN', 'SUPPORT'] as const;
  const OPERATORS = ['OPERATOR', 'ADMIN'];

  async function codeOf(name: string, token: string): Promise<string | null> {
    const { id, globalId: connectionId } = await api.addConnection();
    const made = await api.prisma.syncRun.create({
      data: { connectionId: id, trigger: 'MANUAL', scope: 'FULL' },
    });
    const hash = `hash of ${id}`;
    const apiToken = await api.prisma.apiToken.create({
      data: { name: 'x', role: 'VIEWER', hash, connectionIds: [] },
    });
    const inputs: Record<string, object> = {
      createConnection: newConnection(),
      enableSync: { connectionId, duplicatePolicy: 'CLONE' },
      syncNow: { connectionId },
      cancelRun: { runId: globalId('SyncRun', made.id) },
      setAutoSync: { connectionId, enabled: true },
      setDuplicatePolicy: { connectionId, duplicatePolicy: 'CLONE' },
      setMailRecipients: { connectionId, recipients: [] },
      beginAuthorisation: { dataCenter: 'EU', product: 'BOOKS', clientId: 'x', clientSecret: 'y' },
      completeAuthorisation: {
        authorisationId: globalId('Authorisation', api.onboarding.add(null).id),
        code: 'z',
      },
      replaceCredential: { connectionId, clientId: 'x', clientSecret: 'y', refreshToken: 'z' },
      probeConnection: { connectionId },
      supportReenable: { connectionId, reason: 'it was put right' },
      createToken: { name: 'x', role: 'VIEWER' },
      revokeToken: { tokenId: globalId('ApiToken', apiToken.id) },
    };
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { result: ${name}(input: $input) { ... on UserError { code } } }`;
    const { data, errors } = await api.ask(query, { input: inputs[name] }, token);
    expect(errors).toEqual([]);
    return data.result.code ?? null;
  }

  const MATRIX: readonly (readonly [string, readonly string[]])[] = [
    ['createConnection', ['ADMIN']],
    ['enableSync', OPERATORS],
    ['syncNow', OPERATORS],
    ['cancelRun', OPERATORS],
    ['setAutoSync', OPERATORS],
    ['setDuplicatePolicy', OPERATORS],
    ['setMailRecipients', OPERATORS],
    ['beginAuthorisation', ['ADMIN']],
    ['completeAuthorisation', ['ADMIN']],
    ['replaceCredential', ['ADMIN']],
    ['probeConnection', OPERATORS],
    ['supportReenable', ['SUPPORT']],
    ['createToken', ['ADMIN']],
    ['revokeToken', ['ADMIN']],
  ];

  test.each(MATRIX)('%s is for %s', async (name, allowed) => {
    for (const role of ROLES) {
      api.control.calls.length = 0;
      const may = allowed.includes(role);
      expect([role, await codeOf(name, api.token(role))]).toEqual([role, may ? null : 'FORBIDDEN']);
      expect(api.control.calls.length).toBe(may ? 1 : 0);
    }
  });

  test('everyone may read, but only an ADMIN lists tokens', async () => {
    for (const role of ROLES) {
      const token = api.token(role);
      expect((await api.ask('{ connections { totalCount } }', {}, token)).errors).toEqual([]);
      const { errors } = await api.ask('{ tokens { totalCount } }', {}, token);
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(role === 'ADMIN' ? [] : ['FORBIDDEN']);
    }
  });

  test('a token tied to a connection sees and changes only this one', async () => {
    const mine = await api.addConnection();
    const other = await api.addConnection();
    const foreign = await api.prisma.syncRun.create({
      data: { connectionId: other.id, trigger: 'MANUAL', scope: 'FULL' },
    });
    const token = api.token('ADMIN', [mine.id]);
    const { data } = await api.ask(
      `query ($mine: ID!, $other: ID!, $run: ID!) {
        connections { totalCount nodes { id } }
        mine: connection(id: $mine) { id } other: connection(id: $other) { id }
        node: node(id: $other) { id } run: node(id: $run) { id }
        link: recordLink(connectionId: $other, fsmId: "1") { id } }`,
      { mine: mine.globalId, other: other.globalId, run: globalId('SyncRun', foreign.id) },
      token,
    );
    expect(data).toEqual({
      connections: { totalCount: 1, nodes: [{ id: mine.globalId }] },
      mine: { id: mine.globalId },
      other: null,
      node: null,
      run: null,
      link: null,
    });
    const sync = await run(api, SyncNowDocument, { input: { connectionId: other.globalId } }, token);
    expect(sync.syncNow).toMatchObject({ code: 'NOT_FOUND' });
    const cancel = await run(
      api,
      CancelRunDocument,
      { input: { runId: globalId('SyncRun', foreign.id) } },
      token,
    );
    expect(cancel.cancelRun).toMatchObject({ code: 'NOT_FOUND' });
    const create = await run(api, CreateConnectionDocument, { input: newConnection() }, token);
    expect(create.createConnection).toMatchObject({ code: 'FORBIDDEN' });
    expect(api.control.calls).toEqual([]);
  });

  test('a tied ADMIN makes, sees and revokes only tokens tied alike', async () => {
    const mine = await api.addConnection();
    const other = await api.addConnection();
    const token = api.token('ADMIN', [mine.id]);
    const make = (connectionIds: string[]) =>
      run(api, CreateTokenDocument, { input: { name: 'x', role: 'VIEWER', connectionIds } }, token);
    expect((await make([])).createToken).toMatchObject({ code: 'FORBIDDEN' });
    expect((await make([mine.globalId, other.globalId])).createToken).toMatchObject({ code: 'NOT_FOUND' });
    expect(api.control.calls).toEqual([]);
    expect((await make([mine.globalId])).createToken.__typename).toBe('CreatedToken');
    const { tokens } = await run(api, TokensDocument, {}, token);
    expect(tokens.nodes.map((node) => node.connections.map(({ id }) => id))).toEqual([[mine.globalId]]);
    const wide = await api.prisma.apiToken.create({
      data: { name: 'wide', role: 'ADMIN', hash: 'wide', connectionIds: [] },
    });
    const revoke = await run(
      api,
      RevokeTokenDocument,
      { input: { tokenId: globalId('ApiToken', wide.id) } },
      token,
    );
    expect(revoke.revokeToken).toMatchObject({ code: 'NOT_FOUND' });
  });
});
